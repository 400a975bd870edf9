using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>
/// Clerk. The issuer is the Frontend API's address, which the publishable key holds; the keys come from there, from the
/// Backend API, or from a PEM. Behind a proxied Frontend API the issuer is the proxy's address: give it as <c>Issuer</c>.
/// </summary>
/// <remarks>
/// Tokens of JWT templates are of no kind here: their claims are whatever the template says, they are meant for third
/// parties, and some are signed with a key of their own. They are refused as <c>WrongTokenKind</c>.
/// </remarks>
public sealed class ClerkConvention : ProviderConvention
{
    private const string BackendKeys = "https://api.clerk.com/v1/jwks";
    private static readonly ProviderInput[] Own =
    [
        new("PublishableKey", InputForm.Text, "The instance's publishable key, pk_live_… or pk_test_…."),
        new(
            "FrontendApi",
            InputForm.Text,
            "The host of the Frontend API, for example clerk.acme.com, in place of the publishable key."
        ),
        new(
            "AuthorizedParty",
            InputForm.TextList,
            "An origin that session tokens may come from (azp); declared, a session token needs one."
        )
        {
            Plural = "AuthorizedParties",
        },
        new(
            "KeySource",
            InputForm.Choice,
            "Where the keys come from: FrontendApi, BackendApi (with SecretKey) or JwtKey. Default: JwtKey when that is given, otherwise FrontendApi."
        )
        {
            ChoiceType = "JwksSdk.ClerkKeySource",
            Choices = ["FrontendApi", "BackendApi", "JwtKey"],
        },
        new("JwtKey", InputForm.Text, "The instance's public key as a PEM, with or without its header lines."),
        new("SecretKey", InputForm.Text, "The instance's secret key, sk_live_… or sk_test_…, for the Backend API.")
        {
            Source = InputSource.ConfigurationOnly,
        },
        new(
            "Audience",
            InputForm.TextList,
            "The id of this machine, mch_…: a machine token's aud must name it. Other tokens are held to it only when they have an aud."
        )
        {
            Plural = "Audiences",
        },
        new("ClientId", InputForm.TextList, "The OAuth application's client id; an OAuth token's client_id must be it.")
        {
            Plural = "ClientIds",
        },
        new(
            "Organization",
            InputForm.TextList,
            "The id of the organization that must be active in a session token (org_id, or id in o). Other kinds have none: with it, only the methods for each of them take them."
        )
        {
            Plural = "Organizations",
            AnsweredBy = ["SessionToken"],
        },
        new(
            "RequiredPermission",
            InputForm.TextList,
            "A permission that a session token must have in its organization, in full, org:feature:permission; all of several. Other kinds have none: with it, only the methods for each of them take them."
        )
        {
            Plural = "RequiredPermissions",
            Grant = JwtGrant.Permission,
            AnsweredBy = ["SessionToken"],
        },
        new(
            "RequiredScope",
            InputForm.TextList,
            "A scope that an OAuth token (scope or scp) and a machine token (scopes, which are ids of machines) must have; all of several. Session tokens have none: with it, only the method for session tokens takes them."
        )
        {
            Plural = "RequiredScopes",
            Grant = JwtGrant.Scope,
            AnsweredBy = ["MachineToken", "OAuthToken"],
        },
    ];

    /// <inheritdoc />
    public override string Name => "Clerk";

    /// <inheritdoc />
    public override string DocumentationUri => "https://clerk.com/docs/guides/sessions/manual-jwt-verification";

    /// <inheritdoc />
    public override JwtAlgorithms SupportedAlgorithms =>
        JwtAlgorithms.RS256 | JwtAlgorithms.RS384 | JwtAlgorithms.RS512;

    /// <summary>Five seconds: a session token lives for sixty.</summary>
    public override int DefaultClockSkewSeconds => 5;

    /// <inheritdoc />
    public override KeyIdShape KeyIds { get; } = new(KeyIdAlphabet.PrintableAscii, 5, 256, "ins_");

    /// <inheritdoc />
    protected override IReadOnlyList<ProviderInput> OwnInputs => Own;

    /// <inheritdoc />
    protected override IEnumerable<string> Issuers(ProviderDraft draft)
    {
        CheckKeySource(draft);
        var hosts = draft.Hosts("FrontendApi").ToList();
        if (draft.Candidates("PublishableKey").FirstOrDefault() is { } key)
        {
            if (ClerkPublishableKeyConvention.FrontendApiOf(key, out var host) is { } reason)
            {
                draft.Add(ProblemKind.MalformedInput, "PublishableKey", $"PublishableKey {reason}.");
            }
            else if (hosts.Count > 0 && hosts[0] != host)
            {
                draft.Add(
                    ProblemKind.Contradiction,
                    "FrontendApi",
                    $"FrontendApi is {hosts[0]}, but the publishable key is for {host}. Give one of them."
                );
            }
            else
            {
                hosts = [host];
            }
        }
        else if (!draft.Inputs.Has("FrontendApi"))
        {
            draft.Require("PublishableKey", "pk_live_…");
        }

        return hosts.Select(static host => "https://" + host);
    }

    /// <inheritdoc />
    protected override KeySource Keys(string issuer, ProviderDraft draft) =>
        SourceOf(draft) switch
        {
            "BackendApi" => new JwksKeySource(BackendKeys, draft.Inputs.Text("SecretKey")),
            "JwtKey" when KeyOf(draft) is { } key => new StaticKeySource(key),
            _ => new JwksKeySource(Address.Join(issuer, ".well-known/jwks.json")),
        };

    /// <inheritdoc />
    protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft)
    {
        CheckParties(draft);
        var audiences = draft.Inputs.List("Audience");
        var scopes = draft.RequiredScopes();
        yield return draft.Kind(
            "SessionToken",
            "JwksSdk.ClerkSessionToken",
            "a session token, version 1 or 2",
            needs: null,
            new TokenPolicy(
                AudienceRule.WhenPresent,
                audiences,
                new Dictionary<string, IReadOnlyList<string>>
                {
                    ["azp"] = draft.Inputs.List("AuthorizedParty"),
                    ["org_id"] = draft.Organizations("org_", "A slug may change hands and is not accepted."),
                },
                new Dictionary<string, IReadOnlyList<string>> { ["org_permissions"] = Permissions(draft) }
            )
        );
        yield return draft.Kind(
            "MachineToken",
            "JwksSdk.ClerkMachineToken",
            "a machine-to-machine token in JWT format",
            "Audience",
            new TokenPolicy(
                AudienceRule.Required,
                audiences,
                required: new Dictionary<string, IReadOnlyList<string>> { ["scopes"] = scopes }
            )
        );
        yield return draft.Kind(
            "OAuthToken",
            "JwksSdk.ClerkOAuthToken",
            "an OAuth access token in JWT format",
            needs: "ClientId",
            new TokenPolicy(
                AudienceRule.WhenPresent,
                audiences,
                new Dictionary<string, IReadOnlyList<string>> { ["client_id"] = draft.Inputs.List("ClientId") },
                new Dictionary<string, IReadOnlyList<string>> { ["scope"] = scopes }
            )
        );
    }

    private static string SourceOf(ProviderDraft draft) =>
        draft.Inputs.Text("KeySource") ?? (draft.Inputs.Has("JwtKey") ? "JwtKey" : "FrontendApi");

    private static string? KeyOf(ProviderDraft draft) =>
        draft.Candidates("JwtKey").FirstOrDefault() is { } text
        && ClerkJwtKeyConvention.Read(text, out var key, out _) is null
            ? key
            : null;

    private static void CheckKeySource(ProviderDraft draft)
    {
        var source = SourceOf(draft);
        if (draft.Candidates("JwtKey").FirstOrDefault() is { } text)
        {
            if (ClerkJwtKeyConvention.Read(text, out _, out var kind) is { } reason)
            {
                draft.Add(kind, "JwtKey", $"JwtKey {reason}.");
            }

            if (source != "JwtKey")
            {
                draft.Add(
                    ProblemKind.Contradiction,
                    "JwtKey",
                    $"JwtKey is given, but KeySource is {source}. Leave one of them out."
                );
            }
        }

        if (source == "JwtKey" && draft.Inputs.Has("JwksUri"))
        {
            draft.Add(
                ProblemKind.Contradiction,
                "JwksUri",
                "JwksUri names a key set, but the key is given as JwtKey. Leave one of them out."
            );
        }

        if (source == "JwtKey" && !draft.Inputs.Has("JwtKey"))
        {
            draft.Add(ProblemKind.MissingInput, "JwtKey", "KeySource is JwtKey, but JwtKey is not given.");
        }

        CheckSecretKey(draft, source);
    }

    private static void CheckSecretKey(ProviderDraft draft, string source)
    {
        if (source != "BackendApi")
        {
            return;
        }

        if (draft.Inputs.Text("SecretKey") is not { } secret)
        {
            draft.Add(
                ProblemKind.MissingInput,
                "SecretKey",
                "KeySource is BackendApi, which needs SecretKey. Give it by configuration, never in source."
            );
        }
        else if (
            !secret.StartsWith("sk_live_", StringComparison.Ordinal)
            && !secret.StartsWith("sk_test_", StringComparison.Ordinal)
        )
        {
            draft.Add(ProblemKind.MalformedInput, "SecretKey", "SecretKey does not start with sk_live_ or sk_test_.");
        }
    }

    private static IReadOnlyList<string> Permissions(ProviderDraft draft)
    {
        foreach (var permission in draft.Candidates("RequiredPermission"))
        {
            var parts = permission.Split(':');
            if (parts.Length != 3 || parts[0] != "org" || parts.Contains(""))
            {
                draft.Add(
                    ProblemKind.MalformedInput,
                    "RequiredPermission",
                    $"RequiredPermission \"{permission}\" is not a permission in full, for example org:invoices:read."
                );
            }
        }

        return draft.Inputs.List("RequiredPermission");
    }

    private static void CheckParties(ProviderDraft draft)
    {
        foreach (var party in draft.Candidates("AuthorizedParty"))
        {
            if (!Uri.TryCreate(party, UriKind.Absolute, out var uri) || party != uri.GetLeftPart(UriPartial.Authority))
            {
                draft.Add(
                    ProblemKind.MalformedInput,
                    "AuthorizedParty",
                    $"AuthorizedParty \"{party}\" is not an origin: scheme, host in lower case and port if any, without a path or a last slash, for example https://app.acme.com.",
                    Address.AuthorityOf(party) is { } origin && new Uri(party).UserInfo.Length == 0
                        ? new ProviderCorrection(party, origin)
                        : null
                );
            }
            else if (uri.Scheme == "http" && !uri.IsLoopback)
            {
                draft.Add(
                    ProblemKind.InsecureAddress,
                    "AuthorizedParty",
                    $"AuthorizedParty \"{party}\" is plain http; only loopback origins may be. Use https."
                );
            }
        }
    }
}
