using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>One issuer of a declaration: its exact name and where its keys are.</summary>
public sealed class IssuerFacts
{
    /// <summary>Describes an issuer.</summary>
    /// <param name="issuer">The exact value of <c>iss</c>, compared ordinally after JSON unescaping.</param>
    /// <param name="keys">Where its keys come from.</param>
    /// <param name="discoveryUri">The address of its discovery document; null when it has none.</param>
    public IssuerFacts(string issuer, KeySource keys, string? discoveryUri)
    {
        Issuer = issuer;
        Keys = keys;
        DiscoveryUri = discoveryUri;
    }

    /// <summary>The exact value of <c>iss</c>.</summary>
    public string Issuer { get; }

    /// <summary>Where its keys come from.</summary>
    public KeySource Keys { get; }

    /// <summary>The address of its discovery document; null when it has none.</summary>
    public string? DiscoveryUri { get; }

    /// <summary>The address of its key set; null when the keys are static or found by discovery.</summary>
    public string? JwksUri => (Keys as JwksKeySource)?.Uri;
}

/// <summary>One kind of token that a provider issues.</summary>
public sealed class TokenKindFacts
{
    /// <summary>Describes a kind of token.</summary>
    /// <param name="name">Its name: <c>AccessToken</c> becomes <c>VerifyAccessTokenAsync</c>.</param>
    /// <param name="tokenType">The full name of its typed token, without <c>global::</c>.</param>
    /// <param name="summary">What it is; becomes documentation of emitted methods.</param>
    /// <param name="policy">What the declaration expects of it.</param>
    /// <param name="unavailable">Why this declaration cannot verify it; null when it can.</param>
    public TokenKindFacts(string name, string tokenType, string summary, TokenPolicy policy, string? unavailable)
    {
        Name = name;
        TokenType = tokenType;
        Summary = summary;
        Policy = policy;
        Unavailable = unavailable;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The full name of its typed token, without <c>global::</c>.</summary>
    public string TokenType { get; }

    /// <summary>What it is.</summary>
    public string Summary { get; }

    /// <summary>What the declaration expects of it.</summary>
    public TokenPolicy Policy { get; }

    /// <summary>Why this declaration cannot verify it, and what to give so that it can; null when it can.</summary>
    public string? Unavailable { get; }

    /// <summary>
    /// The inputs whose declared requirements a token of this kind may leave unanswered (such as <c>RequiredScope</c>, for
    /// an ID token): it is refused where a token of any kind is taken. Follows from
    /// <see cref="ProviderInput.AnsweredBy"/> when the declaration is resolved; empty before.
    /// </summary>
    public IReadOnlyList<ProviderInput> Unanswered { get; internal set; } = Array.Empty<ProviderInput>();

    /// <summary>
    /// True when no configuration can make it available: the attribute itself rules it out. The generated method then
    /// does not compile where it is called.
    /// </summary>
    public bool NeverAvailable { get; init; }
}

/// <summary>Everything that follows from a declaration's inputs. Immutable plain data.</summary>
public sealed class ProviderFacts
{
    internal ProviderFacts(
        IReadOnlyList<IssuerFacts> issuers,
        IReadOnlyList<TokenKindFacts> kinds,
        JwtAlgorithms algorithms,
        int clockSkewSeconds,
        bool allowBoundTokens
    )
    {
        Issuers = issuers;
        Kinds = kinds;
        Algorithms = algorithms;
        ClockSkewSeconds = clockSkewSeconds;
        AllowBoundTokens = allowBoundTokens;
    }

    /// <summary>The issuers whose tokens are accepted; the first one is the primary. Empty when an input is missing.</summary>
    public IReadOnlyList<IssuerFacts> Issuers { get; }

    /// <summary>The kinds of token that the provider has, in the order of the convention.</summary>
    public IReadOnlyList<TokenKindFacts> Kinds { get; }

    /// <summary>The algorithms that are accepted.</summary>
    public JwtAlgorithms Algorithms { get; }

    /// <summary>How far two clocks may be apart, in seconds; applied alike to every date of a token.</summary>
    public int ClockSkewSeconds { get; }

    /// <summary>How long ago a token may have been issued (<c>iat</c>), in seconds, without the clock skew; null without a limit.</summary>
    public int? MaxTokenAgeSeconds { get; init; }

    /// <summary>
    /// How long ago the user may have signed in (<c>auth_time</c>), in seconds, without the clock skew; null without a limit.
    /// </summary>
    public int? MaxAuthenticationAgeSeconds { get; init; }

    /// <summary>Whether a token bound to a key (<c>cnf</c>) is accepted as a plain bearer token; false by default.</summary>
    public bool AllowBoundTokens { get; }

    /// <summary>
    /// What the key ids look like; <see cref="KeyIdShape.Any"/> when <c>Issuer</c> or <c>JwksUri</c> is overridden, because
    /// emulators and proxies have their own.
    /// </summary>
    public KeyIdShape KeyIds { get; init; } = KeyIdShape.Any;

    /// <summary>What the start of the application owes to the keys; <see cref="KeyStartup.Degraded"/> by default.</summary>
    public KeyStartup Startup { get; init; }

    /// <summary>Whether keys may be fetched from addresses of private networks; false by default.</summary>
    public bool PrivateNetwork { get; init; }
}

/// <summary>What a convention made of a declaration's inputs: the facts, and the mistakes it found.</summary>
/// <param name="Facts">The facts; without an issuer when the inputs do not give one, which is then among the problems.</param>
/// <param name="Problems">The mistakes, in the order of the inputs; empty when there is none.</param>
public sealed record ProviderResolution(ProviderFacts Facts, IReadOnlyList<ProviderProblem> Problems);
