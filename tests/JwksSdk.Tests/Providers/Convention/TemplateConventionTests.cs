using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Providers.Convention;

/// <summary>From data and inputs to facts, as the compiler and the start both do it.</summary>
public sealed class TemplateConventionTests
{
    private static readonly ConventionTemplate Realms = new("Realms", "https://{Host}{/BasePath}/realms/{Realm}")
    {
        JwksUri = "{Issuer}/certs",
        Documentation = "https://docs.acme.test",
        Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.ES256,
        DefaultAlgorithms = JwtAlgorithms.ES256,
        ClockSkewSeconds = 10,
        Inputs =
        [
            new TemplateInput("Host", InputShape.Host, "The host."),
            new TemplateInput("BasePath", InputShape.Name, "The base path."),
            new TemplateInput("Realm", InputShape.Name, "The realm.") { Example = "staff" },
            new TemplateInput("ClientRole", InputShape.Text, "A role.")
            {
                Plural = "ClientRoles",
                Grant = JwtGrant.Role,
            },
        ],
        Tokens =
        [
            new TemplateToken("AccessToken", "Acme.AccessToken", "an access token")
            {
                Audience = "Audience",
                Accepts = ["azp=ClientId"],
                Requires = ["scope=RequiredScope", "a=b=ClientRole"],
            },
            new TemplateToken("IdToken", "Acme.IdToken", "an ID token")
            {
                Audience = "ClientId",
                Accepts = ["org=Organization"],
            },
        ],
    };

    [Fact]
    public void Values_stand_in_the_addresses_as_they_were_given()
    {
        var facts = Resolve(Inputs("Login.ACME.test", "Staff-2.0")).Facts;

        var issuer = Assert.Single(facts.Issuers);
        Assert.Equal("https://login.acme.test/realms/Staff-2.0", issuer.Issuer);
        Assert.Equal("https://login.acme.test/realms/Staff-2.0/certs", issuer.JwksUri);
        Assert.Null(issuer.DiscoveryUri);
    }

    [Fact]
    public void An_optional_segment_is_left_out_with_its_input() =>
        Assert.Equal(
            "https://login.acme.test/auth/realms/a",
            Resolve(Inputs("login.acme.test", "a").Set("BasePath", "auth")).Facts.Issuers[0].Issuer
        );

    [Fact]
    public void The_settings_are_those_of_the_data()
    {
        var convention = new Templated(Realms);
        var facts = Resolve(Inputs("login.acme.test", "a")).Facts;

        Assert.Equal(("Realms", "https://docs.acme.test"), (convention.Name, convention.DocumentationUri));
        Assert.Equal((JwtAlgorithms.ES256, 10), (facts.Algorithms, facts.ClockSkewSeconds));
        Assert.Equal(60, new Templated(new ConventionTemplate("Usual", "https://acme.test")).DefaultClockSkewSeconds);
        Assert.Equal(
            JwtAlgorithms.RS256,
            Resolve(Inputs("login.acme.test", "a").Set("Algorithms", "RS256")).Facts.Algorithms
        );
        ProblemAssert.Only(
            ProblemKind.AlgorithmNotUsed,
            "Algorithms",
            Resolve(Inputs("login.acme.test", "a").Set("Algorithms", "PS256"))
        );
    }

    [Fact]
    public void A_missing_input_is_named_with_an_example()
    {
        var resolution = Resolve(new ProviderInputs().Set("Audience", "a"));

        Assert.Empty(resolution.Facts.Issuers);
        Assert.Equal(
            ["Realms needs Host, for example \"login.acme.com\".", "Realms needs Realm, for example \"staff\"."],
            resolution.Problems.Select(static problem => problem.Message)
        );
    }

    [Theory]
    [InlineData("Host", "https://login.acme.test")]
    [InlineData("BasePath", "/auth")]
    [InlineData("Realm", "..")]
    [InlineData("RequiredScope", "a b")]
    public void A_value_of_another_shape_is_refused(string input, string value) =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            input,
            Resolve(Inputs("login.acme.test", "a").Set(input, value))
        );

    [Fact]
    public void An_input_that_takes_one_value_takes_no_second() =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "Realm",
            Resolve(Inputs("login.acme.test", "a").Set("Realm", "a", "b"))
        );

    [Fact]
    public void The_inputs_are_its_own_then_those_that_its_kinds_name_then_those_of_all() =>
        Assert.Equal(
            [
                "Host",
                "BasePath",
                "Realm",
                "ClientRole",
                "Audience",
                "ClientId",
                "Organization",
                "RequiredScope",
                .. ProviderConvention.SharedNames,
            ],
            new Templated(Realms).Inputs.Select(static input => input.Name)
        );

    [Fact]
    public void An_input_of_the_vocabulary_has_its_plural_and_grant_also_where_it_is_declared()
    {
        var convention = new Templated(
            new ConventionTemplate("Own", "https://acme.test")
            {
                Inputs = [new TemplateInput("RequiredScope", InputShape.Text, "Ours.")],
                Tokens =
                [
                    new TemplateToken("Token", "Acme.Token", "a token")
                    {
                        AnyAudience = true,
                        Requires = ["scp=RequiredScope"],
                    },
                ],
            }
        );

        var input = convention.Inputs[0];
        Assert.Equal(("RequiredScope", "RequiredScopes", "Ours."), (input.Name, input.Plural, input.Summary));
        Assert.Equal(JwtGrant.Scope, input.Grant);
    }

    [Fact]
    public void The_policies_hold_the_values_of_the_inputs()
    {
        var facts = Resolve(
            Inputs("login.acme.test", "a").Set("ClientId", "web").Set("RequiredScope", "r", "w").Set("ClientRole", "x")
        ).Facts;

        var access = facts.Kinds[0].Policy;
        Assert.Equal((AudienceRule.Required, "api"), (access.AudienceRule, Assert.Single(access.Audiences)));
        Assert.True(access.Accepts("azp", "web"));
        Assert.False(access.Accepts("azp", "other"));
        Assert.False(access.HasEvery("scope", ["r"]));
        Assert.False(access.HasEvery("a=b", ["y"]));
        Assert.Equal(["web"], facts.Kinds[1].Policy.Audiences);
        Assert.False(facts.Kinds[1].Policy.Constrains("azp"));
    }

    [Fact]
    public void A_kind_needs_the_input_of_its_audience()
    {
        var kinds = Resolve(Inputs("login.acme.test", "a")).Facts.Kinds;

        Assert.Null(kinds[0].Unavailable);
        Assert.Equal("Realms tokens of kind IdToken need ClientId, which is not declared.", kinds[1].Unavailable);
    }

    [Theory]
    [InlineData(new string[0], "Audience")]
    [InlineData(new[] { "Audience" }, "Repository")]
    [InlineData(new[] { "Repository" }, "Audience")]
    [InlineData(new[] { "Audience", "Repository" }, null)]
    public void A_kind_may_need_another_input_too(string[] given, string? missing)
    {
        var convention = new Templated(
            new ConventionTemplate("Own", "https://acme.test")
            {
                Inputs = [new TemplateInput("Repository", InputShape.Text, "Ours.")],
                Tokens = [new TemplateToken("T", "T", "t") { Audience = "Audience", Needs = "Repository" }],
            }
        );
        var inputs = given.Aggregate(new ProviderInputs(), static (all, name) => all.Set(name, "x"));

        Assert.Equal(
            missing is null ? null : $"Own tokens of kind T need {missing}, which is not declared.",
            convention.Resolve(inputs).Facts.Kinds[0].Unavailable
        );
    }

    /// <summary>The kind that names an input answers it; what some kind has for its audience asks nothing of others.</summary>
    [Theory]
    [InlineData("RequiredScope", null, JwtGrant.Scope)]
    [InlineData("ClientRole", null, JwtGrant.Role)]
    [InlineData("Organization", JwtGrant.None, null)]
    [InlineData("Audience", null, null)]
    [InlineData("ClientId", null, null)]
    public void A_kind_that_does_not_name_a_requirement_leaves_it_unanswered(
        string input,
        JwtGrant? byAccess,
        JwtGrant? byId
    )
    {
        var kinds = Resolve(Inputs("login.acme.test", "a").Set(input, "x")).Facts.Kinds;

        Assert.Equal(byAccess, kinds[0].Unanswered.SingleOrDefault()?.Grant);
        Assert.Equal(byId, kinds[1].Unanswered.SingleOrDefault()?.Grant);
    }

    /// <summary>What a kind needs says what it is for only where nothing is required by it.</summary>
    [Theory]
    [InlineData("RequiredScope", true, JwtGrant.Scope)]
    [InlineData("RequiredScope", false, null)]
    [InlineData("Organization", true, JwtGrant.None)]
    [InlineData("Tier", true, JwtGrant.None)]
    [InlineData("Tier", false, null)]
    [InlineData("ClientRole", true, JwtGrant.Role)]
    public void A_kind_that_needs_a_requirement_and_compares_it_does_not_answer_for_another(
        string input,
        bool isCompared,
        JwtGrant? byId
    )
    {
        var kinds = new Templated(
            new ConventionTemplate("Own", "https://acme.test")
            {
                Inputs =
                [
                    new TemplateInput("Tier", InputShape.Text, "The tier."),
                    new TemplateInput("ClientRole", InputShape.Text, "A role.") { Grant = JwtGrant.Role },
                ],
                Tokens =
                [
                    new TemplateToken("AccessToken", "T", "t")
                    {
                        AnyAudience = true,
                        Needs = input,
                        Requires = isCompared ? ["x=" + input] : [],
                    },
                    new TemplateToken("IdToken", "T", "t") { Audience = "ClientId" },
                ],
            }
        ).Resolve(new ProviderInputs().Set(input, "x").Set("ClientId", "web")).Facts.Kinds;

        Assert.Empty(kinds[0].Unanswered);
        Assert.Equal(byId, kinds[1].Unanswered.SingleOrDefault()?.Grant);
    }

    /// <summary>Needed by one kind alone, and compared by another: the first does not answer it.</summary>
    [Fact]
    public void A_kind_that_needs_a_requirement_and_does_not_compare_it_leaves_it_unanswered()
    {
        var kinds = new Templated(
            new ConventionTemplate("Own", "https://acme.test")
            {
                Tokens =
                [
                    new TemplateToken("A", "T", "t") { AnyAudience = true, Needs = "RequiredScope" },
                    new TemplateToken("B", "T", "t") { Audience = "Audience", Requires = ["scope=RequiredScope"] },
                ],
            }
        )
            .Resolve(new ProviderInputs().Set("RequiredScope", "x").Set("Audience", "api"))
            .Facts.Kinds;

        Assert.Equal(JwtGrant.Scope, Assert.Single(kinds[0].Unanswered).Grant);
        Assert.Empty(kinds[1].Unanswered);
    }

    [Theory]
    [InlineData(null, false, "names no Audience")]
    [InlineData("Audience", true, "both Audience and AnyAudience")]
    public void A_kind_says_what_holds_for_its_audience(string? audience, bool isAny, string reason)
    {
        var token = new TemplateToken("T", "T", "t") { Audience = audience, AnyAudience = isAny };
        var refused = Assert.Throws<FormatException>(() =>
            new Templated(new ConventionTemplate("Own", "https://acme.test") { Tokens = [token] })
        );

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_is_given_without_values_is_empty() =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "RequiredScope",
            Resolve(Inputs("login.acme.test", "a").Set("RequiredScope", []))
        );

    [Theory]
    [InlineData("https://token@login.acme.test")]
    [InlineData("token@login.acme.test")]
    [InlineData("https://token@login")]
    public void User_information_is_in_no_message(string host)
    {
        var problems = Resolve(Inputs(host, "a")).Problems;

        Assert.NotEmpty(problems);
        Assert.All(problems, static each => Assert.DoesNotContain("token@", each.Message, StringComparison.Ordinal));
        Assert.All(
            problems,
            static each => Assert.DoesNotContain("token@", each.Correction?.Value ?? "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Audiences_of_two_kinds_are_not_the_same() =>
        ProblemAssert.Only(
            ProblemKind.Contradiction,
            "Audience",
            Resolve(Inputs("login.acme.test", "a").Set("ClientId", "api", "web"))
        );

    [Fact]
    public void Without_an_address_the_keys_are_discovered()
    {
        var convention = new Templated(
            new ConventionTemplate("Own", "https://acme.test/x/")
            {
                Tokens = [new TemplateToken("T", "T", "t") { AnyAudience = true }],
            }
        );

        var issuer = convention.Resolve(new ProviderInputs()).Facts.Issuers[0];

        var source = Assert.IsType<DiscoveryKeySource>(issuer.Keys);
        Assert.Equal("https://acme.test/x/.well-known/openid-configuration", source.Uri);
        Assert.Equal(source.Uri, issuer.DiscoveryUri);
    }

    [Theory]
    [InlineData("https://{Host", "has a { without a }")]
    [InlineData("", "is empty")]
    public void A_template_that_no_compiler_saw_is_judged_where_it_is_made(string template, string reason)
    {
        var refused = Assert.Throws<FormatException>(() => new Templated(new ConventionTemplate("Own", template)));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    internal static ProviderInputs Inputs(string host, string realm) =>
        new ProviderInputs().Set("Host", host).Set("Realm", realm).Set("Audience", "api");

    private static ProviderResolution Resolve(ProviderInputs inputs) => new Templated(Realms).Resolve(inputs);

    internal sealed class Templated(ConventionTemplate template) : TemplateConvention(template);
}
