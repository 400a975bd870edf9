using JwksSdk.Providers;

namespace JwksSdk.Claims;

/// <summary>
/// Where a token of any kind is taken, it is of one that answers every requirement that is declared: otherwise an ID token
/// would pass where a scope is required. Refused with what a token that lacks the value is refused with.
/// </summary>
internal static class RequirementCheck
{
    public static JwtError Run(TokenKindFacts kind) =>
        kind.Unanswered.Count == 0 ? default : Refusal(kind.Unanswered[0]);

    /// <summary>The refusal of a token whose kind leaves a requirement unanswered.</summary>
    /// <param name="input">Its input.</param>
    public static JwtError Refusal(ProviderInput input) => new(CodeOf(input.Grant));

    /// <summary>What a token is refused with that lacks what was to be granted.</summary>
    public static JwtErrorCode CodeOf(JwtGrant grant) =>
        grant switch
        {
            JwtGrant.Scope => JwtErrorCode.ScopeMissing,
            JwtGrant.Permission => JwtErrorCode.PermissionMissing,
            JwtGrant.Role => JwtErrorCode.RoleMissing,
            JwtGrant.Group => JwtErrorCode.GroupMissing,
            _ => JwtErrorCode.ClaimNotAccepted,
        };
}
