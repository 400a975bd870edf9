using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using JwksSdk.Providers;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>An input that a convention declares, and the attribute that does.</summary>
internal sealed record DeclaredInput(ConventionInput Model, AttributeData Attribute);

/// <summary>Reads the inputs that a convention declares, and says what is wrong with each by itself and among the others.</summary>
internal static class ConventionInputs
{
    /// <summary>Members of generated options that an input's property would hide.</summary>
    private static readonly string[] OptionsMembers =
    [
        "Bind",
        "BindChoice",
        "BindFlag",
        "BindList",
        "BindNumber",
        "BindText",
        "BindingProblems",
        "Equals",
        "Finalize",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
        "ReferenceEquals",
        "RefuseOtherKeys",
        "ToInputs",
        "ToString",
    ];

    /// <summary>The inputs, sound or not; null when the compiler refuses an attribute.</summary>
    public static IReadOnlyList<DeclaredInput>? Read(INamedTypeSymbol type, List<Finding> findings)
    {
        var inputs = new List<DeclaredInput>();
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in type.GetAttributes().Where(KnownTypes.IsConventionInputAttribute))
        {
            if (Arguments.Number(attribute, 1) is not { } shape || attribute.ConstructorArguments.Length != 3)
            {
                return null;
            }

            var input = new ConventionInput(
                Arguments.Text(attribute, 0) ?? "",
                (InputShape)shape,
                Arguments.Text(attribute, 2) ?? "",
                Arguments.Named(attribute, "Example"),
                Arguments.Named(attribute, "Plural"),
                (JwtGrant)(Arguments.NamedNumber(attribute, "Grant") ?? 0)
            );
            inputs.Add(new DeclaredInput(input, attribute));
            var reason = WhyNot(input) ?? WhyTaken(input.Name, input, taken);
            reason ??= input.Plural is { } plural ? WhyTaken(plural, input, taken) : null;
            if (reason is not null)
            {
                findings.Add(
                    new Finding(ConventionDescriptors.Input, null, input.Name, reason) { Attribute = attribute }
                );
            }
        }

        return inputs;
    }

    private static string? WhyNot(ConventionInput input)
    {
        var word = Vocabulary.Find(input.Name);
        return WhyNoName(input.Name)
            ?? (input.Plural is { } plural ? WhyNoName(plural) : null)
            ?? (
                !Enum.IsDefined(typeof(InputShape), input.Shape) ? "has a shape that does not exist"
                : !Enum.IsDefined(typeof(JwtGrant), input.Grant) ? "has a grant that does not exist"
                : string.IsNullOrWhiteSpace(input.Summary) ? "has no summary, which documents its property"
                : input.Example is { } example && InputShapes.WhyNot(input.Shape, example) is { } reason
                    ? $"has an example that {reason}"
                : word is not null && input.Plural is not null && input.Plural != word.Plural
                    ? $"has the plural {input.Plural}, but {(word.Plural is null ? "takes one value" : $"that of every provider is {word.Plural}")}"
                : word is not null && input.Grant != JwtGrant.None && input.Grant != word.Grant
                    ? $"has the grant {input.Grant}, but that of every provider is {word.Grant}"
                : null
            );
    }

    private static string? WhyNoName(string name)
    {
        if (!InputNames.IsName(name))
        {
            return name.Length == 0
                ? "has an empty name"
                : "has a name that is not a letter in upper case, then letters and digits of ASCII";
        }

        var same = StringComparer.OrdinalIgnoreCase;
        return ProviderConvention.SharedNames.Append("Section").Contains(name, same)
                ? "has the name of an input that every provider has"
            : OptionsMembers.Contains(name, same) || name.EndsWith("Options", StringComparison.OrdinalIgnoreCase)
                ? "has the name of a generated member or class; rename it"
            : null;
    }

    /// <summary>Why a name cannot be had; it is taken from now on. Configuration keys are compared without regard to case.</summary>
    private static string? WhyTaken(string name, ConventionInput input, Dictionary<string, string> taken)
    {
        var word = Vocabulary.All.FirstOrDefault(each => IsSame(each.Name, name) || IsSame(each.Plural, name));
        if (word is not null && word.Name != input.Name)
        {
            return $"has a name of {word.Name}, which is an input of its own";
        }

        if (taken.TryGetValue(name, out var other))
        {
            return other == name ? "is declared twice" : $"has a name that differs from {other} by case alone";
        }

        taken.Add(name, name);
        return null;
    }

    private static bool IsSame(string? one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
