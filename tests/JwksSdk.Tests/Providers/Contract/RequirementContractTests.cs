using System.Text.Json.Nodes;
using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Providers.Contract;

/// <summary>
/// Required scopes, permissions, roles and groups, in every form in which a provider writes them. An input or a kind that no
/// row is about must concern nothing.
/// </summary>
public sealed class RequirementContractTests
{
    private const string Read = "org:dashboard:read";
    private const string Write = "org:dashboard:write";

    private static readonly Dictionary<string, JwtErrorCode> Codes = new()
    {
        ["RequiredScope"] = JwtErrorCode.ScopeMissing,
        ["RequiredPermission"] = JwtErrorCode.PermissionMissing,
        ["RequiredRole"] = JwtErrorCode.RoleMissing,
        ["RequiredGroup"] = JwtErrorCode.GroupMissing,
    };

    private static readonly Row[] Rows =
    [
        new(IdentityProvider.Auth0, "AccessToken", "RequiredScope", "scope", Spaced("scope")),
        new(IdentityProvider.Auth0, "AccessToken", "RequiredScope", "scope", Listed("scope")),
        new(IdentityProvider.Auth0, "AccessToken", "RequiredPermission", "permissions", Listed("permissions")),
        new(IdentityProvider.Okta, "AccessToken", "RequiredScope", "scp", Listed("scp")),
        new(IdentityProvider.Okta, "AccessToken", "RequiredScope", "scp", Spaced("scp")),
        new(IdentityProvider.Okta, "AccessToken", "RequiredGroup", "groups", Listed("groups")),
        new(IdentityProvider.Okta, "IdToken", "RequiredGroup", "groups", Listed("groups")),
        new(IdentityProvider.Cognito, "AccessToken", "RequiredScope", "scope", Spaced("scope")),
        new(IdentityProvider.Cognito, "AccessToken", "RequiredScope", "scope", Listed("scope")),
        new(IdentityProvider.Cognito, "AccessToken", "RequiredGroup", "cognito:groups", Listed("cognito:groups")),
        new(IdentityProvider.Cognito, "IdToken", "RequiredGroup", "cognito:groups", Listed("cognito:groups")),
        new(IdentityProvider.Clerk, "OAuthToken", "RequiredScope", "scope", Spaced("scope")),
        new(IdentityProvider.Clerk, "OAuthToken", "RequiredScope", "scope", Listed("scope")),
        new(IdentityProvider.Clerk, "OAuthToken", "RequiredScope", "scp", Listed("scp"), Without: "scope"),
        new(IdentityProvider.Clerk, "OAuthToken", "RequiredScope", "scp", Spaced("scp"), Without: "scope"),
        new(IdentityProvider.Clerk, "MachineToken", "RequiredScope", "scopes", Spaced("scopes")),
        new(IdentityProvider.Clerk, "MachineToken", "RequiredScope", "scopes", Listed("scopes")),
        new(
            IdentityProvider.Clerk,
            "SessionToken",
            "RequiredPermission",
            "org_permissions",
            Listed("org_permissions"),
            Without: "v"
        ),
        new(IdentityProvider.Clerk, "SessionToken", "RequiredPermission", "o", Packed),
        new(IdentityProvider.OneLogin, "AccessToken", "RequiredScope", "scope", Spaced("scope")),
        new(IdentityProvider.OneLogin, "AccessToken", "RequiredScope", "scope", Listed("scope")),
        new(IdentityProvider.OneLogin, "IdToken", "RequiredGroup", "groups", Listed("groups")),
        new(IdentityProvider.OneLogin, "IdToken", "RequiredGroup", "groups", Joined("groups", ",")),
        new(IdentityProvider.OneLogin, "IdToken", "RequiredGroup", "groups", Joined("groups", "; ")),
        new(IdentityProvider.SuperTokens, "OAuthAccessToken", "RequiredScope", "scp", Listed("scp")),
        new(IdentityProvider.SuperTokens, "OAuthAccessToken", "RequiredScope", "scp", Spaced("scp")),
        new(IdentityProvider.SuperTokens, "SessionToken", "RequiredRole", "st-role", Nested("st-role")),
        new(IdentityProvider.SuperTokens, "SessionToken", "RequiredPermission", "st-perm", Nested("st-perm")),
        new(IdentityProvider.OpenIdConnect, "AccessToken", "RequiredScope", "scope", Spaced("scope")),
        new(IdentityProvider.OpenIdConnect, "AccessToken", "RequiredScope", "scope", Listed("scope")),
        new(IdentityProvider.OpenIdConnect, "AccessToken", "RequiredScope", "scp", Spaced("scp"), Without: "scope"),
        new(IdentityProvider.OpenIdConnect, "AccessToken", "RequiredScope", "scp", Listed("scp"), Without: "scope"),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Rows.Length)];

    public static TheoryData<IdentityProvider> Providers => [.. Enum.GetValues<IdentityProvider>()];

    [Theory]
    [MemberData(nameof(All))]
    public void A_token_with_every_required_value_passes(int index)
    {
        Assert.Equal(default, Verify(Rows[index], [Read, Write], Read, Write));
        Assert.Equal(default, Verify(Rows[index], ["org:dashboard:list", Write, Read], Read, Write));
        Assert.Equal(default, Verify(Rows[index], [Read], Read));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_token_without_one_of_the_required_values_grants_too_little(int index)
    {
        var row = Rows[index];
        var refused = new JwtError(Codes[row.Input], row.Claim);
        Assert.Equal(refused, Verify(row, [Read], Read, Write));
        Assert.Equal(refused, Verify(row, [Write], Read, Write));
        Assert.Equal(refused, Verify(row, [Read, "org:dashboard:Write"], Read, Write));
        Assert.Equal(refused, Verify(row, [Read, "org:dashboard:write2"], Read, Write));
        Assert.Equal(refused.Code, Verify(row, null, Read).Code);
        Assert.Equal(403, refused.HttpStatusCode);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void An_input_concerns_the_kinds_that_carry_its_claim_and_no_other(IdentityProvider provider)
    {
        var fixture = ProviderFixture.Of(provider);
        foreach (var input in fixture.Convention.Inputs.Select(static input => input.Name).Where(Codes.ContainsKey))
        {
            var concerned = Rows.Where(row => row.Provider == provider && row.Input == input)
                .Select(static row => row.Kind);
            var refused = fixture.Kinds.Where(kind =>
                fixture
                    .Verify(kind.Name, fixture.Fake.Mint(kind.Name), fixture.Inputs().Set(input, "org:none:none"))
                    .Error.Code == Codes[input]
            );

            Assert.Equal(concerned.Distinct().Order(), refused.Select(static kind => kind.Name).Order());
            Assert.NotEmpty(concerned);
        }
    }

    /// <summary>What a kind cannot answer does not make its tokens pass where any kind is taken; the method of the kind takes them.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public void A_kind_that_cannot_answer_a_requirement_is_refused_where_any_kind_is_taken(IdentityProvider provider)
    {
        var fixture = ProviderFixture.Of(provider);
        foreach (var input in fixture.Convention.Inputs.Select(static input => input.Name).Where(Codes.ContainsKey))
        {
            var inputs = fixture.Inputs().Set(input, "org:none:none");
            foreach (var kind in fixture.Fake.TokenKinds)
            {
                var token = fixture.Fake.Mint(kind);
                var any = fixture.VerifyAny(token, inputs).Error;
                Assert.Equal((input, kind, Codes[input]), (input, kind, any.Code));
                var own = fixture.Verify(kind, token, inputs).Error;
                Assert.True(own == any || own == default, $"{input}, {kind}: {own}");
            }
        }
    }

    [Fact]
    public void A_kind_without_an_organization_is_refused_where_any_kind_is_taken_and_one_is_named()
    {
        var fixture = ProviderFixture.Of(IdentityProvider.Clerk);
        var inputs = fixture.Inputs().Set("Organization", "org_2Acme01");
        foreach (var kind in fixture.Fake.TokenKinds)
        {
            var token = fixture.Fake.Mint(kind);
            Assert.Equal(default, fixture.Verify(kind, token, inputs).Error);
            Assert.Equal(
                (kind, kind == "SessionToken" ? JwtErrorCode.None : JwtErrorCode.ClaimNotAccepted),
                (kind, fixture.VerifyAny(token, inputs).Error.Code)
            );
        }
    }

    /// <summary>Also one that names its tenant: whether an ID token does is up to the provider.</summary>
    [Fact]
    public void A_kind_that_need_not_have_a_tenant_is_refused_where_any_kind_is_taken_and_one_is_named()
    {
        var fixture = ProviderFixture.Of(IdentityProvider.SuperTokens);
        var inputs = fixture.Inputs().Set("TenantId", "public");
        var tokens = fixture
            .Tokens()
            .Where(token => fixture.Verify(token.Kind, token.Token, inputs).IsVerified)
            .ToArray();
        Assert.Equal(fixture.Fake.TokenKinds.Order(), tokens.Select(static token => token.Kind).Distinct().Order());
        Assert.All(
            tokens,
            token =>
                Assert.Equal(
                    token.Kind == "IdToken" ? JwtErrorCode.ClaimNotAccepted : JwtErrorCode.None,
                    fixture.VerifyAny(token.Token, inputs).Error.Code
                )
        );
    }

    [Fact]
    public void What_a_kind_leaves_unanswered_follows_from_the_inputs_however_the_kind_is_made()
    {
        var inputs = new ProviderInputs().Set("RequiredScope", "orders.read");
        var kinds = new OwnConvention().Resolve(inputs).Facts.Kinds;

        Assert.Empty(kinds[0].Unanswered);
        Assert.Equal(["RequiredScope"], kinds[1].Unanswered.Select(static input => input.Name));
        Assert.All(
            new OwnConvention().Resolve(new ProviderInputs()).Facts.Kinds,
            static kind => Assert.Empty(kind.Unanswered)
        );
    }

    private sealed class OwnConvention : ProviderConvention
    {
        public override string Name => "Own";

        public override string DocumentationUri => "https://issuer.test/docs";

        public override JwtAlgorithms SupportedAlgorithms => JwtAlgorithms.RS256;

        protected override IReadOnlyList<ProviderInput> OwnInputs =>
            [
                new("RequiredScope", InputForm.TextList, "A scope.")
                {
                    Plural = "RequiredScopes",
                    AnsweredBy = ["AccessToken"],
                },
            ];

        protected override IEnumerable<string> Issuers(ProviderDraft draft) => ["https://issuer.test/"];

        protected override KeySource Keys(string issuer, ProviderDraft draft) =>
            new JwksKeySource("https://issuer.test/keys");

        protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft) =>
            [
                new("AccessToken", "Own.AccessToken", "an access token", new TokenPolicy(AudienceRule.NotUsed), null),
                new("IdToken", "Own.IdToken", "an ID token", new TokenPolicy(AudienceRule.NotUsed), null),
            ];
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_required_scope_is_one_scope(IdentityProvider provider)
    {
        var fixture = ProviderFixture.Of(provider);
        foreach (var text in new[] { "a b", "a\tb", "a\"b", "a\\b", "\u00e9" })
        {
            var inputs = fixture.Inputs().Set("RequiredScope", "a", text);
            ProblemAssert.Only(ProblemKind.MalformedInput, "RequiredScope", fixture.Convention.Resolve(inputs));
        }

        var good = fixture.Inputs().Set("RequiredScope", "https://acme.test/orders.read", "a~!#[]");
        Assert.Empty(fixture.Convention.Resolve(good).Problems);
    }

    [Fact]
    public void A_token_that_is_not_for_here_is_a_bad_one_whatever_it_grants()
    {
        var fixture = ProviderFixture.Of(IdentityProvider.Auth0);
        var inputs = fixture.Inputs().Set("RequiredScope", "none").Set("RequiredPermission", "none");
        var token = fixture.Fake.Mint("AccessToken");

        Assert.Equal(JwtErrorCode.ScopeMissing, fixture.VerifyAny(token, inputs).Error.Code);
        inputs.Set("Organization", "org_other");
        Assert.Equal(JwtErrorCode.ClaimNotAccepted, fixture.VerifyAny(token, inputs).Error.Code);
        inputs.Set("ClientId", "other");
        Assert.Equal(JwtErrorCode.ClientMismatch, fixture.VerifyAny(token, inputs).Error.Code);
        inputs.Set("Audience", "other");
        Assert.Equal(JwtErrorCode.AudienceMismatch, fixture.VerifyAny(token, inputs).Error.Code);
    }

    /// <summary>
    /// Verifies a token that grants these values, or has no such claim, under a declaration that requires some; as its kind and,
    /// with the same outcome, as any.
    /// </summary>
    private static JwtError Verify(Row row, string[]? granted, params string[] required)
    {
        var fixture = ProviderFixture.Of(row.Provider);
        var token = fixture.Fake.Mint(
            row.Kind,
            token =>
            {
                token.Claims.Remove(row.Without);
                var (claim, value) = row.Form(granted ?? []);
                token.Claims[claim] = value;
                if (granted is null)
                {
                    token.Claims.Remove(claim);
                }
            }
        );
        var inputs = fixture.Inputs().Set(row.Input, required);
        var error = fixture.Verify(row.Kind, token, inputs).Error;
        Assert.Equal(error, fixture.VerifyAny(token, inputs).Error);
        return error;
    }

    private static Func<string[], (string, JsonNode)> Spaced(string claim) => Joined(claim, " ");

    private static Func<string[], (string, JsonNode)> Joined(string claim, string separator) =>
        values => (claim, string.Join(separator, values));

    private static Func<string[], (string, JsonNode)> Listed(string claim) => values => (claim, List(values));

    private static Func<string[], (string, JsonNode)> Nested(string claim) =>
        values => (claim, new JsonObject { ["v"] = List(values) });

    /// <summary>Version 2 of Clerk's session tokens, whose fake has the feature "dashboard".</summary>
    private static (string, JsonNode) Packed(string[] values) =>
        (
            "o",
            new JsonObject
            {
                ["id"] = "org_2Acme01",
                ["per"] = "unused," + string.Join(',', values.Select(static value => value.Split(':')[^1])),
                ["fpm"] = $"{(1 << (values.Length + 1)) - 2}",
            }
        );

    private static JsonArray List(string[] values) => [.. values.Select(static value => JsonValue.Create(value))];

    /// <summary>A form in which a kind of token carries the values of an input.</summary>
    /// <param name="Provider">The provider.</param>
    /// <param name="Kind">The kind.</param>
    /// <param name="Input">The input.</param>
    /// <param name="Claim">The claim that a refusal names.</param>
    /// <param name="Form">The claim and its value on the wire.</param>
    /// <param name="Without">A claim of the fake's token that is in the way.</param>
    private sealed record Row(
        IdentityProvider Provider,
        string Kind,
        string Input,
        string Claim,
        Func<string[], (string, JsonNode)> Form,
        string Without = ""
    );
}
