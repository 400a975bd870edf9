using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Compares from where types can be named.</summary>
internal static class Accessibilities
{
    /// <summary>Whether a type can be named wherever another one, public or internal, can: otherwise no signature may hold both.</summary>
    public static bool IsAtLeast(INamedTypeSymbol type, INamedTypeSymbol other) => Rank(type) >= Rank(other);

    private static int Rank(INamedTypeSymbol type) =>
        TypeModelReader
            .ContainingTypes(type)
            .Prepend(type)
            .Min(static each =>
                each.IsFileLocal ? 0
                : each.DeclaredAccessibility == Accessibility.Public ? 2
                : each.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal ? 1
                : 0
            );
}
