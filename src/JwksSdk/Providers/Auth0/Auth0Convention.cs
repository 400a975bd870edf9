using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>
/// Auth0. The issuer ends with a slash, which is part of its value; a custom domain is an issuer of its own, with its own
/// key set.
/// </summary>
public sealed class Auth0Convention : ProviderConvention
{
    private static readonly ProviderInput[] Own =
    [
        new("Domain", InputForm.Text, "The tenant's domain, for example acme.eu.auth0.com, or its custom domain."),
        new(
            "CustomDomain",
            InputForm.TextList,
            "Custom domains of the same tenant; tokens requested through one carry it as their issuer."
        )
        {
            Plural = "CustomDomains",
        },
        new("Audience", InputForm.TextList, "The identifier of the API; an access token's aud must name it.")
        {
            Plural = "Audiences",
        },
        new(
            "ClientId",
            InputForm.TextList,
            "The application's client id; an ID token's aud must be it, and an access token's azp or client_id."
        )
        {
            Plural = "ClientIds",
        },
        new("Organization", InputForm.TextList, "The id of the organization a token must be for (org_id).")
        {
            Plural = "Organizations",
        },
        new(
            "OrganizationName",
            InputForm.TextList,
            "The name of the organization a token must be for (org_name, in lower case)."
        )
        {
            Plural = "OrganizationNames",
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
            "RequiredPermission",
            InputForm.TextList,
            "A permission that an access token must have (permissions, added by role-based access control); all of several. ID tokens have none: with it, only the method for ID tokens takes them."
        )
        {
            Plural = "RequiredPermissions",
            Grant = JwtGrant.Permission,
            AnsweredBy = ["AccessToken"],
        },
    ];

    /// <inheritdoc />
    public override string Name => "Auth0";

    /// <inheritdoc />
    public override string DocumentationUri =>
        "https://auth0.com/docs/secure/tokens/access-tokens/validate-access-tokens";

    /// <inheritdoc />
    public override JwtAlgorithms SupportedAlgorithms => JwtAlgorithms.RS256 | JwtAlgorithms.PS256;

    /// <inheritdoc />
    protected override IReadOnlyList<ProviderInput> OwnInputs => Own;

    /// <inheritdoc />
    protected override IEnumerable<string> Issuers(ProviderDraft draft)
    {
        draft.Require("Domain", "acme.eu.auth0.com");
        return draft
            .Hosts("Domain")
            .Concat(draft.Hosts("CustomDomain"))
            .Select(static host => $"https://{host}/")
            .ToArray();
    }

    /// <inheritdoc />
    protected override void CheckIssuer(string issuer, ProviderDraft draft)
    {
        if (!issuer.EndsWith('/') && Address.IsBelow(issuer, ".auth0.com"))
        {
            draft.Add(
                ProblemKind.MalformedInput,
                "Issuer",
                $"Issuer \"{issuer}\" lacks the slash at its end, which is part of Auth0's issuers. Write \"{issuer}/\", or its Domain.",
                new ProviderCorrection(issuer, issuer + "/")
            );
        }
    }

    /// <inheritdoc />
    protected override KeySource Keys(string issuer, ProviderDraft draft) =>
        new JwksKeySource(Address.Join(issuer, ".well-known/jwks.json"));

    /// <inheritdoc />
    protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft)
    {
        var audiences = draft.Inputs.List("Audience");
        var clients = draft.Inputs.List("ClientId");
        draft.RequireDistinctAudience();
        var organizations = new Dictionary<string, IReadOnlyList<string>>
        {
            ["org_id"] = draft.Organizations("org_", "Give a name as OrganizationName."),
            ["org_name"] = draft.Inputs.List("OrganizationName"),
        };
        var access = new Dictionary<string, IReadOnlyList<string>>(organizations) { ["client_id"] = clients };
        var required = new Dictionary<string, IReadOnlyList<string>>
        {
            ["scope"] = draft.RequiredScopes(),
            ["permissions"] = draft.Inputs.List("RequiredPermission"),
        };
        yield return draft.Kind(
            "AccessToken",
            "JwksSdk.Auth0AccessToken",
            "an access token, in the Auth0 or the RFC 9068 profile",
            "Audience",
            new TokenPolicy(AudienceRule.Required, audiences, access, required)
        );
        yield return draft.Kind(
            "IdToken",
            "JwksSdk.Auth0IdToken",
            "an ID token",
            "ClientId",
            new TokenPolicy(AudienceRule.Required, clients, organizations)
        );
    }
}
