using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>The arguments of an attribute, as far as they have the values that they should.</summary>
internal static class Arguments
{
    /// <summary>A text of the constructor; null when it has none.</summary>
    public static string? Text(AttributeData attribute, int index) => Value(attribute, index)?.Value as string;

    /// <summary>The number of an enum of the constructor; null when it has none.</summary>
    public static int? Number(AttributeData attribute, int index) => Value(attribute, index)?.Value as int?;

    /// <summary>The texts of an array of the constructor, null as an empty one; null when there is no array.</summary>
    public static string[]? Texts(AttributeData attribute, int index) =>
        Value(attribute, index) is { Kind: TypedConstantKind.Array } array ? Texts(array) : null;

    /// <summary>The types of an array of the constructor, null for what is none; empty when there is no array.</summary>
    public static IReadOnlyList<INamedTypeSymbol?> Types(AttributeData attribute, int index) =>
        Value(attribute, index) is { Kind: TypedConstantKind.Array, IsNull: false } array
            ? [.. array.Values.Select(static value => value.Value as INamedTypeSymbol)]
            : [];

    /// <summary>A named text; null when it was not given.</summary>
    public static string? Named(AttributeData attribute, string name) =>
        Find(attribute, name) is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;

    /// <summary>A named number, or that of an enum; null when it was not given.</summary>
    public static int? NamedNumber(AttributeData attribute, string name) =>
        Find(attribute, name) is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: int number }
            ? number
            : null;

    /// <summary>A named flag; false when it was not given.</summary>
    public static bool NamedFlag(AttributeData attribute, string name) =>
        Find(attribute, name) is { Kind: TypedConstantKind.Primitive, Value: true };

    /// <summary>The texts of a named array, null as an empty one; none when it was not given.</summary>
    public static string[] NamedTexts(AttributeData attribute, string name) =>
        Find(attribute, name) is { Kind: TypedConstantKind.Array } array ? Texts(array) : [];

    private static TypedConstant? Value(AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index
        && attribute.ConstructorArguments[index] is { Kind: not TypedConstantKind.Error } value
            ? value
            : null;

    private static TypedConstant? Find(AttributeData attribute, string name) =>
        attribute
            .NamedArguments.Where(argument => argument.Key == name)
            .Select(static argument => (TypedConstant?)argument.Value)
            .FirstOrDefault();

    private static string[] Texts(TypedConstant array) =>
        array.IsNull ? [] : [.. array.Values.Select(static value => value.Value as string ?? "")];
}
