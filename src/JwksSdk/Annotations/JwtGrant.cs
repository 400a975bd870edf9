namespace JwksSdk;

/// <summary>What an input asks a token to grant. Decides the error, and so the HTTP status, where a token does not.</summary>
public enum JwtGrant
{
    /// <summary>Nothing: <c>ClaimNotAccepted</c>.</summary>
    None = 0,

    /// <summary>A scope: <c>ScopeMissing</c>.</summary>
    Scope,

    /// <summary>A permission: <c>PermissionMissing</c>.</summary>
    Permission,

    /// <summary>A role: <c>RoleMissing</c>.</summary>
    Role,

    /// <summary>A group: <c>GroupMissing</c>.</summary>
    Group,
}
