using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>
/// Plays an Amazon Cognito user pool: one key for ID tokens and another for access tokens, kids in padded base64 with
/// <c>+</c> and <c>/</c>, no <c>typ</c>, claims with escaped slashes, and access tokens without an audience.
/// </summary>
public sealed class FakeCognito : FakeIdentityProvider
{
    private readonly FakeKeyRing _idKeys;
    private readonly FakeKeyRing _accessKeys;

    /// <summary>Makes a user pool.</summary>
    /// <param name="userPoolId">Its id; the region is the part before the last underscore.</param>
    /// <param name="updatedIssuer">Whether it has the newer issuer, on the host <c>issuer-cognito-idp</c>.</param>
    /// <param name="clock">The clock for the dates of tokens; the system's when null.</param>
    public FakeCognito(
        string userPoolId = "eu-central-1_AcmePool1",
        bool updatedIssuer = false,
        TimeProvider? clock = null
    )
        : base(AddressOf(userPoolId, updatedIssuer), clock)
    {
        UserPoolId = userPoolId;
        _idKeys = AddKeys(userPoolId + " id", static (_, number) => KeyId("aB3+idKEY/", number, "ID="));
        _accessKeys = AddKeys(userPoolId + " access", static (_, number) => KeyId("cD4/acKEY+", number, "AC="));
    }

    /// <summary>The id of the user pool.</summary>
    public string UserPoolId { get; }

    /// <summary>The app client's id: <c>client_id</c> of access tokens, <c>aud</c> of ID tokens.</summary>
    public string ClientId { get; set; } = "1acmeclient00000000000000";

    /// <inheritdoc />
    public override string IssuerPath => "/" + UserPoolId;

    /// <inheritdoc />
    public override string JwksPath => IssuerPath + "/.well-known/jwks.json";

    /// <inheritdoc />
    public override IReadOnlyList<string> TokenKinds => ["AccessToken", "IdToken"];

    /// <summary>Mints an access token of a user.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintAccessToken(Action<FakeToken>? alter = null) => Mint("AccessToken", alter);

    /// <summary>Mints an access token of a machine: no username and no groups, and the client as its subject.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintMachineAccessToken(Action<FakeToken>? alter = null)
    {
        var token = Draft("AccessToken");
        foreach (var claim in new[] { "cognito:groups", "username", "origin_jti", "event_id" })
        {
            token.Claims.Remove(claim);
        }

        token.Claims["sub"] = ClientId;
        token.Claims["scope"] = "orders/read";
        return Sign(token, alter);
    }

    /// <summary>Mints an ID token.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintIdToken(Action<FakeToken>? alter = null) => Mint("IdToken", alter);

    /// <inheritdoc />
    protected override FakeToken Draft(string kind) =>
        kind switch
        {
            "AccessToken" => Token(_accessKeys.Current, AccessClaims()),
            "IdToken" => Token(_idKeys.Current, IdClaims()),
            _ => throw NoSuchKind(kind),
        };

    /// <inheritdoc />
    protected override JsonObject ToJwk(FakeSigningKey key) => key.ToJwk("alg", "e", "kid", "kty", "n", "use");

    private static string AddressOf(string userPoolId, bool updatedIssuer)
    {
        ArgumentNullException.ThrowIfNull(userPoolId);
        var end = userPoolId.LastIndexOf('_');
        return end <= 0
            ? throw new ArgumentException("A user pool id is a region, an underscore and a name.", nameof(userPoolId))
            : $"https://{(updatedIssuer ? "issuer-" : "")}cognito-idp.{userPoolId[..end]}.amazonaws.com";
    }

    private static string KeyId(string begin, int number, string end) => $"{begin}{number:000}".PadRight(41, '0') + end;

    private static FakeToken Token(FakeSigningKey key, JsonObject claims) =>
        new(new JsonObject { ["kid"] = key.KeyId, ["alg"] = "RS256" }, claims, key) { EscapesSlashes = true };

    private JsonObject AccessClaims() =>
        new()
        {
            ["sub"] = "3f0c1111-2222-4333-8444-555566667777",
            ["cognito:groups"] = new JsonArray("ops"),
            ["iss"] = Issuer,
            ["version"] = 2,
            ["client_id"] = ClientId,
            ["origin_jti"] = "aaaaaaaa-0000-4000-8000-000000000001",
            ["event_id"] = "bbbbbbbb-0000-4000-8000-000000000002",
            ["token_use"] = "access",
            ["scope"] = "openid orders/read",
            ["auth_time"] = Now,
            ["exp"] = Now + 3600,
            ["iat"] = Now,
            ["jti"] = "cccccccc-0000-4000-8000-000000000003",
            ["username"] = "pat",
        };

    private JsonObject IdClaims() =>
        new()
        {
            ["sub"] = "3f0c1111-2222-4333-8444-555566667777",
            ["cognito:groups"] = new JsonArray("ops"),
            ["email_verified"] = true,
            ["iss"] = Issuer,
            ["cognito:username"] = "pat",
            ["origin_jti"] = "aaaaaaaa-0000-4000-8000-000000000001",
            ["aud"] = ClientId,
            ["identities"] = new JsonArray(
                new JsonObject
                {
                    ["userId"] = "116000000000000000001",
                    ["providerName"] = "Google",
                    ["providerType"] = "Google",
                    ["issuer"] = null,
                    ["primary"] = "true",
                    ["dateCreated"] = "1760000000000",
                }
            ),
            ["event_id"] = "bbbbbbbb-0000-4000-8000-000000000002",
            ["token_use"] = "id",
            ["auth_time"] = Now,
            ["exp"] = Now + 3600,
            ["iat"] = Now,
            ["jti"] = "dddddddd-0000-4000-8000-000000000004",
            ["email"] = "pat@acme.test",
            ["custom:tier"] = "gold",
        };
}
