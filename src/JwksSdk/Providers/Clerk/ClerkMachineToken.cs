using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>
/// A machine-to-machine token of Clerk in JWT format: of the machine class or of none (<c>cat</c>), <c>typ</c> <c>JWT</c>,
/// for a machine (<c>sub</c> starts with <c>mch_</c>). Its audiences are machines. Clerk cannot revoke it.
/// </summary>
/// <remarks>Checked beyond the common claims: the required scopes, where the declaration names some.</remarks>
[JwtClaims]
public partial record ClerkMachineToken : JwtToken
{
    /// <summary><c>scopes</c>: the machines that the token may be used with.</summary>
    [JwtClaim("scopes", Form = ClaimForm.SpaceSeparated)]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        header.IsType("JWT"u8)
        && ClerkCategory.Allows(header, ClerkCategory.Machine)
        && Subject?.StartsWith("mch_", StringComparison.Ordinal) == true;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        policy.HasEvery("scopes", Scopes) ? default : new JwtError(JwtErrorCode.ScopeMissing, "scopes");
}
