using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>
/// Plays a OneLogin account: kids are RFC 7638 thumbprints, keys have no <c>alg</c>, former keys drain until they are
/// revoked. Serves the public certificates, and for those with a bearer token of its Generate Token API the list of
/// signing keys with their status.
/// </summary>
public sealed class FakeOneLogin : FakeIdentityProvider
{
    /// <summary>The path of the Generate Token API.</summary>
    public const string GenerateTokenPath = "/auth/oauth2/v2/token";

    /// <summary>The path of the list of signing keys.</summary>
    public const string SigningKeysPath = "/oidc/2/signing_keys";

    private readonly OneLoginApi _api;
    private readonly FakeKeyRing _keys;

    /// <summary>Makes an account.</summary>
    /// <param name="subdomain">Its subdomain.</param>
    /// <param name="clock">The clock for the dates of tokens; the system's when null.</param>
    public FakeOneLogin(string subdomain = "acme", TimeProvider? clock = null)
        : base($"https://{subdomain}.onelogin.com", clock)
    {
        _keys = AddKeys("all", static (key, _) => Thumbprint(key));
        _api = new OneLoginApi(_keys, Clock);
    }

    /// <summary>The OpenID Connect app's client id: <c>aud</c> of ID tokens, <c>azp</c> of access tokens.</summary>
    public string ClientId { get; set; } = "acme0000-0000-0000-0000-000000000001";

    /// <summary>The audience of access tokens, as API Authorization sets it.</summary>
    public string Audience { get; set; } = "https://api.acme.test";

    /// <summary>The client id of the API credentials that the Generate Token API takes.</summary>
    public string ApiClientId
    {
        get => _api.ClientId;
        set => _api.ClientId = value;
    }

    /// <summary>The client secret of the API credentials that the Generate Token API takes.</summary>
    public string ApiClientSecret
    {
        get => _api.ClientSecret;
        set => _api.ClientSecret = value;
    }

    /// <inheritdoc />
    public override string IssuerPath => "/oidc/2";

    /// <inheritdoc />
    public override string JwksPath => "/oidc/2/certs";

    /// <inheritdoc />
    public override IReadOnlyList<string> TokenKinds => ["IdToken", "AccessToken"];

    /// <summary>Mints an ID token.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintIdToken(Action<FakeToken>? alter = null) => Mint("IdToken", alter);

    /// <summary>Mints an access token, as API Authorization issues it.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintAccessToken(Action<FakeToken>? alter = null) => Mint("AccessToken", alter);

    /// <inheritdoc />
    protected override FakeResponse? Answer(FakeRequest request) => _api.Answer(request);

    /// <inheritdoc />
    protected override FakeToken Draft(string kind)
    {
        var header = new JsonObject
        {
            ["alg"] = "RS256",
            ["typ"] = "JWT",
            ["kid"] = _keys.Current.KeyId,
        };
        return kind switch
        {
            "IdToken" => new FakeToken(header, IdClaims(), _keys.Current),
            "AccessToken" => new FakeToken(header, AccessClaims(), _keys.Current),
            _ => throw NoSuchKind(kind),
        };
    }

    /// <inheritdoc />
    protected override JsonObject ToJwk(FakeSigningKey key) => key.ToJwk("kty", "kid", "use", "e", "n");

    /// <summary>RFC 7638 §3: the SHA-256 of the necessary members in lexicographic order, without white space.</summary>
    private static string Thumbprint(FakeSigningKey key) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(FakeJson.ToText(key.ToJwk("e", "kty", "n")))));

    private JsonObject IdClaims() =>
        new()
        {
            ["sub"] = "35000001",
            ["email"] = "pat@acme.test",
            ["preferred_username"] = "pat",
            ["name"] = "Pat Doe",
            ["updated_at"] = "2026-08-01T10:00:00Z",
            ["given_name"] = "Pat",
            ["family_name"] = "Doe",
            ["groups"] = new JsonArray("Ops", "Dev"),
            ["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA",
            ["rt_hash"] = "BBBBBBBBBBBBBBBBBBBBBB",
            ["aud"] = ClientId,
            ["exp"] = Now + 7200,
            ["iat"] = Now,
            ["iss"] = Issuer,
        };

    private JsonObject AccessClaims() =>
        new()
        {
            ["jti"] = "oNeL0g1nAcme0001",
            ["sub"] = "35000001",
            ["iss"] = Issuer,
            ["iat"] = Now,
            ["exp"] = Now + 900,
            ["scope"] = "read:orders",
            ["aud"] = new JsonArray(Audience),
            ["azp"] = ClientId,
        };
}
