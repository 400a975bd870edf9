using JwksSdk.Tokens;

namespace JwksSdk.Tests.Explaining;

/// <summary>An application's own access token: claims of its own, and a check of its own beside those of its kind.</summary>
[JwtClaims]
public sealed partial record AcmeAccessToken : Auth0AccessToken
{
    /// <summary>A claim that every such token has.</summary>
    [JwtClaim("https://acme.com/tier")]
    public required string Tier { get; init; }

    /// <summary>A claim that such a token may have.</summary>
    [JwtClaim("https://acme.com/seats")]
    public int? Seats { get; init; }

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy)
    {
        var error = base.Check(policy);
        return error.Code != JwtErrorCode.None ? error
            // Throws for a token without the claim, which is refused before.
            : Tier.StartsWith("free", StringComparison.Ordinal)
                ? new JwtError(JwtErrorCode.ClaimNotAccepted, "https://acme.com/tier")
            : default;
    }
}

/// <summary>An access token with a mark that the application demands.</summary>
[JwtClaims]
public sealed partial record MarkedAccessToken : Auth0AccessToken
{
    /// <summary>The mark.</summary>
    [JwtClaim("https://acme.com/mark")]
    public string? Mark { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) => base.IsKind(header) && Mark is not null;
}

/// <summary>An access token whose own check looks at a claim as it stands in the token.</summary>
[JwtClaims]
public sealed partial record RawAccessToken : Auth0AccessToken
{
    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        RawClaims.TryGet("azp", out _) ? base.Check(policy) : new JwtError(JwtErrorCode.ClaimNotAccepted, "azp");
}
