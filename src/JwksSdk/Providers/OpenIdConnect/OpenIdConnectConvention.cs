using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>
/// Any OpenID Connect issuer: the keys are where its discovery document says (OpenID Connect Discovery §4), which must
/// name exactly the declared issuer and a key address on its own or a declared host. With <c>JwksUri</c> nothing is discovered.
/// </summary>
public sealed class OpenIdConnectConvention : ProviderConvention
{
    private static readonly ProviderInput[] Own =
    [
        new("Audience", InputForm.TextList, "The identifier of the API; an access token's aud must name it.")
        {
            Plural = "Audiences",
        },
        new(
            "ClientId",
            InputForm.TextList,
            "The application's client id; an ID token's aud must name it, and an access token's client_id or azp."
        )
        {
            Plural = "ClientIds",
        },
        new("KeyHost", InputForm.TextList, "A host on which the issuer's key set may be, besides the issuer's own.")
        {
            Plural = "KeyHosts",
        },
        new(
            "RequiredScope",
            InputForm.TextList,
            "A scope that an access token must have (scope, or else scp); all of several. ID tokens have none: with it, only the method for ID tokens takes them."
        )
        {
            Plural = "RequiredScopes",
            Grant = JwtGrant.Scope,
            AnsweredBy = ["AccessToken"],
        },
    ];

    /// <inheritdoc />
    public override string Name => "OpenIdConnect";

    /// <inheritdoc />
    public override string DocumentationUri => "https://openid.net/specs/openid-connect-discovery-1_0.html";

    /// <inheritdoc />
    public override JwtAlgorithms SupportedAlgorithms =>
        JwtAlgorithms.RS256
        | JwtAlgorithms.RS384
        | JwtAlgorithms.RS512
        | JwtAlgorithms.PS256
        | JwtAlgorithms.PS384
        | JwtAlgorithms.PS512
        | JwtAlgorithms.ES256
        | JwtAlgorithms.ES384
        | JwtAlgorithms.ES512;

    /// <summary>RS256, which every OpenID provider must support (Discovery §3), and ES256, which RFC 7518 §3.1 recommends most.</summary>
    public override JwtAlgorithms DefaultAlgorithms => JwtAlgorithms.RS256 | JwtAlgorithms.ES256;

    /// <inheritdoc />
    protected override IReadOnlyList<ProviderInput> OwnInputs => Own;

    /// <inheritdoc />
    protected override IEnumerable<string> Issuers(ProviderDraft draft)
    {
        draft.Require("Issuer", "https://login.acme.com");
        foreach (var host in draft.Candidates("KeyHost"))
        {
            if (Address.WhyNotHost(host) is { } reason)
            {
                draft.Add(
                    ProblemKind.MalformedInput,
                    "KeyHost",
                    $"KeyHost \"{host}\" {reason}.",
                    ProviderDraft.HostOf(host)
                );
            }
        }

        // The issuer is an input of every provider, so it is read and checked where those are.
        return [];
    }

    /// <inheritdoc />
    protected override KeySource Keys(string issuer, ProviderDraft draft) =>
        new DiscoveryKeySource(
            Address.Join(issuer, ".well-known/openid-configuration"),
            draft
                .Candidates("KeyHost")
                .Where(static host => Address.WhyNotHost(host) is null)
                .Select(static host => host.ToLowerInvariant())
                .ToArray()
        );

    /// <inheritdoc />
    protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft)
    {
        draft.RequireDistinctAudience();
        var audiences = draft.Inputs.List("Audience");
        var clients = draft.Inputs.List("ClientId");
        yield return draft.Kind(
            "AccessToken",
            "JwksSdk.OpenIdConnectAccessToken",
            "an access token, by its typ (RFC 9068) or because it grants something and has no mark of an ID token",
            "Audience",
            new TokenPolicy(
                AudienceRule.Required,
                audiences,
                new Dictionary<string, IReadOnlyList<string>> { ["client_id"] = clients },
                new Dictionary<string, IReadOnlyList<string>> { ["scope"] = draft.RequiredScopes() }
            )
        );
        yield return draft.Kind(
            "IdToken",
            "JwksSdk.OpenIdConnectIdToken",
            "an ID token",
            "ClientId",
            new TokenPolicy(
                AudienceRule.Required,
                clients,
                new Dictionary<string, IReadOnlyList<string>> { ["azp"] = clients }
            )
        );
    }
}
