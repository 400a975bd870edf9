using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary>What a check of claims may look at: one token, read as one kind, at one moment.</summary>
internal readonly record struct ClaimsContext(JwtToken Token, Route Route, TokenPolicy Policy, DateTimeOffset Now)
{
    public ProviderFacts Facts => Route.Provider.Facts;
}

/// <summary>One check that every token undergoes, whatever its kind.</summary>
/// <param name="Name">What it is about, for people: most often the claim.</param>
/// <param name="Run">Makes the check.</param>
/// <param name="Declared">What is declared to it, for people; null when nothing is, so that it refuses nothing.</param>
internal sealed record ClaimsRule(
    string Name,
    Func<ClaimsContext, JwtError> Run,
    Func<ProviderFacts, TokenPolicy, string?> Declared
)
{
    /// <summary>The claim that it looks at.</summary>
    public string Claim { get; init; } = Name;

    /// <summary>What was found in a token that it refuses, for people; null when the error says it all.</summary>
    public Func<ClaimsContext, string?> Found { get; init; } = static _ => null;
}
