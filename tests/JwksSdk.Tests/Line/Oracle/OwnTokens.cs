using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>For each kind a type of an application's own, which reads one claim more.</summary>
internal static class OwnTokens
{
    private static readonly Dictionary<
        Type,
        Func<IJwtVerifier, TokenKind, string, ValueTask<JwtResult<JwtToken>>>
    > ByType = new()
    {
        [typeof(Auth0AccessToken)] = Verify<LineAuth0AccessToken>,
        [typeof(Auth0IdToken)] = Verify<LineAuth0IdToken>,
        [typeof(OktaAccessToken)] = Verify<LineOktaAccessToken>,
        [typeof(OktaIdToken)] = Verify<LineOktaIdToken>,
        [typeof(CognitoAccessToken)] = Verify<LineCognitoAccessToken>,
        [typeof(CognitoIdToken)] = Verify<LineCognitoIdToken>,
        [typeof(ClerkSessionToken)] = Verify<LineClerkSessionToken>,
        [typeof(ClerkMachineToken)] = Verify<LineClerkMachineToken>,
        [typeof(ClerkOAuthToken)] = Verify<LineClerkOAuthToken>,
        [typeof(OneLoginIdToken)] = Verify<LineOneLoginIdToken>,
        [typeof(OneLoginAccessToken)] = Verify<LineOneLoginAccessToken>,
        [typeof(SuperTokensSessionToken)] = Verify<LineSuperTokensSessionToken>,
        [typeof(SuperTokensOAuthAccessToken)] = Verify<LineSuperTokensOAuthAccessToken>,
        [typeof(SuperTokensIdToken)] = Verify<LineSuperTokensIdToken>,
        [typeof(OpenIdConnectAccessToken)] = Verify<LineOpenIdConnectAccessToken>,
        [typeof(OpenIdConnectIdToken)] = Verify<LineOpenIdConnectIdToken>,
    };

    /// <summary>Verifies a token of a kind as the own type of that kind.</summary>
    public static ValueTask<JwtResult<JwtToken>> VerifyAsync(LineWorld world, string issuer, string kind, string token)
    {
        var route = world.Services.GetRequiredService<RouteTable>().Find(issuer)!;
        var found = route.Provider.Declaration.Kinds.Single(each => each.Name == kind);
        return ByType[found.TokenType](world.Verifier, found, token);
    }

    /// <summary>Whether an own type may refuse what the kind's own type does not: for the claim that it alone reads.</summary>
    public static bool MayRefuse(JwtError error) =>
        error.Code == JwtErrorCode.ClaimType && error.Member is "uid" or "gty";

    private static async ValueTask<JwtResult<JwtToken>> Verify<TToken>(
        IJwtVerifier verifier,
        TokenKind kind,
        string token
    )
        where TToken : JwtToken, IJwtClaims<TToken> =>
        (await verifier.VerifyAsync<TToken>(kind, token, TestContext.Current.CancellationToken)).As<JwtToken>();
}

[JwtClaims]
public sealed partial record LineAuth0AccessToken : Auth0AccessToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineAuth0IdToken : Auth0IdToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineOktaAccessToken : OktaAccessToken
{
    [JwtClaim("gty")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineOktaIdToken : OktaIdToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineCognitoAccessToken : CognitoAccessToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineCognitoIdToken : CognitoIdToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineClerkSessionToken : ClerkSessionToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineClerkMachineToken : ClerkMachineToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineClerkOAuthToken : ClerkOAuthToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineOneLoginIdToken : OneLoginIdToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineOneLoginAccessToken : OneLoginAccessToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineSuperTokensSessionToken : SuperTokensSessionToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineSuperTokensOAuthAccessToken : SuperTokensOAuthAccessToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineSuperTokensIdToken : SuperTokensIdToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineOpenIdConnectAccessToken : OpenIdConnectAccessToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}

[JwtClaims]
public sealed partial record LineOpenIdConnectIdToken : OpenIdConnectIdToken
{
    [JwtClaim("uid")]
    public string? Own { get; init; }
}
