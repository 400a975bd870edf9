using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators.Parsing;

/// <summary>One named argument of an attribute, as text: enum members by their names, several values as several entries.</summary>
internal sealed record AttributeArgument(string Name, ImmutableArray<string> Values)
{
    /// <summary>The arguments that the attribute binds, in the order of the source. A null counts as not given.</summary>
    public static IEnumerable<AttributeArgument> Read(AttributeData attribute) =>
        attribute
            .NamedArguments.Where(static argument =>
                argument.Value is { Kind: not TypedConstantKind.Error, IsNull: false }
            )
            .Select(static argument => new AttributeArgument(argument.Key, Texts(argument.Value)));

    /// <summary>The names that stand in the source, whether the attribute has such a property or not.</summary>
    public static IEnumerable<string> NamesInSource(AttributeData attribute, CancellationToken cancellationToken) =>
        Syntax(attribute, cancellationToken)
            ?.ArgumentList?.Arguments.Select(static argument => argument.NameEquals?.Name.Identifier.ValueText)
            .OfType<string>()
        ?? [];

    /// <summary>Where an argument stands; the attribute itself when it does not.</summary>
    public static Location? Locate(AttributeData attribute, string? name, CancellationToken cancellationToken)
    {
        var syntax = Syntax(attribute, cancellationToken);
        return (
            syntax?.ArgumentList?.Arguments.FirstOrDefault(argument =>
                name is not null && argument.NameEquals?.Name.Identifier.ValueText == name
            ) ?? (SyntaxNode?)syntax
        )?.GetLocation();
    }

    /// <summary>The name of an enum's member, of several members separated by commas, or the bare number of an undefined value.</summary>
    public static string EnumText(TypedConstant constant)
    {
        var members = constant.Type!.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue);
        var value = Number(constant.Value);
        if (members.FirstOrDefault(member => Number(member.ConstantValue) == value) is { } exact)
        {
            return exact.Name;
        }

        var parts = members
            .Where(member => Number(member.ConstantValue) is var bits && (bits & value) == bits)
            .ToArray();
        return parts.Aggregate(0L, static (all, part) => all | Number(part.ConstantValue)) == value && parts.Length > 0
            ? string.Join(", ", parts.Select(static part => part.Name))
            : value.ToString(CultureInfo.InvariantCulture);
    }

    private static AttributeSyntax? Syntax(AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;

    private static ImmutableArray<string> Texts(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Array
            ? [.. constant.Values.Where(static value => !value.IsNull).Select(Text)]
            : [Text(constant)];

    private static string Text(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Enum ? EnumText(constant)
        : constant.Value is bool flag ? (flag ? "true" : "false")
        : Convert.ToString(constant.Value, CultureInfo.InvariantCulture);

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
