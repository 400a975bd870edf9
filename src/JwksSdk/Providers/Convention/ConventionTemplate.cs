using System.ComponentModel;

namespace JwksSdk.Providers;

/// <summary>
/// What the attributes of a convention say, as plain data: read by the generator from source or metadata, and written by it, as
/// literals, into the convention's class.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConventionTemplate
{
    /// <summary>Describes a convention.</summary>
    /// <param name="name">The provider's name.</param>
    /// <param name="issuers">The templates of its issuers.</param>
    public ConventionTemplate(string name, params string[] issuers)
    {
        Name = name;
        Issuers = issuers;
    }

    /// <summary>The provider's name.</summary>
    public string Name { get; }

    /// <summary>The templates of its issuers.</summary>
    public IReadOnlyList<string> Issuers { get; }

    /// <summary>The template of the address of the key set; null to discover it.</summary>
    public string? JwksUri { get; init; }

    /// <summary>The vendor's page on verifying its tokens; empty when there is none.</summary>
    public string Documentation { get; init; } = "";

    /// <summary>The algorithms that the provider can sign with.</summary>
    public JwtAlgorithms Algorithms { get; init; } = JwtAlgorithms.RS256;

    /// <summary>The algorithms that are accepted where a declaration names none.</summary>
    public JwtAlgorithms DefaultAlgorithms { get; init; } = JwtAlgorithms.RS256;

    /// <summary>The clock skew where a declaration does not say, in seconds; null for the usual one.</summary>
    public int? ClockSkewSeconds { get; init; }

    /// <summary>Its own inputs, in their order.</summary>
    public IReadOnlyList<TemplateInput> Inputs { get; init; } = [];

    /// <summary>Its kinds of token, in their order.</summary>
    public IReadOnlyList<TemplateToken> Tokens { get; init; } = [];
}

/// <summary>An input of a convention.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TemplateInput
{
    /// <summary>Describes an input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">What its value looks like.</param>
    /// <param name="summary">What it means.</param>
    public TemplateInput(string name, InputShape shape, string summary)
    {
        Name = name;
        Shape = shape;
        Summary = summary;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What its value looks like.</summary>
    public InputShape Shape { get; }

    /// <summary>What it means.</summary>
    public string Summary { get; }

    /// <summary>A value, for messages; null for one of its shape.</summary>
    public string? Example { get; init; }

    /// <summary>The name of its list; null when it takes one value.</summary>
    public string? Plural { get; init; }

    /// <summary>What it asks a token to grant.</summary>
    public JwtGrant Grant { get; init; }
}

/// <summary>A kind of token of a convention.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TemplateToken
{
    /// <summary>Describes a kind of token.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tokenType">The full name of its typed token, without <c>global::</c>.</param>
    /// <param name="summary">What it is.</param>
    public TemplateToken(string name, string tokenType, string summary)
    {
        Name = name;
        TokenType = tokenType;
        Summary = summary;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The full name of its typed token, without <c>global::</c>.</summary>
    public string TokenType { get; }

    /// <summary>What it is.</summary>
    public string Summary { get; }

    /// <summary>The input of its audiences; null with <see cref="AnyAudience"/> alone.</summary>
    public string? Audience { get; init; }

    /// <summary>Whether <c>aud</c> is not looked at.</summary>
    public bool AnyAudience { get; init; }

    /// <summary>The input that it needs; null for that of its audiences.</summary>
    public string? Needs { get; init; }

    /// <summary>Claims that must be one of an input's values, as <c>claim=Input</c>.</summary>
    public IReadOnlyList<string> Accepts { get; init; } = [];

    /// <summary>Claims that must hold every one of an input's values, as <c>claim=Input</c>.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>What is wrong with what it says of <c>aud</c>, as the end of a sentence; null when nothing is.</summary>
    internal string? WhyNoAudience =>
        Audience is null && !AnyAudience
            ? "names no Audience, so that tokens for any other service would pass (RFC 8725 §3.9); name the input of it, or write AnyAudience = true"
        : Audience is not null && AnyAudience ? "has both Audience and AnyAudience; keep one"
        : null;

    /// <summary>Whether it hands the values of an input to its typed token, to be compared.</summary>
    internal bool Compares(string input) => Accepts.Concat(Requires).Any(text => PolicyText.Read(text)?.Input == input);

    /// <summary>The inputs that it names.</summary>
    internal IEnumerable<string> Named =>
        new[] { Audience, Needs }
            .OfType<string>()
            .Concat(Accepts.Concat(Requires).Select(static text => PolicyText.Read(text)?.Input).OfType<string>());
}
