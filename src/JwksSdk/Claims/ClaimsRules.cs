using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary>
/// The checks that every token undergoes once it was read, in their order: a verification stops at the first that refuses, an
/// explanation makes all of them. The token's own checks come after them.
/// </summary>
internal static class ClaimsRules
{
    /// <summary>The checks against the clock.</summary>
    public static readonly ClaimsRule[] OfTime =
    [
        new("exp", static its => LifetimeCheck.Expiry(its.Token, its.Now, its.Facts.ClockSkewSeconds), Skew),
        new("nbf", static its => LifetimeCheck.Begin(its.Token, its.Now, its.Facts.ClockSkewSeconds), Skew),
        new("iat", static its => LifetimeCheck.Issue(its.Token, its.Now, its.Facts.ClockSkewSeconds), Skew),
        new("token age", static its => TokenAgeCheck.Run(its.Token, its.Now, its.Facts), TokenAge) { Claim = "iat" },
        new("sign-in age", static its => AuthenticationAgeCheck.Run(its.Token, its.Now, its.Facts), AuthenticationAge)
        {
            Claim = "auth_time",
        },
    ];

    public static readonly ClaimsRule[] All =
    [
        new("iss", static its => IssuerCheck.Run(its.Token, its.Route), static (_, _) => "the issuer whose key it is"),
        .. OfTime,
        new("aud", static its => AudienceCheck.Run(its.Token, its.Policy), Audience)
        {
            Found = static its => DeclaredValues.Found(its.Policy.Audiences, its.Token.Audiences),
        },
        new("cnf", static its => BindingCheck.Run(its.Token, its.Facts), Binding),
    ];

    private static string Skew(ProviderFacts facts, TokenPolicy policy) => $"clock skew {facts.ClockSkewSeconds} s";

    private static string? TokenAge(ProviderFacts facts, TokenPolicy policy) => Age(facts.MaxTokenAgeSeconds, facts);

    private static string? AuthenticationAge(ProviderFacts facts, TokenPolicy policy) =>
        Age(facts.MaxAuthenticationAgeSeconds, facts);

    private static string? Age(int? limit, ProviderFacts facts) =>
        limit is null ? null : $"at most {limit} s ago, clock skew {facts.ClockSkewSeconds} s";

    private static string? Audience(ProviderFacts facts, TokenPolicy policy) =>
        policy switch
        {
            { AudienceRule: AudienceRule.NotUsed } => null,
            { AudienceRule: AudienceRule.WhenPresent, Audiences.Count: 0 } => null,
            { AudienceRule: AudienceRule.WhenPresent } => DeclaredValues.OneOf(policy.Audiences)
                + ", where there is one",
            { Audiences.Count: 0 } => "a declared one, and none is declared",
            _ => DeclaredValues.OneOf(policy.Audiences),
        };

    private static string Binding(ProviderFacts facts, TokenPolicy policy) =>
        facts.AllowBoundTokens ? "bound tokens are accepted" : "absent: bound tokens are not accepted";
}
