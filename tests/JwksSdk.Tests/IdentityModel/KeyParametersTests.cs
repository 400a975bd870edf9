using JwksSdk.IdentityModel;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.IdentityModel;

/// <summary>What the keys' service makes of the parameters that it is given.</summary>
public sealed class KeyParametersTests : IDisposable
{
    private readonly ServiceProvider _services;

    public KeyParametersTests()
    {
        var services = TestServices.New();
        new TestDeclaration("Acme.CustomerIdentity", "").Add(
            services,
            null,
            static options =>
            {
                options.CustomDomain = "login.acme.test";
                options.ClockSkewSeconds = 7;
            }
        );
        _services = services.BuildServiceProvider();
    }

    private JwksSecurityKeys Keys => _services.GetRequiredService<JwksSecurityKeys>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Issuers_algorithms_and_clock_skew_are_the_declaration_s()
    {
        var parameters = new TokenValidationParameters();
        Keys.Configure<TestClient>(parameters);

        Assert.Equal(["https://acme.eu.auth0.com/", "https://login.acme.test/"], parameters.ValidIssuers);
        Assert.Equal(["RS256"], parameters.ValidAlgorithms);
        Assert.Equal(TimeSpan.FromSeconds(7), parameters.ClockSkew);
        Assert.Equal(
            "https://login.acme.test/",
            parameters.IssuerValidator("https://login.acme.test/", null, parameters)
        );
    }

    [Theory]
    [InlineData("https://login.acme.test")]
    [InlineData("https://LOGIN.acme.test/")]
    [InlineData("https://canary.test/")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_issuer_is_refused_without_being_named(string? issuer)
    {
        var parameters = new TokenValidationParameters();
        Keys.Configure<TestClient>(parameters);

        var exception = Assert.Throws<SecurityTokenInvalidIssuerException>(() =>
            parameters.IssuerValidator(issuer, null, parameters)
        );

        Assert.DoesNotContain("test", exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Null(exception.InvalidIssuer);
    }

    [Fact]
    public void Whatever_would_let_another_key_or_no_key_in_is_taken_away()
    {
        var key = new SymmetricSecurityKey(new byte[32]);
        var parameters = new TokenValidationParameters
        {
            ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(new()),
            IssuerSigningKey = key,
            IssuerSigningKeys = [key],
            IssuerSigningKeyResolver = (_, _, _, _) => [key],
            IssuerSigningKeyResolverUsingConfiguration = (_, _, _, _, _) => [key],
            IssuerValidator = static (issuer, _, _) => issuer,
            IssuerValidatorUsingConfiguration = static (issuer, _, _, _) => issuer,
            RequireExpirationTime = false,
            RequireSignedTokens = false,
            SignatureValidator = static (token, _) => new JsonWebToken(token),
            SignatureValidatorUsingConfiguration = static (token, _, _) => new JsonWebToken(token),
            TryAllIssuerSigningKeys = true,
            ValidateIssuer = false,
            ValidateLifetime = false,
            ValidIssuer = "https://elsewhere.test/",
            ValidIssuers = ["https://elsewhere.test/"],
        };
        Keys.Configure<TestClient>(parameters);

        Assert.Null(parameters.ConfigurationManager);
        Assert.Null(parameters.IssuerSigningKey);
        Assert.Null(parameters.IssuerSigningKeys);
        Assert.Null(parameters.IssuerSigningKeyResolverUsingConfiguration);
        Assert.Null(parameters.IssuerValidatorUsingConfiguration);
        Assert.Null(parameters.SignatureValidator);
        Assert.Null(parameters.SignatureValidatorUsingConfiguration);
        Assert.Null(parameters.ValidIssuer);
        Assert.DoesNotContain("https://elsewhere.test/", parameters.ValidIssuers);
        Assert.False(parameters.TryAllIssuerSigningKeys);
        Assert.True(parameters.RequireExpirationTime);
        Assert.True(parameters.RequireSignedTokens);
        Assert.True(parameters.ValidateIssuer);
        Assert.True(parameters.ValidateLifetime);
        Assert.Empty(parameters.IssuerSigningKeyResolver("junk", null, null, parameters));
        Assert.Throws<SecurityTokenInvalidIssuerException>(() =>
            parameters.IssuerValidator("https://elsewhere.test/", null, parameters)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_audience_is_left_to_the_caller(bool validate)
    {
        var parameters = new TokenValidationParameters { ValidateAudience = validate, ValidAudience = "a" };
        Keys.Configure<TestClient>(parameters);

        Assert.Equal(
            (validate, "a", true),
            (parameters.ValidateAudience, parameters.ValidAudience, parameters.RequireAudience)
        );
    }

    [Fact]
    public void A_class_that_is_no_registered_declaration_is_misuse()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            Keys.Configure<BearerStaff>(new TokenValidationParameters())
        );

        Assert.Contains("AddBearerStaff()", exception.Message, StringComparison.Ordinal);
    }
}
