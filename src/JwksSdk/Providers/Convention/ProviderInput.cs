namespace JwksSdk.Providers;

/// <summary>The form of an input, which decides its C# type in the attribute and in the options.</summary>
public enum InputForm
{
    /// <summary>One text: <c>string</c>.</summary>
    Text,

    /// <summary>One or several texts: a <c>string</c> under the input's name, a <c>string[]</c> under its plural.</summary>
    TextList,

    /// <summary><c>true</c> or <c>false</c>: <c>bool</c>.</summary>
    Flag,

    /// <summary>A whole number: <c>int</c>.</summary>
    Number,

    /// <summary>A member of an enum (or a set of members, for a flags enum).</summary>
    Choice,
}

/// <summary>Where an input may be given.</summary>
public enum InputSource
{
    /// <summary>In the attribute, and in configuration, which overrides the attribute.</summary>
    AttributeOrConfiguration,

    /// <summary>In the attribute alone: it decides what is generated.</summary>
    AttributeOnly,

    /// <summary>In configuration alone: it is a secret and has no place in source.</summary>
    ConfigurationOnly,
}

/// <summary>One thing a user tells about a provider: its name, form and meaning.</summary>
public sealed class ProviderInput
{
    /// <summary>Describes an input.</summary>
    /// <param name="name">The name of the attribute's and the options' property, and the configuration key.</param>
    /// <param name="form">Its form.</param>
    /// <param name="summary">What it means, in the provider's own vocabulary; becomes documentation of emitted options.</param>
    public ProviderInput(string name, InputForm form, string summary)
    {
        Name = name;
        Form = form;
        Summary = summary;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The form.</summary>
    public InputForm Form { get; }

    /// <summary>What it means.</summary>
    public string Summary { get; }

    /// <summary>The name of the <c>string[]</c> property of a <see cref="InputForm.TextList"/>; null for other forms.</summary>
    public string? Plural { get; init; }

    /// <summary>The full name of the enum of a <see cref="InputForm.Choice"/>, without <c>global::</c>; null for other forms.</summary>
    public string? ChoiceType { get; init; }

    /// <summary>The names of the enum's members that can be chosen; empty for other forms.</summary>
    public IReadOnlyList<string> Choices { get; init; } = Array.Empty<string>();

    /// <summary>
    /// Names of the enum's members that cannot be chosen, each with the reason. Such a member is obsolete as an error, so that
    /// the compiler gives the reason where it is named, except within a type that is obsolete itself.
    /// </summary>
    public IReadOnlyDictionary<string, string> WhyNot { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a <see cref="InputForm.Choice"/> is a set of members (a flags enum) and not a single one.</summary>
    public bool IsSet { get; init; }

    /// <summary>Where it may be given.</summary>
    public InputSource Source { get; init; }

    /// <summary>What it asks a token to grant; nothing by default.</summary>
    public JwtGrant Grant { get; init; }

    /// <summary>
    /// The names of the kinds of token that always answer it, where it is a requirement that others leave unanswered; empty when
    /// every kind answers, or when it requires nothing. Where a token of any kind is taken, the others are refused as long as it is declared.
    /// </summary>
    public IReadOnlyList<string> AnsweredBy { get; init; } = Array.Empty<string>();
}
