using System.Text;
using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>
/// Plays a Clerk instance: one key under the instance's id, which a rotation replaces under the same kid at once; the key
/// set at the Frontend API, and at the Backend API for those who have the secret key.
/// </summary>
public sealed class FakeClerk : FakeIdentityProvider
{
    /// <summary>The path of the Backend API's key set.</summary>
    public const string BackendApiPath = "/v1/jwks";

    private readonly string _frontendApi;
    private readonly FakeKeyRing _keys;

    /// <summary>Makes an instance.</summary>
    /// <param name="frontendApi">The host of its Frontend API.</param>
    /// <param name="clock">The clock for the dates of tokens; the system's when null.</param>
    public FakeClerk(string frontendApi = "clerk.acme.test", TimeProvider? clock = null)
        : base("https://" + frontendApi, clock)
    {
        _frontendApi = frontendApi;
        _keys = AddKeys("all", static (_, _) => "ins_2AcmeInstance000000000001", keepsPrevious: false);
    }

    /// <summary>The origin of the application, <c>azp</c> of session tokens.</summary>
    public string AuthorizedParty { get; set; } = "https://app.acme.test";

    /// <summary>The machine that machine tokens are for.</summary>
    public string MachineAudience { get; set; } = "mch_2Acme02";

    /// <summary>The secret key that the Backend API asks for.</summary>
    public string SecretKey { get; set; } = "sk_" + "test_AcmeFakeSecret000000000001";

    /// <summary>Scheme and host of the Backend API in memory; over a socket it is at the same address as the rest.</summary>
    public string BackendApiAddress { get; set; } = "https://api.clerk.com";

    /// <summary>The publishable key: <c>pk_test_</c> and the Frontend API's host in base64 without padding.</summary>
    public string PublishableKey =>
        "pk_test_" + Convert.ToBase64String(Encoding.ASCII.GetBytes(_frontendApi + "$")).TrimEnd('=');

    /// <summary>The current public key for verifying without network: base64 without PEM armour, as the dashboard shows it.</summary>
    public string JwtKey => Convert.ToBase64String(_keys.Current.ToSubjectPublicKeyInfo());

    /// <inheritdoc />
    public override string IssuerPath => "";

    /// <inheritdoc />
    public override string JwksPath => "/.well-known/jwks.json";

    /// <inheritdoc />
    public override IReadOnlyList<string> TokenKinds => ["SessionToken", "MachineToken", "OAuthToken"];

    /// <summary>Mints a session token, version 2.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintSessionToken(Action<FakeToken>? alter = null) => Mint("SessionToken", alter);

    /// <summary>Mints a session token, version 1.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintSessionTokenVersion1(Action<FakeToken>? alter = null)
    {
        var token = Draft("SessionToken");
        foreach (var claim in new[] { "v", "o", "fea", "pla", "sts" })
        {
            token.Claims.Remove(claim);
        }

        token.Claims["org_id"] = "org_2Acme01";
        token.Claims["org_slug"] = "acme";
        token.Claims["org_role"] = "org:admin";
        token.Claims["org_permissions"] = new JsonArray("org:dashboard:read", "org:dashboard:manage");
        return Sign(token, alter);
    }

    /// <summary>Mints a machine-to-machine token.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintMachineToken(Action<FakeToken>? alter = null) => Mint("MachineToken", alter);

    /// <summary>Mints an OAuth access token (<c>typ: at+jwt</c>).</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintOAuthToken(Action<FakeToken>? alter = null) => Mint("OAuthToken", alter);

    /// <inheritdoc />
    protected internal override bool Serves(string address) =>
        base.Serves(address) || string.Equals(address, BackendApiAddress, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    protected override FakeResponse? Answer(FakeRequest request) =>
        request is not { Method: "GET", Path: BackendApiPath } ? null
        : request.Authorization == "Bearer " + SecretKey ? FakeResponse.Json(GetKeySet())
        : new FakeResponse(401, """{"errors":[{"code":"authentication_invalid"}]}""");

    /// <inheritdoc />
    protected override FakeToken Draft(string kind) =>
        kind switch
        {
            "SessionToken" => new FakeToken(Header("JWT", "cl_B7d4PD111AAA"), SessionClaims(), _keys.Current),
            "MachineToken" => new FakeToken(Header("JWT", "cl_B7d4PD333AAA"), MachineClaims(), _keys.Current),
            "OAuthToken" => new FakeToken(Header("at+jwt", null), OAuthClaims(), _keys.Current),
            _ => throw NoSuchKind(kind),
        };

    /// <inheritdoc />
    protected override JsonObject ToJwk(FakeSigningKey key) => key.ToJwk("use", "kty", "kid", "alg", "n", "e");

    private JsonObject Header(string type, string? category)
    {
        var header = new JsonObject { ["alg"] = "RS256" };
        if (category is not null)
        {
            header["cat"] = category;
        }

        header["kid"] = _keys.Current.KeyId;
        header["typ"] = type;
        return header;
    }

    private JsonObject SessionClaims() =>
        new()
        {
            ["azp"] = AuthorizedParty,
            ["exp"] = Now + 60,
            ["fea"] = "o:dashboard,u:beta",
            ["fva"] = new JsonArray(3, -1),
            ["iat"] = Now,
            ["iss"] = Issuer,
            ["jti"] = "0f00acme000000000001",
            ["nbf"] = Now - 10,
            ["o"] = new JsonObject
            {
                ["id"] = "org_2Acme01",
                ["slg"] = "acme",
                ["rol"] = "admin",
                ["per"] = "read,manage",
                ["fpm"] = "3",
            },
            ["pla"] = "o:pro",
            ["sid"] = "sess_2Acme01",
            ["sts"] = "active",
            ["sub"] = "user_2Acme01",
            ["v"] = 2,
        };

    private JsonObject MachineClaims() =>
        new()
        {
            ["iss"] = Issuer,
            ["sub"] = "mch_2Acme01",
            ["aud"] = new JsonArray(MachineAudience),
            ["scopes"] = MachineAudience,
            ["jti"] = "mt_2Acme01",
            ["iat"] = Now,
            ["exp"] = Now + 3600,
        };

    private JsonObject OAuthClaims() =>
        new()
        {
            ["iss"] = Issuer,
            ["sub"] = "user_2Acme01",
            ["client_id"] = "oauthclient2Acme01",
            ["scope"] = "profile email",
            ["jti"] = "oat_2Acme01",
            ["iat"] = Now,
            ["exp"] = Now + 3600,
        };
}
