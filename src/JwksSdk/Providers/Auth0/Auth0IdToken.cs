using System.Text.Json;
using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>An ID token of Auth0 (OpenID Connect Core §2): no client (<c>azp</c>, <c>client_id</c>), scope, grant or events in it.</summary>
[JwtClaims]
public partial record Auth0IdToken : JwtToken
{
    /// <summary><c>nonce</c>: compare it with the one of the authentication request.</summary>
    [JwtClaim("nonce")]
    public string? Nonce { get; init; }

    /// <summary><c>sid</c>: the session.</summary>
    [JwtClaim("sid")]
    public string? SessionId { get; init; }

    /// <summary><c>name</c>.</summary>
    [JwtClaim("name")]
    public string? Name { get; init; }

    /// <summary><c>given_name</c>.</summary>
    [JwtClaim("given_name")]
    public string? GivenName { get; init; }

    /// <summary><c>family_name</c>.</summary>
    [JwtClaim("family_name")]
    public string? FamilyName { get; init; }

    /// <summary><c>nickname</c>.</summary>
    [JwtClaim("nickname")]
    public string? Nickname { get; init; }

    /// <summary><c>picture</c>: the address of a picture.</summary>
    [JwtClaim("picture")]
    public string? Picture { get; init; }

    /// <summary><c>email</c>.</summary>
    [JwtClaim("email")]
    public string? Email { get; init; }

    /// <summary><c>email_verified</c>; null when absent.</summary>
    [JwtClaim("email_verified")]
    public bool? EmailVerified { get; init; }

    /// <summary><c>updated_at</c>: when the profile changed; Auth0 sends ISO 8601, not the number of OpenID Connect.</summary>
    [JwtClaim("updated_at")]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary><c>org_id</c>: the organization.</summary>
    [JwtClaim("org_id")]
    public string? OrganizationId { get; init; }

    /// <summary><c>org_name</c>: the organization's name, when the tenant adds it.</summary>
    [JwtClaim("org_name")]
    public string? OrganizationName { get; init; }

    /// <summary><c>scope</c>: a mark of access tokens.</summary>
    [JwtClaim("scope")]
    protected string? Scope { get; init; }

    /// <summary><c>azp</c>: a mark of access tokens.</summary>
    [JwtClaim("azp")]
    protected string? AuthorizedParty { get; init; }

    /// <summary><c>client_id</c>: a mark of access tokens.</summary>
    [JwtClaim("client_id")]
    protected string? ClientId { get; init; }

    /// <summary><c>gty</c>: a mark of access tokens.</summary>
    [JwtClaim("gty")]
    protected string? GrantType { get; init; }

    /// <summary><c>events</c>: a mark of logout tokens (OpenID Connect Back-Channel Logout §2.4).</summary>
    [JwtClaim("events")]
    protected JsonElement? Events { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        header.IsType("JWT"u8)
        && AuthorizedParty is null
        && ClientId is null
        && Scope is null
        && GrantType is null
        && Events is null;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        Auth0Organizations.Check(policy, OrganizationId, OrganizationName);
}
