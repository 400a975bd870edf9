using System.Collections.Immutable;
using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using JwksSdk.Providers;

namespace JwksSdk.Generators.Parsing;

/// <summary>Between the attribute's arguments and the inputs of a convention.</summary>
internal static class DeclarationInputs
{
    /// <summary>What emitted code says for a secret, which it does not repeat: a placeholder, so that the start refuses it.</summary>
    private const string Withheld = "<looks like a secret>";

    /// <summary>What emitted code says for several values of an input that takes one: none of them, so that the start refuses it.</summary>
    private const string Several = "<given several times>";

    /// <summary>The attribute's arguments as inputs. An argument that is no input is kept, for the convention to refuse.</summary>
    public static ProviderInputs Read(ProviderConvention convention, IEnumerable<AttributeArgument> arguments)
    {
        var inputs = new ProviderInputs();
        foreach (var argument in arguments)
        {
            var input = convention.Inputs.FirstOrDefault(input => IsNamed(input, argument.Name));
            if (input?.Source == InputSource.ConfigurationOnly)
            {
                continue;
            }

            var name = input?.Name ?? argument.Name;
            // Without values, it is given empty: as none it would count as not given where the program starts.
            inputs.Set(name, [.. inputs.List(name), .. argument.Values.DefaultIfEmpty("")]);
        }

        return inputs;
    }

    /// <summary>
    /// Inputs in the attribute that only configuration may give. Looked for by the names in the source, so that one without
    /// a readable value is found too.
    /// </summary>
    public static IEnumerable<Finding> FindSecrets(ProviderConvention convention, IEnumerable<string> names) =>
        names
            .Where(name =>
                convention.Inputs.Any(input => input.Source == InputSource.ConfigurationOnly && IsNamed(input, name))
            )
            .Select(static name => new Finding(
                DiagnosticDescriptors.SecretInSource,
                name,
                $"{name} is a secret and has no place in source. Give it by configuration, for example from user secrets or the environment."
            ));

    /// <summary>What a code fix needs to know of a problem's correction.</summary>
    public static ImmutableDictionary<string, string?> Correct(ProviderCorrection? correction) =>
        correction is null
            ? ImmutableDictionary<string, string?>.Empty
            : FixProperties.Correct(correction.Value, correction.Replacement);

    /// <summary>The argument in the source that a problem of an input is about, the first of several; null when the input was not given.</summary>
    public static AttributeArgument? ArgumentOf(
        ProviderConvention convention,
        string input,
        IReadOnlyList<AttributeArgument> arguments
    )
    {
        var known = convention.Inputs.FirstOrDefault(each => each.Name == input);
        return arguments.FirstOrDefault(argument =>
            argument.Name == input || (known is not null && IsNamed(known, argument.Name))
        );
    }

    /// <summary>
    /// Every input of the convention with its values, and every other one in the attribute. Nothing in the attribute is left
    /// out, sound or not: a default in its place could expect less of a token, where the start has to refuse.
    /// </summary>
    public static IEnumerable<InputModel> Model(
        ProviderConvention convention,
        ProviderInputs inputs,
        IReadOnlyList<ProviderProblem> problems,
        IReadOnlyList<AttributeArgument> arguments
    )
    {
        foreach (var input in convention.Inputs)
        {
            yield return new InputModel(
                input.Name,
                input.Form,
                input.Source,
                input.Summary,
                input.Plural ?? "",
                input.ChoiceType is null ? "" : "global::" + input.ChoiceType,
                Values(input).ToEquatableArray()
            );
        }

        foreach (var unknown in inputs.Names.Where(name => convention.Inputs.All(input => input.Name != name)))
        {
            // By its name alone: that is what is wrong, and the value may be a secret.
            yield return new InputModel(
                unknown,
                InputForm.Text,
                InputSource.AttributeOnly,
                "",
                "",
                "",
                Enumerable.Repeat("", 1).ToEquatableArray()
            );
        }

        IReadOnlyList<string> Values(ProviderInput input)
        {
            var kinds = problems.Where(problem => problem.Input == input.Name).Select(static problem => problem.Kind);
            // A choice that nobody can make has no name that compiles.
            return kinds.Contains(ProblemKind.SecretInSource) ? [Withheld]
                : kinds.Contains(ProblemKind.ImpossibleChoice)
                    ? [arguments.First(argument => argument.Name == input.Name).EnumNumber!]
                : input.Form == InputForm.Text && inputs.List(input.Name).Count > 1 ? [Several]
                : inputs.List(input.Name);
        }
    }

    private static bool IsNamed(ProviderInput input, string name) => input.Name == name || input.Plural == name;
}
