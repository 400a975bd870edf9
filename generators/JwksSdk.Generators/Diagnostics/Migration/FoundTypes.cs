using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>The types of other libraries that an analyzer is about, as far as a project sees them.</summary>
internal sealed class FoundTypes
{
    private readonly INamedTypeSymbol[] _types;

    /// <summary>Looks for types by their metadata names.</summary>
    public FoundTypes(Compilation compilation, params string[] metadataNames) =>
        _types = [.. metadataNames.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>()];

    /// <summary>Whether there is any; where there is none, nothing needs to be analyzed.</summary>
    public bool Any => _types.Length > 0;

    /// <summary>Whether a type is one of them.</summary>
    public bool Contain(ITypeSymbol? type) => _types.Contains(type, SymbolEqualityComparer.Default);
}
