using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>
/// Amazon Cognito user pools. The issuer follows from the pool id, in one of two forms; a vanity domain changes neither
/// the issuer nor the place of the keys. Access tokens carry no <c>aud</c>: their client is in <c>client_id</c>.
/// </summary>
public sealed class CognitoConvention : ProviderConvention
{
    private const int MaxPoolIdLength = 55;
    private static readonly ProviderInput[] Own =
    [
        new("UserPoolId", InputForm.Text, "The id of the user pool, for example eu-west-1_Ab12Cd34E."),
        new("Region", InputForm.Text, "The region, which follows from the pool id; given, it must agree with it."),
        new(
            "IssuerType",
            InputForm.Choice,
            "Which issuer the pool writes into its tokens: Original, Updated, or Either during a change. Default: Original."
        )
        {
            ChoiceType = "JwksSdk.CognitoIssuerType",
            Choices = ["Original", "Updated", "Either"],
        },
        new(
            "ClientId",
            InputForm.TextList,
            "The app client's id: an access token's client_id and an ID token's aud must be it."
        )
        {
            Plural = "ClientIds",
        },
        new(
            "Audience",
            InputForm.TextList,
            "The resource an access token must be for, where the pool binds tokens to resources; looked at only in tokens that have an aud."
        )
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
            "A group that a token of either kind must have (cognito:groups); all of several."
        )
        {
            Plural = "RequiredGroups",
            Grant = JwtGrant.Group,
        },
    ];

    /// <inheritdoc />
    public override string Name => "Cognito";

    /// <inheritdoc />
    public override string DocumentationUri =>
        "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html";

    /// <inheritdoc />
    public override JwtAlgorithms SupportedAlgorithms => JwtAlgorithms.RS256;

    /// <inheritdoc />
    public override KeyIdShape KeyIds { get; } = new(KeyIdAlphabet.Base64 | KeyIdAlphabet.Base64Url, 16, 64);

    /// <inheritdoc />
    protected override IReadOnlyList<ProviderInput> OwnInputs => Own;

    /// <inheritdoc />
    protected override IEnumerable<string> Issuers(ProviderDraft draft)
    {
        draft.Require("UserPoolId", "eu-west-1_Ab12Cd34E");
        if (draft.Candidates("UserPoolId").FirstOrDefault() is not { } pool)
        {
            return [];
        }

        if (RegionOf(pool) is not { } region)
        {
            draft.Add(
                ProblemKind.MalformedInput,
                "UserPoolId",
                $"UserPoolId \"{pool}\" is not a pool id: a region, an underscore, then letters and digits, for example eu-west-1_Ab12Cd34E."
            );
            return [];
        }

        CheckRegion(draft, region);
        return draft.Inputs.Text("IssuerType") switch
        {
            "Updated" => [Updated(region, pool)],
            "Either" => [Original(region, pool), Updated(region, pool)],
            _ => [Original(region, pool)],
        };
    }

    /// <inheritdoc />
    protected override KeySource Keys(string issuer, ProviderDraft draft) =>
        new JwksKeySource(Address.Join(issuer, ".well-known/jwks.json"));

    /// <inheritdoc />
    protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft)
    {
        draft.RequireDistinctAudience();
        var audiences = draft.Inputs.List("Audience");
        var clients = draft.Inputs.List("ClientId");
        var groups = new Dictionary<string, IReadOnlyList<string>>
        {
            ["cognito:groups"] = draft.Inputs.List("RequiredGroup"),
        };
        yield return draft.Kind(
            "AccessToken",
            "JwksSdk.CognitoAccessToken",
            "an access token (token_use access)",
            "ClientId",
            new TokenPolicy(
                audiences.Count > 0 ? AudienceRule.WhenPresent : AudienceRule.NotUsed,
                audiences,
                new Dictionary<string, IReadOnlyList<string>> { ["client_id"] = clients },
                new Dictionary<string, IReadOnlyList<string>>(groups) { ["scope"] = draft.RequiredScopes() }
            )
        );
        yield return draft.Kind(
            "IdToken",
            "JwksSdk.CognitoIdToken",
            "an ID token (token_use id)",
            "ClientId",
            new TokenPolicy(AudienceRule.Required, clients, required: groups)
        );
    }

    private static string Original(string region, string pool) => $"https://cognito-idp.{region}.amazonaws.com/{pool}";

    private static string Updated(string region, string pool) =>
        $"https://issuer-cognito-idp.{region}.amazonaws.com/{pool}";

    // The region becomes part of a host name, so it is held to the shape of regions (at least two words and a number), more
    // tightly than the vendor's pattern.
    private static string? RegionOf(string pool)
    {
        var end = pool.LastIndexOf('_');
        if (pool.Length > MaxPoolIdLength || end <= 0 || end == pool.Length - 1)
        {
            return null;
        }

        foreach (var c in pool.Substring(end + 1))
        {
            if (!(c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9'))
            {
                return null;
            }
        }

        var region = pool.Substring(0, end);
        foreach (var c in region)
        {
            if (!(c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-'))
            {
                return null;
            }
        }

        var parts = region.Split('-');
        var isRegion =
            parts.Length >= 3 && parts.All(static part => part.Length > 0) && region[end - 1] is >= '0' and <= '9';
        return isRegion ? region : null;
    }

    private static void CheckRegion(ProviderDraft draft, string region)
    {
        if (draft.Candidates("Region").FirstOrDefault() is { } declared && declared != region)
        {
            draft.Add(
                ProblemKind.Contradiction,
                "Region",
                $"Region \"{declared}\" is not the pool's, which is {region}. Leave Region out: it follows from UserPoolId.",
                ProviderCorrection.LeaveOut
            );
        }

        // Nobody has published what pools of these partitions write as their issuer: better asked for than guessed.
        if (
            !draft.Inputs.Has("Issuer")
            && (
                region.StartsWith("eusc-", StringComparison.Ordinal)
                || region.StartsWith("cn-", StringComparison.Ordinal)
            )
        )
        {
            draft.Add(
                ProblemKind.MissingInput,
                "Issuer",
                $"The issuer of user pools in {region} does not follow from the pool id. Give Issuer, as the pool's discovery document names it."
            );
        }
    }
}
