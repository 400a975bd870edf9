using JwksSdk.Providers;

namespace JwksSdk.Tests.Providers.Convention;

/// <summary>The inputs that every provider has, seen through the one with the fewest of its own.</summary>
public sealed class SharedInputTests
{
    private static readonly OpenIdConnectConvention Convention = new();

    [Theory]
    [InlineData("0", 0)]
    [InlineData("300", 300)]
    public void Clock_skew_is_from_0_to_300_seconds(string text, int seconds)
    {
        var resolution = Convention.Resolve(Inputs().Set("ClockSkewSeconds", text));

        Assert.Empty(resolution.Problems);
        Assert.Equal(seconds, resolution.Facts.ClockSkewSeconds);
    }

    [Theory]
    [InlineData("ClockSkewSeconds", "301")]
    [InlineData("ClockSkewSeconds", "-1")]
    [InlineData("ClockSkewSeconds", "1.5")]
    [InlineData("ClockSkewSeconds", "99999999999")]
    [InlineData("MaxTokenAgeSeconds", "0")]
    [InlineData("MaxTokenAgeSeconds", "31536001")]
    [InlineData("MaxTokenAgeSeconds", "-1")]
    [InlineData("MaxAuthenticationAgeSeconds", "0")]
    [InlineData("MaxAuthenticationAgeSeconds", "31536001")]
    [InlineData("MaxAuthenticationAgeSeconds", "1h")]
    [InlineData("AllowBoundTokens", "yes")]
    [InlineData("PrivateNetwork", "10.0.0.0/8")]
    [InlineData("Startup", "Eager")]
    [InlineData("Startup", "1")]
    [InlineData("Startup", "Degraded, Required")]
    [InlineData("Algorithms", "HS256")]
    [InlineData("Algorithms", "none")]
    [InlineData("Algorithms", "RS256,")]
    [InlineData("Audience", "")]
    [InlineData("Issuer", "")]
    public void What_is_out_of_form_is_reported_once(string input, string value) =>
        ProblemAssert.Only(ProblemKind.MalformedInput, input, Convention.Resolve(Inputs().Set(input, value)));

    [Theory]
    [InlineData("EdDSA", JwtAlgorithms.RS256 | JwtAlgorithms.ES256)]
    [InlineData("ES384, EdDSA", JwtAlgorithms.ES384)]
    public void An_algorithm_that_the_platform_cannot_verify_is_told_from_a_misspelt_one(
        string text,
        JwtAlgorithms accepted
    )
    {
        var resolution = Convention.Resolve(Inputs().Set("Algorithms", text));

        var message = ProblemAssert.Only(ProblemKind.ImpossibleChoice, "Algorithms", resolution);
        Assert.Contains("EdDSA cannot be verified: .NET has no Ed25519", message, StringComparison.Ordinal);
        Assert.Equal(accepted, resolution.Facts.Algorithms);
        Assert.DoesNotContain("EdDSA", Message("eddsa"), StringComparison.Ordinal);
        Assert.DoesNotContain("EdDSA", Message("HS256"), StringComparison.Ordinal);

        static string Message(string text) =>
            ProblemAssert.Only(
                ProblemKind.MalformedInput,
                "Algorithms",
                Convention.Resolve(Inputs().Set("Algorithms", text))
            );
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("31536000", 31_536_000)]
    public void An_age_is_limited_from_a_second_to_a_year(string text, int seconds)
    {
        var token = Convention.Resolve(Inputs().Set("MaxTokenAgeSeconds", text));
        var authentication = Convention.Resolve(Inputs().Set("MaxAuthenticationAgeSeconds", text));

        Assert.Empty(token.Problems);
        Assert.Empty(authentication.Problems);
        Assert.Equal((seconds, null), Ages(token));
        Assert.Equal((null, seconds), Ages(authentication));
        Assert.Equal((null, null), Ages(Convention.Resolve(Inputs())));

        static (int?, int?) Ages(ProviderResolution resolution) =>
            (resolution.Facts.MaxTokenAgeSeconds, resolution.Facts.MaxAuthenticationAgeSeconds);
    }

    [Theory]
    [InlineData("https://YOUR_DOMAIN/")]
    [InlineData("https://yourtenant.acme.com")]
    [InlineData("https://your-tenant.acme.com")]
    [InlineData("https://your-own-domain.acme.com")]
    [InlineData("https://YOUR-THING.acme.com")]
    [InlineData("https://login.acme.com/your_client_id/")]
    [InlineData("https://XXXXXXXX.acme.com")]
    [InlineData("https://{domain}/")]
    [InlineData("https://<domain>/")]
    public void Text_of_a_template_is_reported(string issuer) =>
        ProblemAssert.Only(ProblemKind.Placeholder, "Issuer", Convention.Resolve(Inputs().Set("Issuer", issuer)));

    /// <summary>Names of products and organizations may hold the words of templates.</summary>
    [Theory]
    [InlineData("https://login.manage-your-home.com")]
    [InlineData("https://api.your-move.co.uk")]
    [InlineData("https://exchangemedia.com")]
    [InlineData("https://login.acme.com/read:your_orders")]
    public void A_name_that_holds_a_word_of_a_template_is_taken(string issuer) =>
        Assert.Empty(Convention.Resolve(Inputs().Set("Issuer", issuer)).Problems);

    [Theory]
    [InlineData("Issuer", "https://svc:S3cret@keys.acme.com")]
    [InlineData("JwksUri", "https://svc:S3cret@keys.acme.com:8443/jwks")]
    [InlineData("JwksUri", "http://svc:S3cret@localhost/jwks")]
    [InlineData("Audience", "svc:S3cret@api.acme.com")]
    [InlineData("Audience", """{"kty":"RSA","d":"S3cret"}""")]
    public void A_secret_is_named_and_not_repeated(string input, string value)
    {
        var resolution = Convention.Resolve(Inputs().Set(input, value));

        Assert.Contains(
            resolution.Problems,
            problem => problem.Kind == ProblemKind.SecretInSource && problem.Input == input
        );
        Assert.DoesNotContain(
            resolution.Problems,
            static problem => problem.Message.Contains("S3cret", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("api://default")]
    [InlineData("urn:acme:api@2")]
    [InlineData("ops@acme.com")]
    [InlineData("https://api.acme.com:8443/a@b")]
    public void An_audience_that_only_resembles_a_secret_is_fine(string audience) =>
        Assert.Empty(Convention.Resolve(Inputs().Set("Audience", audience)).Problems);

    [Theory]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]:5000/x")]
    public void Plain_http_may_stay_on_this_machine(string issuer) =>
        Assert.Empty(Convention.Resolve(Inputs().Set("Issuer", issuer)).Problems);

    [Fact]
    public void Bound_tokens_are_let_in_only_when_asked_for()
    {
        Assert.False(Convention.Resolve(Inputs()).Facts.AllowBoundTokens);
        Assert.True(Convention.Resolve(Inputs().Set("AllowBoundTokens", "True")).Facts.AllowBoundTokens);
    }

    [Fact]
    public void Keys_come_from_the_public_internet_unless_the_declaration_says_otherwise()
    {
        Assert.False(Convention.Resolve(Inputs()).Facts.PrivateNetwork);
        Assert.True(Convention.Resolve(Inputs().Set("PrivateNetwork", "true")).Facts.PrivateNetwork);
    }

    [Theory]
    [InlineData(null, KeyStartup.Degraded)]
    [InlineData("Degraded", KeyStartup.Degraded)]
    [InlineData("Required", KeyStartup.Required)]
    [InlineData("Lazy", KeyStartup.Lazy)]
    public void The_start_owes_the_keys_what_the_declaration_says(string? text, KeyStartup startup)
    {
        var resolution = Convention.Resolve(Inputs().SetText("Startup", text));

        Assert.Empty(resolution.Problems);
        Assert.Equal(startup, resolution.Facts.Startup);
    }

    private static ProviderInputs Inputs() =>
        new ProviderInputs().Set("Issuer", "https://login.acme.com").Set("Audience", "https://api.acme.test");
}
