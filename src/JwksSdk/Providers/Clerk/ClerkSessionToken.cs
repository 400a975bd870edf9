using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>
/// A session token of Clerk, version 1 or 2: of the session class or of none (<c>cat</c>), <c>typ</c> <c>JWT</c>, for a
/// user (<c>sub</c> starts with <c>user_</c>) and with a session (<c>sid</c>).
/// </summary>
/// <remarks>
/// Checked beyond the common claims: the session is active, where the token says (<c>sts</c>); <c>azp</c> is a declared
/// party, where the declaration names some, and then it must be there; the active organization and the permissions in it,
/// where the declaration names some.
/// </remarks>
[JwtClaims]
public partial record ClerkSessionToken : JwtToken
{
    /// <summary><c>sid</c>: the session.</summary>
    [JwtClaim("sid")]
    public required string SessionId { get; init; }

    /// <summary><c>azp</c>: the origin that asked for the token; null when the request had none.</summary>
    [JwtClaim("azp")]
    public string? AuthorizedParty { get; init; }

    /// <summary><c>v</c>: 2 for version 2; null for version 1.</summary>
    [JwtClaim("v")]
    public int? Version { get; init; }

    /// <summary><c>pla</c>: the plan of the user (<c>u:…</c>) or the organization (<c>o:…</c>).</summary>
    [JwtClaim("pla")]
    public string? Plan { get; init; }

    /// <summary>
    /// <c>fea</c>: the features, each with its scope: <c>u:…</c>, <c>o:…</c> or both; without empty ones. Split at each call.
    /// </summary>
    public IReadOnlyList<string> Features => [.. ClerkList.Items(FeatureText).Where(static item => item.Length > 0)];

    /// <summary><c>fva</c>: minutes since the first and the second factor were verified; -1 for never.</summary>
    [JwtClaim("fva")]
    public IReadOnlyList<long> FactorVerificationAge { get; init; } = [];

    /// <summary><c>act</c>: who acts for the user; null when the user acts alone.</summary>
    [JwtClaim("act")]
    public ClerkActor? Actor { get; init; }

    /// <summary><c>o</c>: the active organization of a version 2 token, as it stands there.</summary>
    [JwtClaim("o")]
    public ClerkOrganization? Organization { get; init; }

    /// <summary>The active organization's id, of either version; null when none is active.</summary>
    public string? OrganizationId => IsVersion2 ? Organization?.Id : OrganizationIdV1;

    /// <summary>The active organization's slug, of either version.</summary>
    public string? OrganizationSlug => IsVersion2 ? Organization?.Slug : OrganizationSlugV1;

    /// <summary>The user's role in the active organization, of either version, in full: <c>org:admin</c>.</summary>
    public string? OrganizationRole =>
        IsVersion2
            ? Organization?.Role is { } role
                ? "org:" + role
                : null
            : OrganizationRoleV1;

    /// <summary>
    /// The user's permissions in the active organization, of either version, in full: <c>org:dashboard:read</c>. Version 2
    /// packs them into bits, which are unpacked at each call. None where they would have together more than 64 times as many
    /// characters as the claims that they are packed into (<c>fea</c>, <c>per</c>, <c>fpm</c>); required permissions are found
    /// there all the same.
    /// </summary>
    /// <remarks>
    /// Nothing is granted by an empty name or number, which keep their place, nor to what comes after an item of <c>fea</c> that
    /// has no scope.
    /// </remarks>
    public IReadOnlyList<string> OrganizationPermissions =>
        IsVersion2 ? Organization?.PermissionsFor(FeatureText) ?? [] : OrganizationPermissionsV1;

    /// <summary><c>fea</c> as it stands in the token.</summary>
    [JwtClaim("fea")]
    protected string? FeatureText { get; init; }

    /// <summary><c>sts</c>: the state of the session.</summary>
    [JwtClaim("sts")]
    protected string? SessionStatus { get; init; }

    /// <summary><c>org_id</c> of version 1.</summary>
    [JwtClaim("org_id")]
    protected string? OrganizationIdV1 { get; init; }

    /// <summary><c>org_slug</c> of version 1.</summary>
    [JwtClaim("org_slug")]
    protected string? OrganizationSlugV1 { get; init; }

    /// <summary><c>org_role</c> of version 1.</summary>
    [JwtClaim("org_role")]
    protected string? OrganizationRoleV1 { get; init; }

    /// <summary><c>org_permissions</c> of version 1.</summary>
    [JwtClaim("org_permissions")]
    protected IReadOnlyList<string> OrganizationPermissionsV1 { get; init; } = [];

    private bool IsVersion2 => Version == 2;

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        header.IsType("JWT"u8)
        && ClerkCategory.Allows(header, ClerkCategory.Session)
        && SessionId is not null
        && Subject?.StartsWith("user_", StringComparison.Ordinal) == true;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        Version is not (null or 1 or 2) ? new JwtError(JwtErrorCode.ClaimNotAccepted, "v")
        : SessionStatus is not (null or "active") ? new JwtError(JwtErrorCode.SessionPending, "sts")
        : !policy.Accepts("azp", AuthorizedParty) ? new JwtError(JwtErrorCode.AuthorizedPartyMismatch, "azp")
        : !policy.Accepts("org_id", OrganizationId)
            ? new JwtError(JwtErrorCode.ClaimNotAccepted, IsVersion2 ? "o" : "org_id")
        : !HasPermissions(policy) ? new JwtError(JwtErrorCode.PermissionMissing, IsVersion2 ? "o" : "org_permissions")
        : default;

    // Of packed permissions those are looked for that the declaration asks for: unpacked they may be many times as long.
    private bool HasPermissions(TokenPolicy policy)
    {
        const string Permissions = "org_permissions";
        if (!IsVersion2)
        {
            return policy.HasEvery(Permissions, OrganizationPermissionsV1);
        }

        var required = policy
            .Expectations.FirstOrDefault(static each => each is { Claim: Permissions, IsForAll: true })
            ?.Values;
        return required is null || policy.HasEvery(Permissions, Organization?.Granted(required, FeatureText) ?? []);
    }
}
