using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>
/// OneLogin, OpenID Connect version 2. The issuer ends in <c>/oidc/2</c>, and the public keys are below it at
/// <c>/certs</c>. The bearer-protected list of signing keys is for administration, never for verifying.
/// </summary>
public sealed class OneLoginConvention : ProviderConvention
{
    private const string VendorDomain = ".onelogin.com";
    private static readonly ProviderInput[] Own =
    [
        new("Subdomain", InputForm.Text, "The account's subdomain: acme for acme.onelogin.com."),
        new("Domain", InputForm.Text, "The account's domain, for example acme.onelogin.com, or its custom domain."),
        new(
            "ClientId",
            InputForm.TextList,
            "The application's client id; an ID token's aud must be it, and an access token's when no Audience is given."
        )
        {
            Plural = "ClientIds",
        },
        new("Audience", InputForm.TextList, "The audience of API authorization; an access token's aud must name it.")
        {
            Plural = "Audiences",
        },
        new(
            "RequiredScope",
            InputForm.TextList,
            "A scope that an access token must have (scope); all of several. ID tokens have none: with it, only the method for ID tokens takes them."
        )
        {
            Plural = "RequiredScopes",
            Grant = JwtGrant.Scope,
            AnsweredBy = ["AccessToken"],
        },
        new(
            "RequiredGroup",
            InputForm.TextList,
            "A group that an ID token must have (groups); all of several. Access tokens have none: with it, only the method for access tokens takes them."
        )
        {
            Plural = "RequiredGroups",
            Grant = JwtGrant.Group,
            AnsweredBy = ["IdToken"],
        },
    ];

    /// <inheritdoc />
    public override string Name => "OneLogin";

    /// <inheritdoc />
    public override string DocumentationUri => "https://developers.onelogin.com/openid-connect/api/provider-config";

    /// <inheritdoc />
    public override JwtAlgorithms SupportedAlgorithms => JwtAlgorithms.RS256;

    /// <inheritdoc />
    public override KeyIdShape KeyIds { get; } = new(KeyIdAlphabet.Base64Url, 20, 64);

    /// <inheritdoc />
    protected override IReadOnlyList<ProviderInput> OwnInputs => Own;

    /// <inheritdoc />
    protected override IEnumerable<string> Issuers(ProviderDraft draft)
    {
        if (!draft.Inputs.Has("Domain"))
        {
            draft.Require("Subdomain", "acme");
        }

        var hosts = Subdomains(draft).Concat(draft.Hosts("Domain")).Distinct(StringComparer.Ordinal).ToArray();
        if (hosts.Length > 1)
        {
            draft.Add(
                ProblemKind.Contradiction,
                "Domain",
                $"Domain is {hosts[1]}, but Subdomain stands for {hosts[0]}. Give one of them."
            );
        }

        if (hosts.Any(static host => host is "openid-connect.onelogin.com" or "openid-connect-eu.onelogin.com"))
        {
            draft.Add(
                ProblemKind.MalformedInput,
                draft.Inputs.Has("Subdomain") ? "Subdomain" : "Domain",
                "This is the host of OpenID Connect version 1, which was removed in 2021. Write your account's own subdomain."
            );
        }

        return hosts.Take(1).Select(static host => $"https://{host}/oidc/2").ToArray();
    }

    /// <inheritdoc />
    protected override void CheckIssuer(string issuer, ProviderDraft draft)
    {
        if (!issuer.EndsWith("/oidc/2", StringComparison.Ordinal) && Address.IsBelow(issuer, VendorDomain))
        {
            draft.Add(
                ProblemKind.MalformedInput,
                "Issuer",
                $"Issuer \"{issuer}\" does not end in /oidc/2, as every issuer of OneLogin does. Write its Subdomain instead."
            );
        }
    }

    /// <inheritdoc />
    protected override KeySource Keys(string issuer, ProviderDraft draft) =>
        new JwksKeySource(Address.Join(issuer, "certs"));

    /// <inheritdoc />
    protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft)
    {
        draft.RequireDistinctAudience();
        var clients = draft.Inputs.List("ClientId");

        // Without API authorization an access token is the application's own, and its aud is the client id.
        var audiences = draft.Inputs.List("Audience");
        var expected = audiences.Count > 0 ? audiences : clients;
        yield return draft.Kind(
            "IdToken",
            "JwksSdk.OneLoginIdToken",
            "an ID token",
            "ClientId",
            new TokenPolicy(
                AudienceRule.Required,
                clients,
                required: new Dictionary<string, IReadOnlyList<string>>
                {
                    ["groups"] = draft.Inputs.List("RequiredGroup"),
                }
            )
        );
        yield return draft.Kind(
            "AccessToken",
            "JwksSdk.OneLoginAccessToken",
            "an access token, of API authorization or of the application itself",
            expected.Count == 0 ? "Audience" : null,
            new TokenPolicy(
                AudienceRule.Required,
                expected,
                new Dictionary<string, IReadOnlyList<string>> { ["azp"] = clients },
                new Dictionary<string, IReadOnlyList<string>> { ["scope"] = draft.RequiredScopes() }
            )
        );
    }

    private static IEnumerable<string> Subdomains(ProviderDraft draft)
    {
        foreach (var subdomain in draft.Candidates("Subdomain"))
        {
            var host = subdomain.ToLowerInvariant() + VendorDomain;
            if (!subdomain.Contains('.') && Address.WhyNotHost(host) is null)
            {
                yield return host;
            }
            else
            {
                draft.Add(
                    ProblemKind.MalformedInput,
                    "Subdomain",
                    $"Subdomain \"{subdomain}\" is not one; write acme for acme.onelogin.com, and a whole host name as Domain.",
                    LabelOf(subdomain)
                );
            }
        }
    }

    /// <summary>The subdomain in a host of the vendor's; null when the text holds none.</summary>
    private static ProviderCorrection? LabelOf(string subdomain) =>
        Address.HostIn(subdomain) is { } host
        && host.EndsWith(VendorDomain, StringComparison.OrdinalIgnoreCase)
        && host.Substring(0, host.Length - VendorDomain.Length) is var label
        && !label.Contains('.')
            ? new ProviderCorrection(subdomain, label)
            : null;
}
