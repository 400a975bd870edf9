using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>
/// Plays an Okta authorization server: a header without <c>typ</c>, <c>scp</c> as an array, the next key always published,
/// and a key set that may be kept for weeks.
/// </summary>
public sealed class FakeOkta : FakeIdentityProvider
{
    private readonly FakeKeyRing _keys;

    /// <summary>Makes an authorization server.</summary>
    /// <param name="domain">The domain of the organization.</param>
    /// <param name="authorizationServerId">The id of a custom authorization server; null for the organization's own.</param>
    /// <param name="clock">The clock for the dates of tokens; the system's when null.</param>
    public FakeOkta(
        string domain = "acme.okta.com",
        string? authorizationServerId = "default",
        TimeProvider? clock = null
    )
        : base("https://" + domain, clock)
    {
        AuthorizationServerId = authorizationServerId;
        CacheControl = "max-age=3832304, must-revalidate";
        _keys = AddKeys(
            authorizationServerId ?? "org",
            static (_, number) => "aCmE0kTaKeyId".PadRight(40, '0') + $"{number:000}",
            announcesNext: true
        );
    }

    /// <summary>The id of the custom authorization server; null for the organization's own.</summary>
    public string? AuthorizationServerId { get; }

    /// <summary>The one audience of access tokens.</summary>
    public string Audience { get; set; } = "api://default";

    /// <summary>The client id: <c>cid</c> of access tokens, <c>aud</c> of ID tokens.</summary>
    public string ClientId { get; set; } = "0oaacme0000000001";

    /// <inheritdoc />
    public override string IssuerPath => AuthorizationServerId is null ? "" : "/oauth2/" + AuthorizationServerId;

    /// <inheritdoc />
    public override string JwksPath => AuthorizationServerId is null ? "/oauth2/v1/keys" : IssuerPath + "/v1/keys";

    /// <inheritdoc />
    public override IReadOnlyList<string> TokenKinds => ["AccessToken", "IdToken"];

    /// <summary>Mints an access token of a user.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintAccessToken(Action<FakeToken>? alter = null) => Mint("AccessToken", alter);

    /// <summary>Mints an access token of a machine: no user, and the client as its subject.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintMachineAccessToken(Action<FakeToken>? alter = null)
    {
        var token = Draft("AccessToken");
        token.Claims.Remove("uid");
        token.Claims.Remove("auth_time");
        token.Claims.Remove("groups");
        token.Claims["sub"] = ClientId;
        token.Claims["scp"] = new JsonArray("orders.read");
        return Sign(token, alter);
    }

    /// <summary>Mints an ID token.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintIdToken(Action<FakeToken>? alter = null) => Mint("IdToken", alter);

    /// <inheritdoc />
    protected override FakeToken Draft(string kind)
    {
        var header = new JsonObject { ["kid"] = _keys.Current.KeyId, ["alg"] = "RS256" };
        return kind switch
        {
            "AccessToken" => new FakeToken(header, AccessClaims(), _keys.Current),
            "IdToken" => new FakeToken(header, IdClaims(), _keys.Current),
            _ => throw NoSuchKind(kind),
        };
    }

    /// <inheritdoc />
    protected override JsonObject ToJwk(FakeSigningKey key) => key.ToJwk("kty", "alg", "kid", "use", "e", "n");

    private JsonObject AccessClaims() =>
        new()
        {
            ["ver"] = 1,
            ["jti"] = "AT.acme-000000000000000000000000000000000001",
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["iat"] = Now,
            ["exp"] = Now + 3600,
            ["cid"] = ClientId,
            ["uid"] = "00uacme0000000001",
            ["scp"] = new JsonArray("openid", "orders.read"),
            ["auth_time"] = Now - 10,
            ["sub"] = "pat@acme.test",
            ["groups"] = new JsonArray("Everyone", "Ops"),
        };

    private JsonObject IdClaims() =>
        new()
        {
            ["sub"] = "00uacme0000000001",
            ["name"] = "Pat Doe",
            ["email"] = "pat@acme.test",
            ["ver"] = 1,
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["iat"] = Now,
            ["exp"] = Now + 3600,
            ["jti"] = "ID.acme-000000000000000000000000000000000002",
            ["amr"] = new JsonArray("pwd", "mfa"),
            ["idp"] = "00oacme0000000001",
            ["nonce"] = "n-0S6_WzA2Mj",
            ["preferred_username"] = "pat@acme.test",
            ["email_verified"] = true,
            ["auth_time"] = Now - 10,
            ["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA",
            ["groups"] = new JsonArray("Everyone", "Ops"),
        };
}
