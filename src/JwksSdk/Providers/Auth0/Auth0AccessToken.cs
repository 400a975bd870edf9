using System.Text.Json;
using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>An access token of Auth0, in the Auth0 profile (<c>azp</c>) or the RFC 9068 profile (<c>typ: at+jwt</c>, <c>client_id</c>).</summary>
/// <remarks>
/// Checked beyond the common claims: the client, the organization, and the required scopes and permissions, where the
/// declaration names some. An access token without a client, and an opaque one that was issued because no audience was asked for, is none of these.
/// </remarks>
[JwtClaims]
public partial record Auth0AccessToken : JwtToken
{
    /// <summary><c>azp</c> in the Auth0 profile, <c>client_id</c> in the RFC 9068 profile: the application that asked for the token.</summary>
    public string? Client => ClientId ?? AuthorizedParty;

    /// <summary><c>azp</c>: the application, in the Auth0 profile.</summary>
    [JwtClaim("azp")]
    public string? AuthorizedParty { get; init; }

    /// <summary><c>client_id</c>: the application, in the RFC 9068 profile.</summary>
    [JwtClaim("client_id")]
    public string? ClientId { get; init; }

    /// <summary><c>scope</c>: the granted scopes.</summary>
    [JwtClaim("scope", Form = ClaimForm.SpaceSeparated)]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary><c>permissions</c>: the API's permissions, when role-based access control adds them.</summary>
    [JwtClaim("permissions")]
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary><c>gty</c>: the grant type, for machine and password grants of the Auth0 profile.</summary>
    [JwtClaim("gty")]
    public string? GrantType { get; init; }

    /// <summary><c>org_id</c>: the organization.</summary>
    [JwtClaim("org_id")]
    public string? OrganizationId { get; init; }

    /// <summary><c>org_name</c>: the organization's name, when the tenant adds it.</summary>
    [JwtClaim("org_name")]
    public string? OrganizationName { get; init; }

    /// <summary><c>act</c>: the party that acts for the subject (RFC 8693 §4.1), as JSON; null when nobody does.</summary>
    [JwtClaim("act")]
    public JsonElement? Actor { get; init; }

    /// <summary><c>authorization_details</c>: rich authorization (RFC 9396 §2), as JSON; null when there is none.</summary>
    [JwtClaim("authorization_details")]
    public JsonElement? AuthorizationDetails { get; init; }

    /// <summary><c>nonce</c>: a mark of ID tokens.</summary>
    [JwtClaim("nonce")]
    protected string? Nonce { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        Nonce is null
        && (header.IsType("at+jwt"u8) ? ClientId is not null : header.IsType("JWT"u8) && Client is not null);

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy)
    {
        if (!policy.Accepts("client_id", Client))
        {
            return new JwtError(JwtErrorCode.ClientMismatch, ClientId is null ? "azp" : "client_id");
        }

        var organization = Auth0Organizations.Check(policy, OrganizationId, OrganizationName);
        return organization.Code != JwtErrorCode.None ? organization
            : !policy.HasEvery("scope", Scopes) ? new JwtError(JwtErrorCode.ScopeMissing, "scope")
            : !policy.HasEvery("permissions", Permissions) ? new JwtError(JwtErrorCode.PermissionMissing, "permissions")
            : default;
    }
}
