using JwksSdk.Keys;
using JwksSdk.Parsing;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Signatures;
using JwksSdk.Tests.Support.Leaks;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Support;

/// <summary>A kind of token of no real provider: its <c>use</c> is <c>access</c>.</summary>
[JwtClaims]
public partial record SampleAccessToken : JwtToken
{
    /// <summary>The mark of the kind.</summary>
    [JwtClaim("use")]
    public string? Use { get; init; }

    /// <summary>A claim that every such token has.</summary>
    [JwtClaim("client")]
    public required string Client { get; init; }

    /// <summary>A claim with declared values.</summary>
    [JwtClaim("tenant")]
    public string? Tenant { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) => Use == "access" && !header.IsType("id"u8);

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        policy.Accepts("tenant", Tenant) ? default : new JwtError(JwtErrorCode.ClaimNotAccepted, "tenant");
}

/// <summary>Another, looser kind: its <c>use</c> is <c>id</c>, but it would take an access token in too.</summary>
[JwtClaims]
public sealed partial record SampleIdToken : JwtToken
{
    /// <summary>The mark of the kind.</summary>
    [JwtClaim("use")]
    public string? Use { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) => Use is "id" or "access";
}

/// <summary>An application's own claims on top of a kind.</summary>
[JwtClaims]
public sealed partial record OwnAccessToken : SampleAccessToken
{
    /// <summary>A claim that only the application knows.</summary>
    [JwtClaim("https://own.test/tier")]
    public required string Tier { get; init; }
}

/// <summary>A provider with two kinds of token and one issuer, set up by hand.</summary>
internal sealed class SampleProvider
{
    public const string Issuer = "https://issuer.test/";
    public const string Audience = "https://api.test";
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    public SampleProvider(
        TokenPolicy? policy = null,
        int clockSkewSeconds = 60,
        bool allowBoundTokens = false,
        string? accessUnavailable = null,
        int? maxTokenAgeSeconds = null,
        int? maxAuthenticationAgeSeconds = null,
        IReadOnlyList<ProviderInput>? idUnanswered = null,
        params string[] issuers
    )
    {
        policy ??= new TokenPolicy(AudienceRule.Required, [Audience]);
        var facts = new ProviderFacts(
            [
                .. (issuers.Length == 0 ? [Issuer] : issuers).Select(static issuer => new IssuerFacts(
                    issuer,
                    Keys,
                    null
                )),
            ],
            [
                new("AccessToken", typeof(SampleAccessToken).FullName!, "an access token", policy, accessUnavailable),
                new("IdToken", typeof(SampleIdToken).FullName!, "an ID token", new(AudienceRule.NotUsed), null)
                {
                    Unanswered = idUnanswered ?? [],
                },
            ],
            JwtAlgorithms.RS256,
            clockSkewSeconds,
            allowBoundTokens
        )
        {
            MaxTokenAgeSeconds = maxTokenAgeSeconds,
            MaxAuthenticationAgeSeconds = maxAuthenticationAgeSeconds,
        };
        Declaration = new ProviderDeclaration("Sample", "", new OpenIdConnectConvention(), AccessToken, IdToken);
        Provider = new RoutedProvider(Declaration, facts);
        LeakCapture.Secrets.Declare(facts);
    }

    public TokenKind<SampleAccessToken> AccessToken { get; } = new("AccessToken");

    public TokenKind<SampleIdToken> IdToken { get; } = new("IdToken");

    public ProviderDeclaration Declaration { get; }

    public RoutedProvider Provider { get; }

    public Route Route => Provider.Routes[0];

    private static KeySource Keys { get; } = new JwksKeySource("https://issuer.test/jwks.json");

    /// <summary>A token whose signature held; what it borrows is given back when it is disposed of.</summary>
    public static AuthenticJwt Authentic(string claims, string header = """{"alg":"RS256","kid":"rsa-1"}""")
    {
        var error = UnverifiedJwt.Parse(KeySets.Rsa.Sign(header, claims), 1 << 20, out var token);
        Assert.Equal(JwtErrorCode.None, error.Code);
        Assert.True(AuthenticJwt.TryVerify(token, Key, out var authentic));
        return authentic;
    }

    public static VerificationKey Key { get; } = KeySets.Read(KeySets.Of(KeySets.Rsa))!.Keys.Single();
}
