using JwksSdk.Generators.Diagnostics;
using JwksSdk.Providers;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Reads the <c>[JwksInput]</c> attributes of a declaration.</summary>
internal static class InputAttributes
{
    /// <summary>
    /// With what the name begins of an input that is a property of the declaring attribute: there is one way to give an input. As
    /// no provider knows such a name, the start refuses it.
    /// </summary>
    private const string Misplaced = "[JwksInput] ";

    /// <summary>What stands for the name of an input that has none; the start refuses it likewise.</summary>
    private const string Nameless = "[JwksInput]";

    /// <summary>What stands for the other attribute of a class that has both; the start refuses it likewise.</summary>
    private const string Both = "[JwksProvider] and [JwksProvider<TConvention>]";

    /// <summary>The inputs that they give, in the order of the source.</summary>
    public static IEnumerable<AttributeArgument> Read(INamedTypeSymbol type, AttributeData declaring) =>
        from attribute in type.GetAttributes().Where(KnownTypes.IsInputAttribute)
        let name = Arguments.Text(attribute, 0)
        let values = Arguments.Texts(attribute, 1)
        where values is not null
        select new AttributeArgument(
            name is null ? Nameless
                : IsProperty(declaring, name) ? Misplaced + name
                : name,
            [.. values]
        )
        {
            Attribute = attribute,
        };

    /// <summary>What stands in emitted code for a second attribute that declares the same class as another provider.</summary>
    public static IEnumerable<AttributeArgument> ReadBoth(INamedTypeSymbol type) =>
        DeclaresTwice(type) ? [new AttributeArgument(Both, [""])] : [];

    /// <summary>Whether a problem is what <see cref="Check"/> finds.</summary>
    public static bool IsOfCheck(ProviderProblem problem) => problem.Input == Both;

    /// <summary>Says of an unknown input that it stands in the wrong place; null when it does not.</summary>
    public static string? WhyMisplaced(ProviderProblem problem, AttributeData declaring)
    {
        if (problem.Input == Nameless)
        {
            return "[JwksInput] has no name. Write that of an input.";
        }

        if (!problem.Input.StartsWith(Misplaced, StringComparison.Ordinal))
        {
            return null;
        }

        var name = problem.Input.Substring(Misplaced.Length);
        var attribute = declaring.AttributeClass!.IsGenericType ? "[JwksProvider<TConvention>]" : "[JwksProvider]";
        return $"{name} is a property of {attribute}. Write {name} = … there.";
    }

    /// <summary>What the attributes of a type say that do not belong together.</summary>
    public static IEnumerable<Finding> Check(INamedTypeSymbol type)
    {
        var declaring = type.GetAttributes().Where(KnownTypes.IsProviderAttribute).ToArray();
        if (DeclaresTwice(type))
        {
            yield return new Finding(ConventionDescriptors.Attributes, null, type.Name, $"both {Both}; keep one")
            {
                Attribute = declaring[1],
            };
        }

        var inputs = type.GetAttributes().Where(KnownTypes.IsInputAttribute).ToArray();
        if (declaring.Length == 0 && inputs.Length > 0)
        {
            const string Alone = "[JwksInput], but declares no provider; add [JwksProvider<TConvention>]";
            yield return new Finding(ConventionDescriptors.Attributes, null, type.Name, Alone)
            {
                Attribute = inputs[0],
            };
        }
    }

    private static bool DeclaresTwice(INamedTypeSymbol type) =>
        type.GetAttributes()
            .Where(KnownTypes.IsProviderAttribute)
            .Select(static each => each.AttributeClass!.IsGenericType)
            .Distinct()
            .Count() > 1;

    private static bool IsProperty(AttributeData declaring, string name)
    {
        for (var level = declaring.AttributeClass; level is not null; level = level.BaseType)
        {
            if (level.GetMembers(name).OfType<IPropertySymbol>().Any(static property => property.SetMethod is not null))
            {
                return true;
            }
        }

        return false;
    }
}
