using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>The organization of an Auth0 token: its id and its name, each against what the declaration names.</summary>
internal static class Auth0Organizations
{
    public static JwtError Check(TokenPolicy policy, string? id, string? name) =>
        !policy.Accepts("org_id", id) ? new JwtError(JwtErrorCode.ClaimNotAccepted, "org_id")
        : !policy.Accepts("org_name", name) ? new JwtError(JwtErrorCode.ClaimNotAccepted, "org_name")
        : default;
}
