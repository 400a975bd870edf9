using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace JwksSdk.Providers;

/// <summary>
/// The base of generated options: a declaration's inputs as properties. What stands in the attribute is the default;
/// configuration overrides it; code overrides both.
/// </summary>
public abstract class ProviderOptions
{
    private readonly HashSet<string> _knownKeys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Configuration values that could not be read in their form, and keys that are no input.</summary>
    internal List<ProviderProblem> BindingProblems { get; } = [];

    /// <summary>Overrides properties from a configuration section, key by key, without reflection.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract void Bind(IConfigurationSection section);

    /// <summary>The properties as inputs for the provider's convention.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract ProviderInputs ToInputs();

    /// <summary>Reads a text; the current value when the key is absent.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected string? BindText(IConfigurationSection section, string key, string? current) =>
        Value(section, key) ?? current;

    /// <summary>Reads texts: one under the key, or several under its plural; the current value when both are absent.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected string[] BindList(IConfigurationSection section, string key, string plural, string[] current)
    {
        if (!string.IsNullOrEmpty(Value(section, plural)))
        {
            BindingProblems.Add(
                new ProviderProblem(
                    ProblemKind.MalformedInput,
                    key,
                    $"{plural} is one text. Write it under {key}, or write a list under {plural}."
                )
            );
        }

        var several = section.GetSection(plural).GetChildren().Select(static child => child.Value ?? "").ToArray();
        return Value(section, key) is { } one ? [one, .. several]
            : several.Length > 0 ? several
            : current;
    }

    /// <summary>Reads true or false; the current value when the key is absent.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected bool BindFlag(IConfigurationSection section, string key, bool current)
    {
        if (Value(section, key) is not { } text)
        {
            return current;
        }

        return bool.TryParse(text, out var value) ? value : Unreadable(key, "neither true nor false", current);
    }

    /// <summary>Reads a whole number; the current value when the key is absent.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int? BindNumber(IConfigurationSection section, string key, int? current)
    {
        if (Value(section, key) is not { } text)
        {
            return current;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : Unreadable(key, "not a whole number", current);
    }

    /// <summary>Reads an enum by its members' names, without regard to case; the current value when the key is absent.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TEnum? BindChoice<TEnum>(IConfigurationSection section, string key, TEnum? current)
        where TEnum : struct, Enum
    {
        if (Value(section, key) is not { } text)
        {
            return current;
        }

        return
            text.All(static c => char.IsAsciiLetterOrDigit(c) || c is ',' or ' ')
            && !char.IsAsciiDigit(text.TrimStart().FirstOrDefault())
            && Enum.TryParse<TEnum>(text, ignoreCase: true, out var value)
            ? value
            : Unreadable(key, $"not one of {string.Join(", ", Choices<TEnum>())}", current);
    }

    /// <summary>
    /// Refuses keys of the section that no other method was asked for: a misspelt key would otherwise be a setting that
    /// silently does nothing. Called last. Keys are compared without regard to case, as configuration does.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void RefuseOtherKeys(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            if (!_knownKeys.Contains(child.Key))
            {
                BindingProblems.Add(
                    new ProviderProblem(
                        ProblemKind.UnknownInput,
                        child.Key,
                        $"{child.Key} is no input that configuration can give. The inputs are {string.Join(", ", _knownKeys.Order(StringComparer.Ordinal))}."
                    )
                );
            }
        }
    }

    private string? Value(IConfigurationSection section, string key)
    {
        _knownKeys.Add(key);
        return section[key];
    }

    // An algorithm that cannot be verified has a name, for the convention to say why, but is no choice.
    private static IEnumerable<string> Choices<TEnum>()
        where TEnum : struct, Enum => Enum.GetNames<TEnum>().Except([JwtAlgorithmChoices.EdDsa]);

    private T Unreadable<T>(string key, string reason, T current)
    {
        BindingProblems.Add(new ProviderProblem(ProblemKind.MalformedInput, key, $"{key} is {reason}."));
        return current;
    }
}
