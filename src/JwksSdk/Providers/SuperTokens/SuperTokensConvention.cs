using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>
/// SuperTokens. The issuer is the API's domain and base path, as the backend SDK joins them: one slash between, none at the
/// end. One key set, with static and dynamic keys, signs sessions and OAuth 2.0 tokens alike; <c>stt</c> alone tells them apart.
/// </summary>
public sealed class SuperTokensConvention : ProviderConvention
{
    private const string DefaultBasePath = "/auth";
    private static readonly ProviderInput[] Own =
    [
        new("ApiDomain", InputForm.Text, "The API's domain, for example api.acme.com or https://api.acme.com:8443."),
        new(
            "ApiBasePath",
            InputForm.Text,
            "The path below which the API answers. Default: /auth; / for the bare domain."
        ),
        new("Audience", InputForm.TextList, "The identifier of the API; an OAuth access token's aud must name it.")
        {
            Plural = "Audiences",
        },
        new(
            "ClientId",
            InputForm.TextList,
            "The OAuth client's id; an ID token's aud must be it, and an OAuth access token's client_id."
        )
        {
            Plural = "ClientIds",
        },
        new(
            "TenantId",
            InputForm.TextList,
            "The id of the tenant a token must be for (tId), public when there is only one. An ID token may have none: with it, only the method for ID tokens takes them."
        )
        {
            Plural = "TenantIds",
            AnsweredBy = ["SessionToken", "OAuthAccessToken"],
        },
        new(
            "RequiredScope",
            InputForm.TextList,
            "A scope that an OAuth access token must have (scp); all of several. Other kinds have none: with it, only the methods for each of them take them."
        )
        {
            Plural = "RequiredScopes",
            Grant = JwtGrant.Scope,
            AnsweredBy = ["OAuthAccessToken"],
        },
        new(
            "RequiredRole",
            InputForm.TextList,
            "A role that a session token must have (st-role); all of several. Other kinds have none: with it, only the methods for each of them take them."
        )
        {
            Plural = "RequiredRoles",
            Grant = JwtGrant.Role,
            AnsweredBy = ["SessionToken"],
        },
        new(
            "RequiredPermission",
            InputForm.TextList,
            "A permission that a session token must have (st-perm); all of several. Other kinds have none: with it, only the methods for each of them take them."
        )
        {
            Plural = "RequiredPermissions",
            Grant = JwtGrant.Permission,
            AnsweredBy = ["SessionToken"],
        },
    ];

    /// <inheritdoc />
    public override string Name => "SuperTokens";

    /// <inheritdoc />
    public override string DocumentationUri =>
        "https://supertokens.com/docs/additional-verification/session-verification/protect-api-routes";

    /// <inheritdoc />
    public override JwtAlgorithms SupportedAlgorithms => JwtAlgorithms.RS256;

    /// <inheritdoc />
    protected override IReadOnlyList<ProviderInput> OwnInputs => Own;

    /// <inheritdoc />
    protected override IEnumerable<string> Issuers(ProviderDraft draft)
    {
        draft.Require("ApiDomain", "api.acme.com");
        var origin = draft.Candidates("ApiDomain").FirstOrDefault() is { } domain ? Origin(draft, domain) : null;
        var path = BasePath(draft);
        return origin is null || path is null ? [] : [origin + path];
    }

    /// <inheritdoc />
    protected override KeySource Keys(string issuer, ProviderDraft draft) =>
        new JwksKeySource(Address.Join(issuer, "jwt/jwks.json"));

    /// <inheritdoc />
    protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft)
    {
        draft.RequireDistinctAudience();
        var audiences = draft.Inputs.List("Audience");
        var clients = draft.Inputs.List("ClientId");
        var tenants = new Dictionary<string, IReadOnlyList<string>> { ["tId"] = draft.Inputs.List("TenantId") };
        yield return draft.Kind(
            "SessionToken",
            "JwksSdk.SuperTokensSessionToken",
            "the access token of a session (stt absent or 0), version 3 to 5",
            needs: null,
            new TokenPolicy(
                AudienceRule.NotUsed,
                null,
                tenants,
                new Dictionary<string, IReadOnlyList<string>>
                {
                    ["st-role"] = draft.Inputs.List("RequiredRole"),
                    ["st-perm"] = draft.Inputs.List("RequiredPermission"),
                }
            )
        );
        yield return draft.Kind(
            "OAuthAccessToken",
            "JwksSdk.SuperTokensOAuthAccessToken",
            "an OAuth 2.0 access token (stt 1)",
            "Audience",
            new TokenPolicy(
                AudienceRule.Required,
                audiences,
                new Dictionary<string, IReadOnlyList<string>>(tenants) { ["client_id"] = clients },
                new Dictionary<string, IReadOnlyList<string>> { ["scp"] = draft.RequiredScopes() }
            )
        );
        yield return draft.Kind(
            "IdToken",
            "JwksSdk.SuperTokensIdToken",
            "an OpenID Connect ID token (stt 2)",
            "ClientId",
            new TokenPolicy(AudienceRule.Required, clients, tenants)
        );
    }

    private static string? Origin(ProviderDraft draft, string domain)
    {
        if (!domain.Contains("://", StringComparison.Ordinal))
        {
            if (domain.Contains(':') || domain == "localhost")
            {
                draft.Add(
                    ProblemKind.MalformedInput,
                    "ApiDomain",
                    $"ApiDomain \"{domain}\" needs its scheme, for example \"http://localhost:3001\" or \"https://api.acme.com:8443\"."
                );
                return null;
            }

            // Without a correction, as a path may belong into ApiBasePath.
            if (Address.WhyNotHost(domain) is { } notHost)
            {
                draft.Add(ProblemKind.MalformedInput, "ApiDomain", $"ApiDomain \"{domain}\" {notHost}.");
                return null;
            }

            return "https://" + domain.ToLowerInvariant();
        }

        var reason = Address.WhyNotAbsolute(domain);
        if (reason is null && new Uri(domain) is { PathAndQuery: not "/" })
        {
            reason = "has a path; write it as ApiBasePath";
        }

        if (reason is not null)
        {
            draft.Add(ProblemKind.MalformedInput, "ApiDomain", $"ApiDomain \"{domain}\" {reason}.");
            return null;
        }

        if (!Address.IsSecure(domain))
        {
            draft.Add(
                ProblemKind.InsecureAddress,
                "ApiDomain",
                $"ApiDomain \"{domain}\" is plain http; only loopback addresses may be. Use https."
            );
            return null;
        }

        return new Uri(domain).GetLeftPart(UriPartial.Authority);
    }

    private static string? BasePath(ProviderDraft draft)
    {
        var given = draft.Candidates("ApiBasePath").FirstOrDefault() ?? DefaultBasePath;
        var path = given.Trim('/');
        if (path.Length == 0)
        {
            return "";
        }

        foreach (var segment in path.Split('/'))
        {
            if (segment is "" or "." or ".." || !segment.All(IsPathCharacter))
            {
                draft.Add(
                    ProblemKind.MalformedInput,
                    "ApiBasePath",
                    $"ApiBasePath \"{given}\" is not a path, for example /auth."
                );
                return null;
            }
        }

        return "/" + path;
    }

    // The unreserved characters of RFC 3986 §2.3: nothing that a URL would escape or that would end the path.
    private static bool IsPathCharacter(char c) =>
        c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' or '.' or '_' or '~';
}
