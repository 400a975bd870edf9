using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>
/// Plays an Auth0 tenant: the issuer ends with a slash, the key set always holds the next key, keys carry certificates,
/// and the next key has no <c>alg</c>.
/// </summary>
public sealed class FakeAuth0 : FakeIdentityProvider
{
    private static readonly DateTimeOffset CertificateBegin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeKeyRing _keys;

    /// <summary>Makes a tenant.</summary>
    /// <param name="domain">Its domain.</param>
    /// <param name="clock">The clock for the dates of tokens; the system's when null.</param>
    public FakeAuth0(string domain = "acme-dev.eu.auth0.com", TimeProvider? clock = null)
        : base("https://" + domain, clock) =>
        _keys = AddKeys("all", static (_, number) => $"q7Xk2mPz0aVt9RwYcB{number:000}", announcesNext: true);

    /// <summary>The API's identifier, in <c>aud</c> of access tokens.</summary>
    public string Audience { get; set; } = "https://api.acme.test/";

    /// <summary>The application's client id: <c>azp</c> of access tokens, <c>aud</c> of ID tokens.</summary>
    public string ClientId { get; set; } = "k3JdAcmeWebClient0000000000000000";

    /// <summary>The machine client, in tokens of the RFC 9068 profile.</summary>
    public string MachineClientId { get; set; } = "M2Mclient000";

    /// <inheritdoc />
    public override string IssuerPath => "/";

    /// <inheritdoc />
    public override string JwksPath => "/.well-known/jwks.json";

    /// <inheritdoc />
    public override IReadOnlyList<string> TokenKinds => ["AccessToken", "IdToken"];

    /// <summary>Mints an access token of a user, in the Auth0 profile.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintAccessToken(Action<FakeToken>? alter = null) => Mint("AccessToken", alter);

    /// <summary>Mints an access token of a machine, in the RFC 9068 profile (<c>typ: at+jwt</c>).</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintMachineAccessToken(Action<FakeToken>? alter = null) =>
        Sign(
            new FakeToken(
                Header("at+jwt"),
                new JsonObject
                {
                    ["iss"] = Issuer,
                    ["sub"] = MachineClientId + "@clients",
                    ["aud"] = Audience,
                    ["client_id"] = MachineClientId,
                    ["jti"] = "Zk81mQwTt0pR",
                    ["iat"] = Now,
                    ["exp"] = Now + 86_400,
                    ["scope"] = "read:orders",
                },
                _keys.Current
            ),
            alter
        );

    /// <summary>Mints an ID token.</summary>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    public string MintIdToken(Action<FakeToken>? alter = null) => Mint("IdToken", alter);

    /// <inheritdoc />
    protected override FakeToken Draft(string kind) =>
        kind switch
        {
            "AccessToken" => new FakeToken(Header("JWT"), AccessClaims(), _keys.Current),
            "IdToken" => new FakeToken(Header("JWT"), IdClaims(), _keys.Current),
            _ => throw NoSuchKind(kind),
        };

    /// <inheritdoc />
    protected override JsonObject ToJwk(FakeSigningKey key)
    {
        var jwk = ReferenceEquals(key, _keys.Next)
            ? key.ToJwk("kty", "use", "kid", "n", "e")
            : key.ToJwk("kty", "use", "alg", "kid", "n", "e");
        using var certificate = Certify((RSA)key.ToAlgorithm());
        jwk["x5t"] = Base64Url.EncodeToString(certificate.GetCertHash());
        jwk["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawData));
        return jwk;
    }

    /// <summary>A self-signed certificate that is the same each time: serial number, dates and PKCS#1 signature are.</summary>
    private static X509Certificate2 Certify(RSA rsa)
    {
        var name = new X500DistinguishedName("CN=acme-dev.eu.auth0.com");
        var request = new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.Create(
            name,
            X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1),
            CertificateBegin,
            CertificateBegin.AddYears(13),
            [1]
        );
    }

    private JsonObject Header(string type) =>
        new()
        {
            ["alg"] = "RS256",
            ["typ"] = type,
            ["kid"] = _keys.Current.KeyId,
        };

    private JsonObject AccessClaims() =>
        new()
        {
            ["iss"] = Issuer,
            ["sub"] = "auth0|65f1c0ffee00112233445566",
            ["aud"] = new JsonArray(Audience, Issuer + "userinfo"),
            ["iat"] = Now,
            ["exp"] = Now + 86_400,
            ["scope"] = "openid profile read:orders",
            ["azp"] = ClientId,
            ["org_id"] = "org_Acme00000000001",
            ["permissions"] = new JsonArray("read:orders", "write:orders"),
            ["https://acme.test/tier"] = "gold",
        };

    private JsonObject IdClaims() =>
        new()
        {
            ["nickname"] = "pat",
            ["name"] = "Pat Doe",
            ["picture"] = "https://cdn.acme.test/pat.png",
            ["updated_at"] = "2026-08-01T10:00:00.000Z",
            ["email"] = "pat@acme.test",
            ["email_verified"] = true,
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["sub"] = "auth0|65f1c0ffee00112233445566",
            ["iat"] = Now,
            ["exp"] = Now + 36_000,
            ["sid"] = "sAcme0000000000000000000000000001",
            ["nonce"] = "n-0S6_WzA2Mj",
            ["org_id"] = "org_Acme00000000001",
        };
}
