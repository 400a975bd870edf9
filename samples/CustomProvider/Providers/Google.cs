using JwksSdk;
using JwksSdk.Tokens;

namespace CustomProvider.Providers;

/// <summary>Google. Its issuer is written with and without the scheme; the keys are at one address of their own.</summary>
[JwksConvention(
    "https://accounts.google.com",
    "accounts.google.com",
    JwksUri = "https://www.googleapis.com/oauth2/v3/certs",
    Documentation = "https://developers.google.com/identity/openid-connect/openid-connect"
)]
[JwksConventionInput(
    "HostedDomain",
    InputShape.Host,
    "The Workspace domain of the user (hd); without it, anyone with a Google account is let in.",
    Example = "acme.com",
    Plural = "HostedDomains"
)]
[JwksConventionToken<GoogleIdToken>(
    "IdToken",
    "an ID token",
    Audience = "ClientId",
    Accepts = ["azp=ClientId", "hd=HostedDomain"]
)]
public sealed partial class Google;

/// <summary>An ID token of Google.</summary>
[JwtClaims]
public partial record GoogleIdToken : JwtToken
{
    /// <summary><c>azp</c>: the client that the token was issued to; one of the declared ones. Where it is absent, that is the one audience.</summary>
    [JwtClaim("azp")]
    public string? AuthorizedParty { get; init; }

    /// <summary><c>hd</c>: the Workspace domain of the user; null for any other account.</summary>
    [JwtClaim("hd")]
    public string? HostedDomain { get; init; }

    /// <summary><c>scope</c>: a mark of access tokens.</summary>
    [JwtClaim("scope")]
    protected string? Scope { get; init; }

    /// <inheritdoc />
    protected override bool IsKind(in JwtHeader header) =>
        (header.Type.IsEmpty || header.IsType("JWT"u8)) && Scope is null;

    /// <inheritdoc />
    protected override JwtError Check(TokenPolicy policy) =>
        !policy.Accepts("azp", AuthorizedParty ?? (Audiences is [var only] ? only : null))
            ? new JwtError(JwtErrorCode.ClientMismatch, "azp")
        : !policy.Accepts("hd", HostedDomain) ? new JwtError(JwtErrorCode.ClaimNotAccepted, "hd")
        : default;
}
