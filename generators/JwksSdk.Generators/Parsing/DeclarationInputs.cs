using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using JwksSdk.Providers;

namespace JwksSdk.Generators.Parsing;

/// <summary>Between the attribute's arguments and the inputs of a convention.</summary>
internal static class DeclarationInputs
{
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
            inputs.Set(name, [.. inputs.List(name), .. argument.Values]);
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

    /// <summary>The argument in the source that a problem of an input is about; null when the input was not given.</summary>
    public static string? ArgumentOf(
        ProviderConvention convention,
        string input,
        IReadOnlyList<AttributeArgument> arguments
    )
    {
        var known = convention.Inputs.FirstOrDefault(each => each.Name == input);
        return arguments
            .Select(static argument => argument.Name)
            .FirstOrDefault(name => name == input || (known is not null && IsNamed(known, name)));
    }

    /// <summary>
    /// Every input of the convention, with its values. A secret is not repeated in emitted code, nor a name that does not
    /// compile.
    /// </summary>
    public static IEnumerable<InputModel> Model(
        ProviderConvention convention,
        ProviderInputs inputs,
        IReadOnlyList<ProviderProblem> problems
    ) =>
        convention.Inputs.Select(input => new InputModel(
            input.Name,
            input.Form,
            input.Source,
            input.Summary,
            input.Plural ?? "",
            input.ChoiceType is null ? "" : "global::" + input.ChoiceType,
            problems.Any(problem => IsKeptOut(problem.Kind) && problem.Input == input.Name)
                ? []
                : inputs.List(input.Name).ToEquatableArray()
        ));

    private static bool IsKeptOut(ProblemKind kind) =>
        kind is ProblemKind.SecretInSource or ProblemKind.ImpossibleChoice;

    private static bool IsNamed(ProviderInput input, string name) => input.Name == name || input.Plural == name;
}
