using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>
/// Okta. A custom authorization server has its own issuer below <c>/oauth2/</c> and its keys below the issuer; the org
/// server's issuer is the bare domain, and its keys are not below the place where the custom ones' pattern would put them.
/// </summary>
public sealed class OktaConvention : ProviderConvention
{
    private const string DefaultServer = "default";
    private const string Admin = "-admin";
    private static readonly ProviderInput[] Own =
    [
        new("Domain", InputForm.Text, "The org's domain, for example acme.okta.com; never the -admin one."),
        new(
            "CustomDomain",
            InputForm.TextList,
            "Further domains of the same org, where the issuer follows the domain of the request."
        )
        {
            Plural = "CustomDomains",
        },
        new(
            "AuthorizationServerId",
            InputForm.Text,
            "The id of the custom authorization server. Default: default, which is a custom server too."
        ),
        new(
            "OrgAuthorizationServer",
            InputForm.Flag,
            "The issuer is the org authorization server; only its ID tokens can be verified. Default: false."
        )
        {
            Source = InputSource.AttributeOnly,
        },
        new(
            "Audience",
            InputForm.TextList,
            "The audience of the authorization server; an access token's aud must be it. Default: api://default for the server named default."
        )
        {
            Plural = "Audiences",
        },
        new(
            "ClientId",
            InputForm.TextList,
            "The application's client id; an ID token's aud must be it, and an access token's cid."
        )
        {
            Plural = "ClientIds",
        },
        new(
            "RequiredScope",
            InputForm.TextList,
            "A scope that an access token must have (scp); all of several. ID tokens have none: with it, only the method for ID tokens takes them."
        )
        {
            Plural = "RequiredScopes",
            Grant = JwtGrant.Scope,
            AnsweredBy = ["AccessToken"],
        },
        new(
            "RequiredGroup",
            InputForm.TextList,
            "A group that a token of either kind must have (groups, added by the authorization server); all of several."
        )
        {
            Plural = "RequiredGroups",
            Grant = JwtGrant.Group,
        },
    ];

    private static readonly string[] VendorDomains =
    [
        ".okta.com",
        ".oktapreview.com",
        ".okta-emea.com",
        ".okta-gov.com",
        ".okta.mil",
        ".okta-miltest.com",
        ".trex-gov.com",
    ];

    /// <inheritdoc />
    public override string Name => "Okta";

    /// <inheritdoc />
    public override string DocumentationUri => "https://developer.okta.com/docs/guides/validate-access-tokens/";

    /// <inheritdoc />
    public override JwtAlgorithms SupportedAlgorithms => JwtAlgorithms.RS256;

    /// <inheritdoc />
    public override KeyIdShape KeyIds { get; } = new(KeyIdAlphabet.Base64Url, 20, 64);

    /// <inheritdoc />
    protected override IReadOnlyList<ProviderInput> OwnInputs => Own;

    /// <inheritdoc />
    protected override IEnumerable<string> Issuers(ProviderDraft draft)
    {
        draft.Require("Domain", "acme.okta.com");
        if (IsOrgServer(draft) && draft.Inputs.Has("AuthorizationServerId"))
        {
            draft.Add(
                ProblemKind.Contradiction,
                "AuthorizationServerId",
                "AuthorizationServerId names a custom authorization server, OrgAuthorizationServer the org's own. Give one of them."
            );
        }

        var path = IsOrgServer(draft) ? "" : "/oauth2/" + Server(draft);
        return Domains(draft, "Domain")
            .Concat(Domains(draft, "CustomDomain"))
            .Select(host => $"https://{host}{path}")
            .ToArray();
    }

    /// <inheritdoc />
    protected override void CheckIssuer(string issuer, ProviderDraft draft)
    {
        if (!Array.Exists(VendorDomains, domain => Address.IsBelow(issuer, domain)))
        {
            return;
        }

        var isCustomServer = issuer.Contains("/oauth2/", StringComparison.Ordinal);
        if (issuer.EndsWith('/'))
        {
            draft.Add(
                ProblemKind.MalformedInput,
                "Issuer",
                $"Issuer \"{issuer}\" ends with a slash, which no issuer of Okta does. Drop it.",
                new ProviderCorrection(issuer, issuer.TrimEnd('/'))
            );
        }
        else if (!isCustomServer && !IsOrgServer(draft))
        {
            draft.Add(
                ProblemKind.KindUnavailable,
                "Issuer",
                $"Issuer \"{issuer}\" is the org authorization server, whose access tokens cannot be verified: their keys are not "
                    + "published. Write OrgAuthorizationServer = true in the attribute for its ID tokens, or name a custom server, "
                    + $"for example \"{issuer}/oauth2/default\"."
            );
        }
        else if (isCustomServer && IsOrgServer(draft))
        {
            draft.Add(
                ProblemKind.Contradiction,
                "Issuer",
                $"Issuer \"{issuer}\" is a custom authorization server, OrgAuthorizationServer names the org's own. Give one of them."
            );
        }
    }

    /// <inheritdoc />
    protected override KeySource Keys(string issuer, ProviderDraft draft) =>
        new JwksKeySource(Address.Join(issuer, IsOrgServer(draft) ? "oauth2/v1/keys" : "v1/keys"));

    /// <inheritdoc />
    protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft)
    {
        draft.RequireDistinctAudience();
        CheckServer(draft);
        var clients = draft.Inputs.List("ClientId");
        yield return AccessToken(draft, clients);
        yield return draft.Kind(
            "IdToken",
            "JwksSdk.OktaIdToken",
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
    }

    private static TokenKindFacts AccessToken(ProviderDraft draft, IReadOnlyList<string> clients)
    {
        const string name = "AccessToken";
        const string type = "JwksSdk.OktaAccessToken";
        var audiences = draft.Inputs.List("Audience");
        if (audiences.Count == 0 && IsDefaultServer(draft))
        {
            audiences = ["api://default"];
        }

        var policy = new TokenPolicy(
            AudienceRule.Required,
            audiences,
            new Dictionary<string, IReadOnlyList<string>> { ["cid"] = clients },
            new Dictionary<string, IReadOnlyList<string>>
            {
                ["scp"] = draft.RequiredScopes(),
                ["groups"] = draft.Inputs.List("RequiredGroup"),
            }
        );
        return IsOrgServer(draft)
            ? new TokenKindFacts(
                name,
                type,
                "an access token",
                policy,
                "Okta does not publish the keys of its org authorization server's access tokens: they cannot be verified "
                    + "locally. Ask Okta by introspection, or use a custom authorization server."
            )
            {
                NeverAvailable = true,
            }
            : draft.Kind(
                name,
                type,
                "an access token of a custom authorization server",
                audiences.Count == 0 ? "Audience" : null,
                policy
            );
    }

    private static bool IsOrgServer(ProviderDraft draft) => draft.Inputs.Flag("OrgAuthorizationServer");

    private static string Server(ProviderDraft draft) =>
        draft.Candidates("AuthorizationServerId").FirstOrDefault() ?? DefaultServer;

    private static bool IsDefaultServer(ProviderDraft draft) =>
        !IsOrgServer(draft)
        && (
            draft.Inputs.Text("Issuer") is { } issuer
                ? issuer.EndsWith("/oauth2/" + DefaultServer, StringComparison.Ordinal)
                : Server(draft) == DefaultServer
        );

    private static IEnumerable<string> Domains(ProviderDraft draft, string input)
    {
        foreach (var host in draft.Hosts(input))
        {
            var label = host.Substring(0, host.IndexOf('.'));
            if (label.EndsWith(Admin, StringComparison.Ordinal) && IsVendorDomain(host))
            {
                draft.Add(
                    ProblemKind.MalformedInput,
                    input,
                    $"{input} \"{host}\" is the administration console's, which issues no tokens. Drop -admin.",
                    new ProviderCorrection(host, host.Remove(label.Length - Admin.Length, Admin.Length))
                );
            }
            else
            {
                yield return host;
            }
        }
    }

    private static bool IsVendorDomain(string host) =>
        Array.Exists(VendorDomains, domain => host.EndsWith(domain, StringComparison.Ordinal));

    private static void CheckServer(ProviderDraft draft)
    {
        foreach (var input in new[] { "Audience", "RequiredScope" })
        {
            if (IsOrgServer(draft) && draft.Inputs.Has(input))
            {
                draft.Add(
                    ProblemKind.KindUnavailable,
                    input,
                    $"{input} is for access tokens, and those of the org authorization server cannot be verified: their keys are "
                        + $"not published. Leave {input} out, or declare a custom authorization server."
                );
            }
        }

        foreach (var c in Server(draft))
        {
            if (!(c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' or '_'))
            {
                draft.Add(
                    ProblemKind.MalformedInput,
                    "AuthorizationServerId",
                    $"AuthorizationServerId \"{Server(draft)}\" is not an id; write the last part of the issuer alone.",
                    LastPartOf(Server(draft))
                );
                return;
            }
        }
    }

    /// <summary>The id at the end of a custom server's issuer; null when the text is no such issuer.</summary>
    private static ProviderCorrection? LastPartOf(string server)
    {
        const string Custom = "/oauth2/";
        var start = server.IndexOf(Custom, StringComparison.Ordinal);
        var id = start < 0 ? "" : server.Substring(start + Custom.Length).TrimEnd('/');
        return id.Length > 0 && !id.Contains('/') ? new ProviderCorrection(server, id) : null;
    }
}
