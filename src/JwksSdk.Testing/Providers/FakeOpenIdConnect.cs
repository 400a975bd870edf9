using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>Plays any OpenID Connect issuer: found by discovery, with a key set at an address that only discovery tells.</summary>
public sealed class FakeOpenIdConnect : FakeIdentityProvider
{
    private readonly FakeKeyRing _keys;
    private readonly JwtAlgorithms _algorithm;

    /// <summary>Makes an issuer.</summary>
    /// <param name="host">Its host.</param>
    /// <param name="algorithm">The algorithm it signs with.</param>
    /// <param name="clock">The clock for the dates of tokens; the system's when null.</param>
    public FakeOpenIdConnect(
        string host = "login.acme.test",
        JwtAlgorithms algorithm = JwtAlgorithms.RS256,
        TimeProvider? clock = null
    )
        : base("https://" + host, clock)
    {
        _algorithm = algorithm;
        _keys = AddKeys("all", (_, number) => $"{algorithm}-2026-{number:00}", algorithm: algorithm);
    }

    /// <summary>The audience of access tokens.</summary>
    public string Audience { get; set; } = "https://api.acme.test";

    /// <summary>The client id: <c>client_id</c> of access tokens, <c>aud</c> of ID tokens.</summary>
    public string ClientId { get; set; } = "acme-web";

    /// <inheritdoc />
    public override string IssuerPath => "";

    /// <inheritdoc />
    public override string JwksPath => "/protocol/keys";

    /// <inheritdoc />
    public override IReadOnlyList<string> TokenKinds => ["AccessToken", "IdToken"];

    /// <summary>Mints an access token (RFC 9068).</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintAccessToken(Action<FakeToken>? alter = null) => Mint("AccessToken", alter);

    /// <summary>Mints an ID token (OpenID Connect Core §2).</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintIdToken(Action<FakeToken>? alter = null) => Mint("IdToken", alter);

    /// <inheritdoc />
    public override JsonObject GetDiscoveryDocument()
    {
        var document = base.GetDiscoveryDocument();
        document["id_token_signing_alg_values_supported"] = new JsonArray(_algorithm.ToString());
        return document;
    }

    /// <inheritdoc />
    protected override FakeToken Draft(string kind) =>
        kind switch
        {
            "AccessToken" => new FakeToken(Header("at+jwt"), AccessClaims(), _keys.Current),
            "IdToken" => new FakeToken(Header("JWT"), IdClaims(), _keys.Current),
            _ => throw NoSuchKind(kind),
        };

    /// <inheritdoc />
    protected override JsonObject ToJwk(FakeSigningKey key) => key.ToJwk();

    private JsonObject Header(string type) =>
        new()
        {
            ["alg"] = _algorithm.ToString(),
            ["typ"] = type,
            ["kid"] = _keys.Current.KeyId,
        };

    private JsonObject AccessClaims() =>
        new()
        {
            ["iss"] = Issuer,
            ["sub"] = "pat",
            ["aud"] = Audience,
            ["client_id"] = ClientId,
            ["jti"] = "at-0001",
            ["iat"] = Now,
            ["exp"] = Now + 3600,
            ["scope"] = "openid orders.read",
        };

    private JsonObject IdClaims() =>
        new()
        {
            ["iss"] = Issuer,
            ["sub"] = "pat",
            ["aud"] = ClientId,
            ["iat"] = Now,
            ["exp"] = Now + 3600,
            ["nonce"] = "n-0S6_WzA2Mj",
            ["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA",
            ["email"] = "pat@acme.test",
            ["email_verified"] = true,
            ["name"] = "Pat Doe",
        };
}
