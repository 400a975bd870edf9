using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Finds the wire names of an enum's members, and what is wrong with them.</summary>
internal static class EnumNames
{
    /// <summary>The enum with its wire names, sound or not; null for any other type.</summary>
    public static EnumModel? Read(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
            ? new(
                type.Name,
                type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                Fields(type)
                    .Select(static field => new EnumMember(field.Name, WireName(field) ?? ""))
                    .ToEquatableArray()
            )
            : null;

    /// <summary>
    /// The enum that a member of this type is read from, and why it cannot be, as the end of a sentence; null when it can,
    /// or there is none.
    /// </summary>
    public static (ITypeSymbol Enum, string Reason)? Refuse(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { TypeArguments.Length: 1 } generic)
        {
            return Refuse(generic.TypeArguments[0]);
        }

        return type.TypeKind == TypeKind.Enum && WhyNot(type) is { } reason ? (type, reason) : null;
    }

    private static string? WhyNot(ITypeSymbol type)
    {
        if (type.GetAttributes().Any(KnownTypes.IsFlagsAttribute))
        {
            return "it is a set of flags, which has no name for each of its values";
        }

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in Fields(type))
        {
            var name = WireName(field);
            if (!ClaimNames.IsUsable(name))
            {
                return $"the wire name of its member '{field.Name}' is empty or no valid Unicode text";
            }

            if (Attribute(field) is { } attribute && KnownTypes.FormOf(attribute) != ClaimValueReader.DefaultForm)
            {
                return $"its member '{field.Name}' is given a form, which a name does not have";
            }

            if (seen.TryGetValue(name!, out var other))
            {
                return $"its members '{other}' and '{field.Name}' have the same wire name '{name}'";
            }

            seen.Add(name!, field.Name);
        }

        return seen.Count == 0 ? "it has no member that can be named" : null;
    }

    // What generated code may not name at all cannot be read.
    private static IEnumerable<IFieldSymbol> Fields(ITypeSymbol type) =>
        type.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(static field =>
                field.HasConstantValue && !field.GetAttributes().Any(KnownTypes.IsObsoleteAsErrorAttribute)
            );

    private static string? WireName(IFieldSymbol field) =>
        Attribute(field) is { } attribute
            ? attribute.ConstructorArguments.FirstOrDefault().Value as string
            : field.Name;

    private static AttributeData? Attribute(IFieldSymbol field) =>
        field.GetAttributes().FirstOrDefault(KnownTypes.IsJwtClaimAttribute);
}
