using JwksSdk.Providers;

namespace JwksSdk.Tests.Providers.Clerk;

public sealed class ClerkConventionTests
{
    private static readonly ClerkConvention Convention = new();
    private const string Issuer = "https://acme-fox-12.clerk.accounts.dev";
    private const string Key = "pk_test_YWNtZS1mb3gtMTIuY2xlcmsuYWNjb3VudHMuZGV2JA";

    [Theory]
    [InlineData(Key)]
    [InlineData(Key + "==")]
    public void A_publishable_key_holds_the_issuer_with_and_without_padding(string key) =>
        ProblemAssert.Addresses(
            Convention.Resolve(new ProviderInputs().Set("PublishableKey", key)),
            (Issuer, Issuer + "/.well-known/jwks.json")
        );

    [Fact]
    public void The_frontend_api_stands_in_for_the_key() =>
        ProblemAssert.Addresses(
            Convention.Resolve(new ProviderInputs().Set("FrontendApi", "clerk.acme.com")),
            ("https://clerk.acme.com", "https://clerk.acme.com/.well-known/jwks.json")
        );

    [Theory]
    [InlineData("acme")]
    [InlineData("Org_2Acme01")]
    public void An_organization_is_given_by_its_id(string organization) =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "Organization",
            Convention.Resolve(Inputs().Set("Organization", "org_2Acme01", organization))
        );

    [Theory]
    [InlineData("invoices:read")]
    [InlineData("org:invoices")]
    [InlineData("org:invoices:")]
    [InlineData("org:invoices:read:all")]
    [InlineData("user:invoices:read")]
    public void A_permission_is_written_in_full(string permission) =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "RequiredPermission",
            Convention.Resolve(Inputs().Set("RequiredPermission", "org:invoices:read", permission))
        );

    [Fact]
    public void Key_and_frontend_api_may_agree_and_must_not_differ()
    {
        var agreeing = Inputs().Set("FrontendApi", "acme-fox-12.clerk.accounts.dev");

        ProblemAssert.Addresses(Convention.Resolve(agreeing), (Issuer, Issuer + "/.well-known/jwks.json"));
        ProblemAssert.Only(
            ProblemKind.Contradiction,
            "FrontendApi",
            Convention.Resolve(Inputs().Set("FrontendApi", "clerk.acme.com"))
        );
    }

    [Theory]
    [InlineData("YWNtZS1mb3gtMTIuY2xlcmsuYWNjb3VudHMuZGV2JA")] // no prefix
    [InlineData("pk_prod_YWNtZS1mb3gtMTIuY2xlcmsuYWNjb3VudHMuZGV2JA")] // another environment
    [InlineData("pk_test_YWNt_ZS1mb3g")] // four parts
    [InlineData("pk_test_YWNtZS1mb3gtMTIuY2xlcmsuYWNjb3VudHMuZGV2JA=")] // half the padding
    [InlineData("pk_test_YWNtZS1mb3gtMTIuY2xlcmsuYWNjb3VudHMuZGV2JB")] // unused bits set
    [InlineData("pk_test_YWNtZS1m b3gtMTIuY2xlcmsuYWNjb3VudHMuZGV2JA")] // white space
    [InlineData("pk_test_Y2xlcmsuYWNtZS5jb20")] // clerk.acme.com without $
    [InlineData("pk_test_Y2xlcmsuYWNtZS5jb20kJA")] // two $
    [InlineData("pk_test_bG9jYWxob3N0JA")] // localhost$
    [InlineData("pk_test_aHR0cHM6Ly9jbGVyay5hY21lLmNvbSQ")] // https://clerk.acme.com$
    [InlineData("pk_test_ZXZpbC50ZXN0L3guYWNtZS5jb20k")] // evil.test/x.acme.com$
    [InlineData("pk_test_dUBjbGVyay5hY21lLmNvbSQ")] // u@clerk.acme.com$
    [InlineData("pk_test_JA")] // $
    [InlineData("pk_test_")]
    public void A_publishable_key_holds_a_plain_host_and_one_dollar(string key)
    {
        var resolution = Convention.Resolve(new ProviderInputs().Set("PublishableKey", key));

        ProblemAssert.Only(ProblemKind.MalformedInput, "PublishableKey", resolution);
        Assert.Empty(resolution.Facts.Issuers);
    }

    [Fact]
    public void A_secret_key_in_the_place_of_the_publishable_one_is_a_secret_in_source() =>
        ProblemAssert.Only(
            ProblemKind.SecretInSource,
            "PublishableKey",
            Convention.Resolve(new ProviderInputs().Set("PublishableKey", "sk_" + "test_0000"))
        );

    [Fact]
    public void The_backend_api_is_asked_with_the_secret_key()
    {
        var secret = "sk_" + "test_AcmeFakeSecret000000000001";
        var resolution = Convention.Resolve(Inputs().Set("KeySource", "BackendApi").Set("SecretKey", secret));

        Assert.Empty(resolution.Problems);
        var keys = Assert.IsType<JwksKeySource>(resolution.Facts.Issuers[0].Keys);
        Assert.Equal(("https://api.clerk.com/v1/jwks", secret), (keys.Uri, keys.BearerToken));
    }

    [Fact]
    public void The_secret_key_is_sent_to_the_address_that_stands_in_for_the_backend_api_and_to_no_other()
    {
        var secret = "sk_" + "test_0";
        var inputs = Inputs().Set("SecretKey", secret).Set("JwksUri", "http://127.0.0.1:5001/v1/jwks");

        Assert.Null(Keys(inputs).BearerToken);
        Assert.Equal(secret, Keys(inputs.Set("KeySource", "BackendApi")).BearerToken);
        Assert.Equal("http://127.0.0.1:5001/v1/jwks", Keys(inputs).Uri);

        static JwksKeySource Keys(ProviderInputs inputs) =>
            Assert.IsType<JwksKeySource>(Convention.Resolve(inputs).Facts.Issuers[0].Keys);
    }

    [Fact]
    public void The_backend_api_needs_a_secret_key_and_one_that_is_one()
    {
        ProblemAssert.Only(
            ProblemKind.MissingInput,
            "SecretKey",
            Convention.Resolve(Inputs().Set("KeySource", "BackendApi"))
        );
        var message = ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "SecretKey",
            Convention.Resolve(Inputs().Set("KeySource", "BackendApi").Set("SecretKey", "secret0000"))
        );
        Assert.DoesNotContain("secret0000", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_lives_a_minute_so_the_clocks_may_be_five_seconds_apart() =>
        Assert.Equal(5, Convention.Resolve(Inputs()).Facts.ClockSkewSeconds);

    [Theory]
    [InlineData("https://app.acme.com")]
    [InlineData("https://app.acme.com:8443")]
    [InlineData("http://localhost:3000")]
    [InlineData("chrome-extension://abcdefghijklmnop")]
    public void A_party_is_an_origin(string origin) =>
        Assert.Empty(Convention.Resolve(Inputs().Set("AuthorizedParty", origin)).Problems);

    [Theory]
    [InlineData("app.acme.com", ProblemKind.MalformedInput)]
    [InlineData("https://app.acme.com/", ProblemKind.MalformedInput)]
    [InlineData("https://app.acme.com/x", ProblemKind.MalformedInput)]
    [InlineData("https://App.acme.com", ProblemKind.MalformedInput)]
    [InlineData("https://app.acme.com:443", ProblemKind.MalformedInput)]
    [InlineData("https://*.acme.com", ProblemKind.MalformedInput)]
    [InlineData("http://app.acme.com", ProblemKind.InsecureAddress)]
    public void A_party_that_no_browser_would_send_is_refused(string origin, ProblemKind kind) =>
        ProblemAssert.Only(kind, "AuthorizedParty", Convention.Resolve(Inputs().Set("AuthorizedParty", origin)));

    [Fact]
    public void Machine_tokens_need_an_audience_and_oauth_tokens_a_client()
    {
        var resolution = Convention.Resolve(Inputs());

        Assert.Null(resolution.Kind("SessionToken").Unavailable);
        Assert.NotNull(resolution.Kind("MachineToken").Unavailable);
        Assert.NotNull(resolution.Kind("OAuthToken").Unavailable);
        Assert.Null(Convention.Resolve(Inputs().Set("ClientId", "client")).Kind("OAuthToken").Unavailable);
    }

    [Theory]
    [InlineData("https://proxy.acme.com/v1/jwks")]
    [InlineData("https://api.clerk.com:8443/v1/jwks")]
    public void The_secret_key_goes_to_no_other_host(string jwksUri)
    {
        var resolution = Convention.Resolve(
            Inputs().Set("KeySource", "BackendApi").Set("SecretKey", "sk_live_abc").Set("JwksUri", jwksUri)
        );

        ProblemAssert.Only(ProblemKind.Contradiction, "JwksUri", resolution);
        Assert.Null(((JwksKeySource)resolution.Facts.Issuers[0].Keys).BearerToken);
    }

    [Fact]
    public void The_secret_key_goes_to_an_emulator_on_this_machine()
    {
        var resolution = Convention.Resolve(
            Inputs()
                .Set("KeySource", "BackendApi")
                .Set("SecretKey", "sk_live_abc")
                .Set("JwksUri", "http://127.0.0.1:5000/v1/jwks")
        );

        Assert.Empty(resolution.Problems);
        Assert.Equal("sk_live_abc", ((JwksKeySource)resolution.Facts.Issuers[0].Keys).BearerToken);
    }

    private static ProviderInputs Inputs() => new ProviderInputs().Set("PublishableKey", Key);
}
