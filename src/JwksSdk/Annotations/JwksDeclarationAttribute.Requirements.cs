namespace JwksSdk;

/// <content>
/// What a token must grant: every named value, compared ordinally. Each provider offers what its tokens can answer. A kind that
/// has no such claim is taken by its own method alone: <see cref="IJwtVerifier.VerifyAsync(CompactToken, System.Threading.CancellationToken)"/>
/// refuses it as one that lacks the value.
/// </content>
public abstract partial class JwksDeclarationAttribute
{
    /// <summary>
    /// A scope that a token must have; otherwise it is refused with <see cref="JwtErrorCode.ScopeMissing"/>. ID tokens, and
    /// the session tokens of Clerk and SuperTokens, have no scopes: only their own methods take them then.
    /// </summary>
    public string? RequiredScope { get; set; }

    /// <summary>The scopes that a token must have, every one; see <see cref="RequiredScope"/>.</summary>
    public string[]? RequiredScopes { get; set; }

    /// <summary>
    /// A permission that a token must have; otherwise it is refused with <see cref="JwtErrorCode.PermissionMissing"/>:
    /// Auth0's access tokens, and the session tokens of Clerk (<c>org:feature:permission</c>) and SuperTokens. Other kinds
    /// have no permissions: only their own methods take them then.
    /// </summary>
    public string? RequiredPermission { get; set; }

    /// <summary>The permissions that a token must have, every one; see <see cref="RequiredPermission"/>.</summary>
    public string[]? RequiredPermissions { get; set; }

    /// <summary>
    /// A role that a session token of SuperTokens must have; otherwise it is refused with
    /// <see cref="JwtErrorCode.RoleMissing"/>. Other kinds have no roles: only their own methods take them then.
    /// </summary>
    public string? RequiredRole { get; set; }

    /// <summary>The roles that a session token must have, every one; see <see cref="RequiredRole"/>.</summary>
    public string[]? RequiredRoles { get; set; }

    /// <summary>
    /// A group that a token must have; otherwise it is refused with <see cref="JwtErrorCode.GroupMissing"/>: both kinds of
    /// Okta and Cognito, and the ID tokens of OneLogin, whose access tokens have no groups: only their own method takes them then.
    /// </summary>
    public string? RequiredGroup { get; set; }

    /// <summary>The groups that a token must have, every one; see <see cref="RequiredGroup"/>.</summary>
    public string[]? RequiredGroups { get; set; }

    /// <summary>
    /// The id of the organization a token must be for: both kinds of Auth0 (<c>org_id</c>), and the session tokens of Clerk
    /// (the active organization), whose other kinds have none: only their own methods take them then.
    /// </summary>
    public string? Organization { get; set; }

    /// <summary>The ids of the organizations of which a token must be for one; see <see cref="Organization"/>.</summary>
    public string[]? Organizations { get; set; }
}
