using System.Globalization;

namespace JwksSdk.Providers;

/// <summary>What holds for the values of every input of every provider; what one provider asks of its own is in its convention.</summary>
internal static class InputChecks
{
    /// <summary>Checks what holds for every input of every provider: known, not a placeholder, not a secret, in its form.</summary>
    public static void Run(ProviderConvention convention, ProviderDraft draft)
    {
        var known = convention.Inputs;
        foreach (var name in draft.Inputs.Names)
        {
            if (known.FirstOrDefault(input => input.Name == name) is not { } input)
            {
                draft.Add(
                    ProblemKind.UnknownInput,
                    name,
                    $"{convention.Name} has no input {name}. Its inputs are {string.Join(", ", known.Select(static i => i.Name))}.",
                    // A requirement that silently went would let in what it was to keep out.
                    InputNames.SaysWhere(name)
                        ? ProviderCorrection.LeaveOut
                        : null
                );
                continue;
            }

            if (input.Form != InputForm.TextList && draft.Inputs.List(name).Count > 1)
            {
                draft.Add(
                    ProblemKind.MalformedInput,
                    name,
                    $"{name} takes one value, and {draft.Inputs.List(name).Count} are given."
                );
            }

            // Without values, it is as one that is empty.
            foreach (var value in draft.Inputs.List(name).DefaultIfEmpty(""))
            {
                CheckValue(draft, input, value);
            }
        }
    }

    private static void CheckValue(ProviderDraft draft, ProviderInput input, string value)
    {
        if (input.Source != InputSource.ConfigurationOnly && Secrets.LooksSecret(value))
        {
            draft.Add(
                ProblemKind.SecretInSource,
                input.Name,
                $"{input.Name} holds a secret. Secrets are given by configuration, under their own input; {input.Name} is public."
            );
        }
        else if (string.IsNullOrWhiteSpace(value))
        {
            draft.Add(
                ProblemKind.MalformedInput,
                input.Name,
                $"{input.Name} is empty. Write a value, or leave the input out."
            );
        }
        else if (Placeholders.IsPlaceholder(value))
        {
            var shown = input.Source == InputSource.ConfigurationOnly || value.Contains('@') ? "" : $" \"{value}\"";
            draft.Add(
                ProblemKind.Placeholder,
                input.Name,
                $"{input.Name} still holds a placeholder{shown}. Write your own value, or leave it out and configure it."
            );
        }
        else if (
            input.Form == InputForm.Number
            && !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        )
        {
            draft.Add(
                ProblemKind.MalformedInput,
                input.Name,
                $"{input.Name} \"{value}\" is not a whole number from 0 on."
            );
        }
        else if (input.Form == InputForm.Flag && !bool.TryParse(value, out _))
        {
            draft.Add(ProblemKind.MalformedInput, input.Name, $"{input.Name} \"{value}\" is neither true nor false.");
        }
        else if (input.Form == InputForm.Choice)
        {
            CheckChoice(draft, input, value);
        }
    }

    private static void CheckChoice(ProviderDraft draft, ProviderInput input, string value)
    {
        var chosen = input.IsSet ? Members(value).ToArray() : [value];
        foreach (var reason in chosen.Where(input.WhyNot.ContainsKey).Select(name => input.WhyNot[name]))
        {
            draft.Add(ProblemKind.ImpossibleChoice, input.Name, reason);
        }

        foreach (
            var unknown in chosen.Where(choice => !input.Choices.Contains(choice) && !input.WhyNot.ContainsKey(choice))
        )
        {
            draft.Add(
                ProblemKind.MalformedInput,
                input.Name,
                $"{input.Name} \"{unknown}\" is not one of {string.Join(", ", input.Choices)}."
            );
        }
    }

    /// <summary>The members of a set, by their names as configuration and an enum's text have them.</summary>
    public static IEnumerable<string> Members(string value) => value.Split(',').Select(static part => part.Trim());
}
