using System.Globalization;

namespace JwksSdk;

/// <summary>An external identity of a Cognito user: one entry of <c>identities</c>.</summary>
[JwtClaims]
public sealed partial record CognitoIdentity
{
    /// <summary><c>userId</c>: the user's id at the external provider.</summary>
    [JwtClaim("userId")]
    public string? UserId { get; init; }

    /// <summary><c>providerName</c>: the name that the pool gives the external provider.</summary>
    [JwtClaim("providerName")]
    public string? ProviderName { get; init; }

    /// <summary><c>providerType</c>: <c>SAML</c>, <c>OIDC</c>, <c>Google</c>, ….</summary>
    [JwtClaim("providerType")]
    public string? ProviderType { get; init; }

    /// <summary><c>issuer</c>: the external provider's issuer; null for some types.</summary>
    [JwtClaim("issuer")]
    public string? Issuer { get; init; }

    /// <summary>Whether this is the identity the account was made from. Cognito sends the text <c>true</c> or <c>false</c>.</summary>
    public bool IsPrimary => Primary == "true";

    /// <summary>When the identity was linked; null when absent. Cognito sends milliseconds as a text.</summary>
    public DateTimeOffset? CreatedAt =>
        long.TryParse(DateCreated, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    [JwtClaim("primary")]
    private string? Primary { get; init; }

    [JwtClaim("dateCreated")]
    private string? DateCreated { get; init; }

    /// <summary>The type's name; never a claim value.</summary>
    public override string ToString() => nameof(CognitoIdentity);
}
