using System.Collections.Immutable;
using JwksSdk.Generators.Model;

namespace JwksSdk.Generators.Emission;

/// <summary>
/// Names generated files after the types that they complete. The compiler compares such names without case, so types whose
/// names differ in nothing else have a hash of their own name in it, which does not depend on the order of the types.
/// </summary>
internal static class HintNames
{
    /// <summary>The names among these that differ from another one in case alone, in ordinal order; mostly none.</summary>
    public static EquatableArray<string> FindAmbiguous(ImmutableArray<string> names) =>
        names
            .Distinct(StringComparer.Ordinal)
            .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
            .Where(static group => group.Count() > 1)
            .SelectMany(static group => group)
            .OrderBy(static name => name, StringComparer.Ordinal)
            .ToEquatableArray();

    /// <summary>The name of a file.</summary>
    /// <param name="metadataName">The full metadata name of the type.</param>
    /// <param name="concern">What the file is about: <c>Client</c>, <c>Options</c>, ….</param>
    /// <param name="ambiguous">What <see cref="FindAmbiguous"/> found.</param>
    public static string Of(string metadataName, string concern, EquatableArray<string> ambiguous) =>
        ambiguous.Contains(metadataName, StringComparer.Ordinal)
            ? $"{metadataName}-{NameHash.Of(metadataName)}.{concern}.g.cs"
            : $"{metadataName}.{concern}.g.cs";
}
