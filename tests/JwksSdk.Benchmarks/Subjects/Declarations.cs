namespace JwksSdk.Benchmarks.Subjects;

/// <summary>The declaration that the measured verifier has: of the issuer of <see cref="TokenSet"/>.</summary>
[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://login.acme.example",
    JwksUri = "https://login.acme.example/keys",
    Audience = TokenSet.Audience,
    Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.PS256 | JwtAlgorithms.ES256 | JwtAlgorithms.ES384
)]
internal sealed partial class BenchIdentity;

/// <summary>An access token of which every claim is a property.</summary>
[JwtClaims]
internal sealed partial record BenchAccessToken : OpenIdConnectAccessToken
{
    /// <summary>A claim of the application.</summary>
    [JwtClaim("https://acme.example/tier")]
    public string? Tier { get; init; }

    /// <summary><c>permissions</c>.</summary>
    [JwtClaim("permissions")]
    public IReadOnlyList<string> Permissions { get; init; } = [];
}
