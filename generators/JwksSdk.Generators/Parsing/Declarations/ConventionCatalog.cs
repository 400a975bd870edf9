using System.Collections.Concurrent;
using JwksSdk.Providers;

namespace JwksSdk.Generators.Parsing;

/// <summary>
/// The conventions that are compiled into this assembly, by the name of their provider. Found by their own names, so
/// that a new provider's folder is all there is to add.
/// </summary>
internal static class ConventionCatalog
{
    private static readonly ConcurrentDictionary<string, ProviderConvention?> Known = new(StringComparer.Ordinal);

    /// <summary>The convention of a provider; null when there is none.</summary>
    /// <param name="provider">The provider's name, as in the enum.</param>
    public static ProviderConvention? Find(string provider) =>
        Known.GetOrAdd(
            provider,
            static name =>
                typeof(ConventionCatalog).Assembly.GetType($"JwksSdk.Providers.{name}Convention") is { } type
                    ? (ProviderConvention)Activator.CreateInstance(type)
                    : null
        );
}
