// A type of a newer framework, which the compiler looks for by name to allow init accessors.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit { }
