using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Tests.Support;
using JwksSdk.Tests.Testing;

namespace JwksSdk.Tests.Providers.Contract;

/// <summary>What holds for every provider of the enum. A provider without a fixture fails every one of these.</summary>
public sealed class ProviderContractTests
{
    public static TheoryData<IdentityProvider> Providers => [.. Enum.GetValues<IdentityProvider>()];

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_complete_declaration_has_no_problem_and_the_exact_addresses(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        var resolution = fixture.Convention.Resolve(fixture.Inputs());

        Assert.Empty(resolution.Problems);
        Assert.Equal(fixture.Issuers, resolution.Facts.Issuers.Select(static issuer => issuer.Issuer));
        Assert.Equal(fixture.JwksUris, resolution.Facts.Issuers.Select(static issuer => issuer.JwksUri));
        Assert.All(
            resolution.Facts.Issuers,
            static issuer =>
            {
                Assert.StartsWith("https://", issuer.Issuer, StringComparison.Ordinal);
                Assert.True(issuer.JwksUri is null || issuer.JwksUri.StartsWith("https://", StringComparison.Ordinal));
            }
        );
        Assert.Equal(fixture.Convention.DefaultAlgorithms, resolution.Facts.Algorithms);
        Assert.False(resolution.Facts.AllowBoundTokens);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_declared_name_is_the_enum_s(IdentityProvider provider) =>
        Assert.Equal(provider.ToString(), Fixture(provider).Convention.Name);

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_addresses_are_where_the_fake_provider_answers(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        var issuer = fixture.Convention.Resolve(fixture.Inputs()).Facts.Issuers[0];

        Assert.Equal(fixture.Fake.Issuer, issuer.Issuer);
        Assert.Equal(fixture.Fake.DiscoveryUri, issuer.DiscoveryUri);
        Assert.Equal(issuer.Keys is JwksKeySource ? fixture.Fake.JwksUri : null, issuer.JwksUri);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_kind_is_available_and_has_its_typed_token_and_fixture(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        var kinds = fixture.Convention.Resolve(fixture.Inputs()).Facts.Kinds;

        Assert.Equal(kinds.Select(static kind => kind.Name), fixture.Kinds.Select(static kind => kind.Name));
        Assert.Equal(
            kinds.Select(static kind => kind.TokenType),
            fixture.Kinds.Select(static kind => kind.TokenType.FullName)
        );
        Assert.All(kinds, static kind => Assert.Null(kind.Unavailable));
        Assert.Equal(
            kinds.Select(static kind => kind.Name).Order(),
            fixture.Tokens().Select(static token => token.Kind).Distinct().Order()
        );
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_kinds_are_the_same_whatever_the_inputs(IdentityProvider provider)
    {
        var convention = Fixture(provider).Convention;

        Assert.Equal(
            convention.Resolve(Fixture(provider).Inputs()).Facts.Kinds.Select(static kind => kind.Name),
            convention.Resolve(new ProviderInputs()).Facts.Kinds.Select(static kind => kind.Name)
        );
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_token_passes_as_its_own_kind_and_as_no_other(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        foreach (var token in fixture.Tokens())
        {
            foreach (var kind in fixture.Kinds)
            {
                var result = fixture.Verify(kind.Name, token.Token);
                var expected = kind.Name == token.Kind ? JwtErrorCode.None : JwtErrorCode.WrongTokenKind;
                Assert.True(
                    expected == result.Error.Code,
                    $"{token.Kind} ({token.Shape}) as {kind.Name}: {result}, not {expected}."
                );
            }

            Assert.True(fixture.VerifyAny(token.Token).TryGetToken(out var any), token.Shape);
            Assert.Equal(fixture.Kinds.Single(kind => kind.Name == token.Kind).TokenType, any.GetType());
            Assert.Equal(any.GetType().Name, any.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_token_of_one_provider_is_routed_by_no_other(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        foreach (var other in Enum.GetValues<IdentityProvider>().Where(other => other != provider).Select(Fixture))
        {
            Assert.All(
                fixture.Tokens(),
                token => Assert.Equal(JwtErrorCode.UnknownIssuer, other.VerifyAny(token.Token).Error.Code)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Resolving_twice_gives_the_same(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        var inputs = fixture.Inputs();
        var first = fixture.Convention.Resolve(inputs);
        var second = fixture.Convention.Resolve(inputs);

        Assert.Equal(first.Problems, second.Problems);
        Assert.Equal(
            first.Facts.Issuers.Select(static issuer => (issuer.Issuer, issuer.JwksUri, issuer.DiscoveryUri)),
            second.Facts.Issuers.Select(static issuer => (issuer.Issuer, issuer.JwksUri, issuer.DiscoveryUri))
        );
        Assert.Equal(inputs.Names, fixture.Inputs().Names);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void An_unknown_input_is_reported_by_its_name(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        var problem = Assert.Single(fixture.Convention.Resolve(fixture.Inputs().Set("Realm", "acme")).Problems);

        Assert.Equal((ProblemKind.UnknownInput, "Realm"), (problem.Kind, problem.Input));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Without_any_input_the_necessary_one_is_reported(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        var resolution = fixture.Convention.Resolve(new ProviderInputs());

        Assert.Empty(resolution.Facts.Issuers);
        Assert.Contains(
            resolution.Problems,
            problem => problem.Kind == ProblemKind.MissingInput && problem.Input == fixture.NecessaryInput
        );
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Placeholders_empty_texts_and_secrets_are_reported_once_for_every_text(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        foreach (var input in fixture.Convention.Inputs.Where(IsPublicText))
        {
            Assert.Equal(ProblemKind.Placeholder, Report("{yourValue}"));
            Assert.Equal(ProblemKind.MalformedInput, Report(" "));
            Assert.Equal(ProblemKind.SecretInSource, Report("sk_" + "live_0000"));

            ProblemKind Report(string value) =>
                Assert
                    .Single(
                        fixture.Convention.Resolve(fixture.Inputs().Set(input.Name, value)).Problems,
                        problem => problem.Input == input.Name && problem.Kind != ProblemKind.Contradiction
                    )
                    .Kind;
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void No_problem_repeats_a_secret(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        foreach (var input in fixture.Convention.Inputs)
        {
            foreach (var secret in new[] { "sk_" + "live_0000", "-----BEGIN PRIVATE KEY-----0000", "<0000>" })
            {
                var shown =
                    input.Source == InputSource.ConfigurationOnly || !secret.StartsWith('<')
                        ? fixture.Convention.Resolve(fixture.Inputs().Set(input.Name, secret)).Problems
                        : [];
                Assert.DoesNotContain(
                    shown,
                    static problem => problem.Message.Contains("0000", StringComparison.Ordinal)
                );
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Overridden_addresses_replace_the_provider_s_own(IdentityProvider provider)
    {
        var inputs = Fixture(provider)
            .Inputs()
            .Set("Issuer", "http://127.0.0.1:5001/x")
            .Set("JwksUri", "http://localhost:5001/k");
        var resolution = Fixture(provider).Convention.Resolve(inputs);

        Assert.Empty(resolution.Problems);
        var issuer = Assert.Single(resolution.Facts.Issuers);
        Assert.Equal(("http://127.0.0.1:5001/x", "http://localhost:5001/k"), (issuer.Issuer, issuer.JwksUri));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void An_overridden_issuer_needs_no_other_address(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        var inputs = fixture
            .Inputs()
            .Set("Issuer", "https://emulator.test/oauth2/default")
            .Set(fixture.NecessaryInput, null);
        if (fixture.NecessaryInput == "Issuer")
        {
            inputs.Set("Issuer", "https://emulator.test/oauth2/default");
        }

        var resolution = fixture.Convention.Resolve(inputs);

        Assert.Empty(resolution.Problems);
        Assert.Equal("https://emulator.test/oauth2/default", Assert.Single(resolution.Facts.Issuers).Issuer);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Plain_http_and_crooked_addresses_are_refused(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        foreach (var input in new[] { "Issuer", "JwksUri" })
        {
            Assert.Equal(ProblemKind.InsecureAddress, Report(input, "http://issuer.test/"));
            Assert.Equal(ProblemKind.MalformedInput, Report(input, "issuer.test"));
            Assert.Equal(ProblemKind.MalformedInput, Report(input, "ftp://issuer.test/"));
            Assert.Equal(ProblemKind.SecretInSource, Report(input, "https://user@issuer.test/"));
            Assert.Equal(ProblemKind.MalformedInput, Report(input, "https://issuer.test/#x"));
            Assert.Equal(ProblemKind.MalformedInput, Report(input, " https://issuer.test/"));
        }

        ProblemKind Report(string input, string value) =>
            Assert
                .Single(
                    fixture.Convention.Resolve(fixture.Inputs().Set(input, value)).Problems,
                    problem => problem.Input == input
                )
                .Kind;
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_input_is_a_property_of_the_attribute_in_its_form(IdentityProvider provider)
    {
        foreach (var input in Fixture(provider).Convention.Inputs)
        {
            var property = typeof(JwksProviderAttribute).GetProperty(input.Name);
            Assert.NotNull(property);
            Assert.Equal(TypeOf(input), property.PropertyType);
            Assert.Equal(input.Form == InputForm.TextList, input.Plural is not null);
            if (input.Plural is not null)
            {
                Assert.Equal(typeof(string[]), typeof(JwksProviderAttribute).GetProperty(input.Plural)?.PropertyType);
            }

            if (input.Form == InputForm.Choice)
            {
                Assert.Equal(Enum.GetNames(property.PropertyType).Except(input.WhyNot.Keys), input.Choices);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_key_set_as_published_is_read_without_a_refusal(IdentityProvider provider)
    {
        var json = Fixture(provider).Fake.GetKeySet().ToJsonString();
        var reading = JwksReader.Read(System.Text.Encoding.UTF8.GetBytes(json));

        Assert.NotNull(reading);
        Assert.NotEmpty(reading.Keys);
        Assert.Empty(reading.Refused);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_published_kid_has_the_provider_s_shape_also_after_a_rotation(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        var shape = fixture.Convention.Resolve(fixture.Inputs()).Facts.KeyIds;
        var fake = Fakes.Create(provider.ToString());
        for (var rotations = 0; rotations < 3; rotations++, fake.Rotate())
        {
            var published = fake.GetKeySet()["keys"]!.AsArray().Select(static key => key!["kid"]!.GetValue<string>());
            Assert.All(published, keyId => Assert.True(KeyIdShapeMatch.Fits(shape, keyId.Utf8()), keyId));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Overridden_addresses_may_have_any_kids(IdentityProvider provider)
    {
        var fixture = Fixture(provider);
        if (fixture.NecessaryInput != "Issuer")
        {
            Assert.Same(fixture.Convention.KeyIds, fixture.Convention.Resolve(fixture.Inputs()).Facts.KeyIds);
        }

        foreach (var input in new[] { "Issuer", "JwksUri" })
        {
            var inputs = fixture.Inputs().Set(input, "http://localhost:5001/x");
            Assert.Same(KeyIdShape.Any, fixture.Convention.Resolve(inputs).Facts.KeyIds);
        }
    }

    internal static ProviderFixture Fixture(IdentityProvider provider) => ProviderFixture.Of(provider);

    private static bool IsPublicText(ProviderInput input) =>
        input is { Form: InputForm.Text or InputForm.TextList, Source: not InputSource.ConfigurationOnly };

    private static Type TypeOf(ProviderInput input) =>
        input.Form switch
        {
            InputForm.Flag => typeof(bool),
            InputForm.Number => typeof(int),
            InputForm.Choice => typeof(JwksProviderAttribute).Assembly.GetType(input.ChoiceType!)!,
            _ => typeof(string),
        };
}
