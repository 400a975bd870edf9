using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>
/// Plays a SuperTokens backend: a static key that never rotates and a dynamic one that does, moduli with a leading zero
/// byte and padding, and <c>stt</c> as the only mark that keeps its kinds of token apart.
/// </summary>
public sealed class FakeSuperTokens : FakeIdentityProvider
{
    private readonly string _basePath;
    private readonly FakeKeyRing _dynamicKeys;

    /// <summary>Makes a backend.</summary>
    /// <param name="apiDomain">The host of the API.</param>
    /// <param name="apiBasePath">The path of its SuperTokens routes.</param>
    /// <param name="clock">The clock for the dates of tokens; the system's when null.</param>
    public FakeSuperTokens(string apiDomain = "api.acme.test", string apiBasePath = "/auth", TimeProvider? clock = null)
        : base("https://" + apiDomain, clock)
    {
        ArgumentNullException.ThrowIfNull(apiBasePath);
        var path = apiBasePath.Trim('/');
        _basePath = path.Length == 0 ? "" : "/" + path;
        CacheControl = "max-age=60, must-revalidate";
        StaticKeys = AddKeys("static", static (_, number) => $"s-11112222-0000-4000-8000-{number:000000000000}");
        _dynamicKeys = AddKeys(
            "dynamic",
            (_, number) => $"d-{Clock.GetUtcNow().ToUnixTimeMilliseconds() + number - 1}"
        );
    }

    /// <summary>The static keys, which <see cref="Rotate"/> leaves alone.</summary>
    public FakeKeyRing StaticKeys { get; }

    /// <summary>Signs with the static key instead of the dynamic one. Default: false.</summary>
    public bool UsesStaticKey { get; set; }

    /// <summary>The audience of OAuth access tokens.</summary>
    public string Audience { get; set; } = "https://api.acme.test";

    /// <summary>The OAuth client: <c>client_id</c> of access tokens, <c>aud</c> of ID tokens.</summary>
    public string ClientId { get; set; } = "stcl_acme0001";

    /// <inheritdoc />
    public override string IssuerPath => _basePath;

    /// <inheritdoc />
    public override string JwksPath => _basePath + "/jwt/jwks.json";

    /// <inheritdoc />
    public override IReadOnlyList<string> TokenKinds => ["SessionToken", "OAuthAccessToken", "IdToken"];

    private FakeSigningKey Key => UsesStaticKey ? StaticKeys.Current : _dynamicKeys.Current;

    /// <summary>Mints a session's access token, version 5.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintSessionToken(Action<FakeToken>? alter = null) => Mint("SessionToken", alter);

    /// <summary>Mints an OAuth access token (<c>stt</c> 1).</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintOAuthAccessToken(Action<FakeToken>? alter = null) => Mint("OAuthAccessToken", alter);

    /// <summary>Mints an OAuth ID token (<c>stt</c> 2).</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintIdToken(Action<FakeToken>? alter = null) => Mint("IdToken", alter);

    /// <summary>Rotates the dynamic key; the static one never rotates.</summary>
    public override void Rotate() => _dynamicKeys.Rotate();

    /// <inheritdoc />
    protected override FakeToken Draft(string kind) =>
        kind switch
        {
            "SessionToken" => new FakeToken(Header(version: true), SessionClaims(), Key),
            "OAuthAccessToken" => new FakeToken(Header(), OAuthClaims(), Key),
            "IdToken" => new FakeToken(Header(), IdClaims(), Key),
            _ => throw NoSuchKind(kind),
        };

    /// <inheritdoc />
    protected override JsonObject ToJwk(FakeSigningKey key)
    {
        var jwk = key.ToJwk("kty", "kid", "n", "e", "alg", "use");
        var modulus = ((RSA)key.ToAlgorithm()).ExportParameters(includePrivateParameters: false).Modulus!;
        jwk["n"] = Convert.ToBase64String([0, .. modulus]).Replace('+', '-').Replace('/', '_');
        return jwk;
    }

    private JsonObject Header(bool version = false)
    {
        var header = new JsonObject { ["kid"] = Key.KeyId, ["typ"] = "JWT" };
        if (version)
        {
            header["version"] = "5";
        }

        header["alg"] = "RS256";
        return header;
    }

    private JsonObject SessionClaims()
    {
        var fetched = Now * 1000;
        return new JsonObject
        {
            ["iat"] = Now,
            ["exp"] = Now + 3540,
            ["sub"] = "6f9b0000-0000-4000-8000-00000000aaaa",
            ["tId"] = "public",
            ["rsub"] = "6f9b0000-0000-4000-8000-00000000aaaa",
            ["sessionHandle"] = "0a0b0000-0000-4000-8000-000000000002",
            ["refreshTokenHash1"] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ["parentRefreshTokenHash1"] = null,
            ["antiCsrfToken"] = null,
            ["iss"] = Issuer,
            ["st-ev"] = new JsonObject { ["v"] = true, ["t"] = fetched },
            ["st-role"] = new JsonObject { ["v"] = new JsonArray("admin"), ["t"] = fetched },
            ["st-perm"] = new JsonObject { ["v"] = new JsonArray("read:orders"), ["t"] = fetched },
        };
    }

    private JsonObject OAuthClaims() =>
        new()
        {
            ["iat"] = Now,
            ["exp"] = Now + 3600,
            ["sub"] = "6f9b0000-0000-4000-8000-00000000aaaa",
            ["tId"] = "public",
            ["rsub"] = "6f9b0000-0000-4000-8000-00000000aaaa",
            ["sessionHandle"] = "0a0b0000-0000-4000-8000-000000000002",
            ["iss"] = Issuer,
            ["stt"] = 1,
            ["client_id"] = ClientId,
            ["scp"] = new JsonArray("orders.read"),
            ["aud"] = new JsonArray(Audience),
            ["jti"] = "11110000-0000-4000-8000-000000000003",
            ["gid"] = "22220000-0000-4000-8000-000000000004",
            ["sid"] = "33330000-0000-4000-8000-000000000005",
            ["rat"] = Now,
        };

    private JsonObject IdClaims() =>
        new()
        {
            ["iat"] = Now,
            ["exp"] = Now + 3600,
            ["sub"] = "6f9b0000-0000-4000-8000-00000000aaaa",
            ["iss"] = Issuer,
            ["stt"] = 2,
            ["aud"] = new JsonArray(ClientId),
            ["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA",
            ["auth_time"] = Now,
            ["email"] = "pat@acme.test",
            ["email_verified"] = true,
            ["jti"] = "44440000-0000-4000-8000-000000000006",
            ["rat"] = Now,
            ["sid"] = "33330000-0000-4000-8000-000000000005",
        };
}
