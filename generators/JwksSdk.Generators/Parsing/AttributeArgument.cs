using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators.Parsing;

/// <summary>One input as attributes give it, as text: enum members by their names, several values as several entries, null among them as an empty one.</summary>
internal sealed record AttributeArgument(string Name, ImmutableArray<string> Values)
{
    /// <summary>The bare number of an enum's value; null for every other one.</summary>
    public string? EnumNumber { get; init; }

    /// <summary>The attribute that it stands in, where that is not the declaring one.</summary>
    public AttributeData? Attribute { get; init; }

    /// <summary>The arguments that the attribute binds, in the order of the source. A null counts as not given.</summary>
    public static IEnumerable<AttributeArgument> Read(AttributeData attribute) =>
        attribute
            .NamedArguments.Where(static argument =>
                argument.Value is { Kind: not TypedConstantKind.Error, IsNull: false }
            )
            .Select(static argument => new AttributeArgument(argument.Key, Texts(argument.Value))
            {
                EnumNumber = argument.Value.Kind == TypedConstantKind.Enum ? NumberText(argument.Value.Value) : null,
            });

    /// <summary>The names that stand in the source, whether the attribute has such a property or not.</summary>
    public static IEnumerable<string> NamesInSource(AttributeData attribute, CancellationToken cancellationToken) =>
        Syntax(attribute, cancellationToken)
            ?.ArgumentList?.Arguments.Select(static argument => argument.NameEquals?.Name.Identifier.ValueText)
            .OfType<string>()
        ?? [];

    /// <summary>Whether an argument's value is written with one of these names, and not with a number or another name for it.</summary>
    public static bool IsWrittenWith(
        AttributeData attribute,
        string? name,
        IEnumerable<string> names,
        CancellationToken cancellationToken
    ) =>
        Find(attribute, name, cancellationToken)
            ?.Expression.DescendantNodesAndSelf()
            .OfType<IdentifierNameSyntax>()
            .Any(identifier => names.Contains(identifier.Identifier.ValueText)) == true;

    /// <summary>Where an argument stands; the attribute itself when it does not.</summary>
    public static Location? Locate(AttributeData attribute, string? name, CancellationToken cancellationToken) =>
        (Find(attribute, name, cancellationToken) ?? (SyntaxNode?)Syntax(attribute, cancellationToken))?.GetLocation();

    /// <summary>Where a value of the constructor's one array stands; the attribute itself when it is not written there by itself.</summary>
    public static Location? Locate(AttributeData attribute, int position, CancellationToken cancellationToken)
    {
        var syntax = Syntax(attribute, cancellationToken);
        var values = syntax
            ?.ArgumentList?.Arguments.Where(static argument =>
                argument.NameEquals is null && argument.NameColon is null
            )
            .ToArray();
        var isList = values?.Length == attribute.ConstructorArguments[0].Values.Length;
        return (isList ? values![position] : (SyntaxNode?)syntax)?.GetLocation();
    }

    /// <summary>
    /// The name of an enum's member, or the bare number of an undefined value. Of a set, the names of its members separated by
    /// commas, and the number of what is left.
    /// </summary>
    public static string EnumText(TypedConstant constant)
    {
        var members = constant.Type!.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue);
        var value = Number(constant.Value);
        if (members.FirstOrDefault(member => Number(member.ConstantValue) == value) is { } exact)
        {
            return exact.Name;
        }

        if (value <= 0 || !constant.Type.GetAttributes().Any(KnownTypes.IsFlagsAttribute))
        {
            return NumberText(value);
        }

        var parts = members
            .Where(member => Number(member.ConstantValue) is var bits && bits != 0 && (bits & value) == bits)
            .ToArray();
        var left = value & ~parts.Aggregate(0L, static (all, part) => all | Number(part.ConstantValue));
        return string.Join(
            ", ",
            parts.Select(static part => part.Name).Concat(left == 0 ? [] : new[] { NumberText(left) })
        );
    }

    private static AttributeArgumentSyntax? Find(
        AttributeData attribute,
        string? name,
        CancellationToken cancellationToken
    ) =>
        Syntax(attribute, cancellationToken)
            ?.ArgumentList?.Arguments.FirstOrDefault(argument =>
                name is not null && argument.NameEquals?.Name.Identifier.ValueText == name
            );

    private static AttributeSyntax? Syntax(AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;

    private static ImmutableArray<string> Texts(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Array
            ? [.. constant.Values.Select(static value => value.IsNull ? "" : Text(value))]
            : [Text(constant)];

    private static string Text(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Enum ? EnumText(constant)
        : constant.Value is bool flag ? (flag ? "true" : "false")
        : Convert.ToString(constant.Value, CultureInfo.InvariantCulture);

    private static string NumberText(object? value) => Number(value).ToString(CultureInfo.InvariantCulture);

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
