using System.Text.Json.Nodes;
using JwksSdk;
using JwksSdk.Testing;

namespace CustomProvider;

/// <summary>Plays one of the providers: its paths, its algorithm, and what its tokens say beside issuer and dates.</summary>
public sealed class FakeProvider : FakeIdentityProvider
{
    private readonly JwtAlgorithms _algorithm;
    private readonly FakeKeyRing _keys;
    private readonly Dictionary<string, Func<JsonObject>> _kinds;

    private FakeProvider(
        string baseAddress,
        string issuerPath,
        string jwksPath,
        JwtAlgorithms algorithm,
        TimeProvider? clock,
        params (string Kind, Func<JsonObject> Claims)[] kinds
    )
        : base(baseAddress, clock)
    {
        IssuerPath = issuerPath;
        JwksPath = jwksPath;
        _algorithm = algorithm;
        _kinds = kinds.ToDictionary(static each => each.Kind, static each => each.Claims);
        _keys = AddKeys("all", static (_, number) => $"key-{number}", algorithm: algorithm);
    }

    public override string IssuerPath { get; }

    public override string JwksPath { get; }

    /// <summary>Where the keys are, if not on the issuer's host.</summary>
    private string? KeyHost { get; init; }

    public override IReadOnlyList<string> TokenKinds => [.. _kinds.Keys];

    public static FakeProvider Keycloak(TimeProvider? clock = null) =>
        new(
            "https://login.acme.test",
            "/realms/acme",
            "/realms/acme/protocol/openid-connect/certs",
            JwtAlgorithms.RS256,
            clock,
            (
                "AccessToken",
                static () =>
                    Claims(
                        """
                        {"typ":"Bearer","aud":["https://api.acme.test","account"],"azp":"acme-web",
                        "realm_access":{"roles":["staff","offline_access"]},"resource_access":{"account":{"roles":["view-profile"]}}}
                        """
                    )
            )
        );

    public static FakeProvider EntraId(TimeProvider? clock = null) =>
        new(
            "https://login.microsoftonline.com",
            "/0a1b2c3d-0000-4000-8000-000000000001/v2.0",
            "/0a1b2c3d-0000-4000-8000-000000000001/discovery/v2.0/keys",
            JwtAlgorithms.RS256,
            clock,
            (
                "AccessToken",
                static () =>
                    Claims(
                        """
                        {"aud":"5c6d7e8f-0000-4000-8000-00000000000a","azp":"9e8d7c6b-0000-4000-8000-00000000000b",
                        "tid":"0a1b2c3d-0000-4000-8000-000000000001","scp":"orders.read orders.write","roles":["Reader"]}
                        """
                    )
            )
        );

    public static FakeProvider Google(TimeProvider? clock = null) =>
        new(
            "https://accounts.google.com",
            "",
            "/oauth2/v3/certs",
            JwtAlgorithms.RS256,
            clock,
            (
                "IdToken",
                static () =>
                    Claims(
                        """
                        {"aud":"1234-acme.apps.googleusercontent.com","azp":"1234-acme.apps.googleusercontent.com","hd":"acme.test"}
                        """
                    )
            )
        )
        {
            KeyHost = "https://www.googleapis.com",
        };

    public static FakeProvider Zitadel(TimeProvider? clock = null) =>
        new(
            "https://acme.zitadel.cloud",
            "",
            "/oauth/v2/keys",
            JwtAlgorithms.RS256,
            clock,
            (
                "AccessToken",
                static () =>
                    Claims(
                        """
                        {"aud":["290000000000000007","290000000000000001"],
                        "urn:zitadel:iam:org:project:roles":{"clerk":{"280000000000000001":"acme.zitadel.cloud"}}}
                        """
                    )
            )
        );

    public static FakeProvider Logto(TimeProvider? clock = null) =>
        new(
            "https://acme.logto.app",
            "/oidc",
            "/oidc/jwks",
            JwtAlgorithms.ES384,
            clock,
            ("AccessToken", static () => Claims("""{"aud":"https://api.acme.test"}""")),
            ("OrganizationToken", static () => Claims("""{"aud":"urn:logto:organization:acme1"}"""))
        );

    public static FakeProvider GitHubActions(TimeProvider? clock = null) =>
        new(
            "https://token.actions.githubusercontent.com",
            "",
            "/.well-known/jwks",
            JwtAlgorithms.RS256,
            clock,
            (
                "WorkflowToken",
                static () =>
                    Claims(
                        """
                        {"aud":"https://deploy.acme.test","repository":"acme/shop","repository_id":"74","ref":"refs/heads/main",
                        "environment":"production","job_workflow_ref":"acme/shop/.github/workflows/deploy.yml@refs/heads/main"}
                        """
                    )
            )
        );

    protected override bool Serves(string address) => base.Serves(address) || address == KeyHost;

    protected override JsonObject ToJwk(FakeSigningKey key) => key.ToJwk();

    protected override FakeToken Draft(string kind)
    {
        var claims = _kinds.TryGetValue(kind, out var create) ? create() : throw NoSuchKind(kind);
        claims["iss"] = Issuer;
        claims["sub"] = "5f0a1c2e";
        claims["iat"] = Now;
        claims["exp"] = Now + 3600;
        var header = new JsonObject
        {
            ["alg"] = _algorithm.ToString(),
            ["typ"] = "JWT",
            ["kid"] = _keys.Current.KeyId,
        };
        return new FakeToken(header, claims, _keys.Current);
    }

    private static JsonObject Claims(string json) => JsonNode.Parse(json)!.AsObject();
}
