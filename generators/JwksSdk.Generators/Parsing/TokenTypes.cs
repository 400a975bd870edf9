using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Finds typed tokens, which models know by name alone.</summary>
internal static class TokenTypes
{
    /// <summary>The type of a full C# name, nested or not; null when this compilation does not see it.</summary>
    public static INamedTypeSymbol? Find(Compilation compilation, string name)
    {
        // From the right, each dot may stand before a nested type.
        for (var metadataName = name; ; )
        {
            if (compilation.GetTypeByMetadataName(metadataName) is { } type)
            {
                return type;
            }

            var dot = metadataName.LastIndexOf('.');
            if (dot < 0)
            {
                return null;
            }

            metadataName = metadataName.Substring(0, dot) + "+" + metadataName.Substring(dot + 1);
        }
    }
}
