using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwksSdk.Generators.Parsing;

/// <summary>
/// Finds the IDs of their own under which the compiler reports the use of what is obsolete or experimental. They are a word to those who
/// write the name, not to a file that is emitted.
/// </summary>
internal static class WarningIds
{
    /// <summary>The IDs for these symbols and everything around them, each once, in ordinal order.</summary>
    public static EquatableArray<string> Of(IEnumerable<ISymbol?> named)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        return Merge(named.SelectMany(symbol => OfOne(symbol, seen)));
    }

    /// <summary>These IDs, each once, in ordinal order.</summary>
    public static EquatableArray<string> Merge(IEnumerable<string> ids) =>
        ids.Distinct(StringComparer.Ordinal).OrderBy(static id => id, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>What the reader of a record names: the record, its constructor, and each claim's property with its type.</summary>
    public static EquatableArray<string> OfClaims(INamedTypeSymbol record)
    {
        var named = new List<ISymbol?> { record };
        named.AddRange(record.InstanceConstructors.Where(static each => each.Parameters.IsEmpty));
        for (var level = record; level is not null; level = level.BaseType)
        {
            foreach (var property in level.GetMembers().OfType<IPropertySymbol>().Where(IsClaim))
            {
                named.AddRange(Named(property.Type));
                for (var slot = property; slot is not null; slot = slot.OverriddenProperty)
                {
                    named.Add(slot);
                    named.Add(slot.SetMethod);
                }
            }
        }

        return Of(named);
    }

    private static bool IsClaim(IPropertySymbol property) =>
        property.GetAttributes().Any(KnownTypes.IsJwtClaimAttribute);

    /// <summary>The types that the name of a type is made of, and the members of enums.</summary>
    private static IEnumerable<ISymbol> Named(ITypeSymbol type) =>
        type is not INamedTypeSymbol named
            ? []
            : named
                .TypeArguments.SelectMany(Named)
                .Concat(named.TypeKind == TypeKind.Enum ? named.GetMembers() : [])
                .Prepend(named);

    private static IEnumerable<string> OfOne(ISymbol? symbol, HashSet<ISymbol> seen)
    {
        // Up to its assembly, all of which may be experimental; once, since most of what is named stands in the same few places.
        for (; symbol is not null && seen.Add(symbol); symbol = symbol.ContainingSymbol)
        {
            foreach (var attribute in symbol.GetAttributes())
            {
                // Other text is no name that a pragma can hold.
                if (IdOf(attribute) is { } id && SyntaxFacts.IsValidIdentifier(id))
                {
                    yield return id;
                }
            }
        }
    }

    private static string? IdOf(AttributeData attribute) =>
        KnownTypes.IsExperimentalAttribute(attribute) ? Arguments.Text(attribute, 0)
        : KnownTypes.IsObsoleteAttribute(attribute) ? Arguments.Named(attribute, "DiagnosticId")
        : null;
}
