using JwksSdk.IdentityModel;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.IdentityModel;

/// <summary>The real <c>AddJwtBearer</c> with handlers of two providers in the place of the stock one.</summary>
public sealed class BearerHandlerTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new();
    private readonly BearerApp _app;

    public BearerHandlerTests()
    {
        _app = new BearerApp(_clock);
        _app.Services.AddJwksTokenHandler(
            (BearerCustomers customers) =>
                JwksTokenHandler.Create((token, cancellation) => customers.VerifyAccessTokenAsync(token, cancellation))
        );
        _app.Services.AddJwksTokenHandler(
            (BearerStaff staff) =>
                JwksTokenHandler.Create((token, cancellation) => staff.VerifyAccessTokenAsync(token, cancellation))
        );
        _app.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IEnumerable<JwksTokenHandler>>(
                static (options, handlers) =>
                {
                    options.TokenHandlers.Clear();
                    foreach (var handler in handlers)
                    {
                        options.TokenHandlers.Add(handler);
                    }
                }
            );
    }

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Good_tokens_of_two_providers_come_in_with_wire_names_and_typed()
    {
        var customer = await _app.AskAsync(_app.Customers.MintAccessToken());

        Assert.Equal(200, customer.Status);
        Assert.Contains("sub=auth0|65f1c0ffee00112233445566", customer.Claims);
        Assert.Contains("permissions=read:orders", customer.Claims);
        Assert.Contains("permissions=write:orders", customer.Claims);
        Assert.Contains("https://acme.test/tier=gold", customer.Claims);
        var typed = Assert.IsType<JwksSecurityToken>(_app.Validated);
        Assert.Equal("org_Acme00000000001", Assert.IsType<Auth0AccessToken>(typed.Token).OrganizationId);

        var staff = await _app.AskAsync(_app.Staff.MintAccessToken());

        Assert.Equal(200, staff.Status);
        Assert.Contains("cognito:groups=ops", staff.Claims);
        Assert.Contains("token_use=access", staff.Claims);
        Assert.IsType<CognitoAccessToken>(((JwksSecurityToken)_app.Validated!).Token);
    }

    [Fact]
    public async Task The_first_token_after_a_rotation_comes_in()
    {
        Assert.Equal(200, (await _app.AskAsync(_app.Staff.MintAccessToken())).Status);
        var before = _app.Staff.KeySetRequests;
        _app.Staff.Rotate();

        Assert.Equal(200, (await _app.AskAsync(_app.Staff.MintAccessToken())).Status);
        Assert.Equal(before + 1, _app.Staff.KeySetRequests);
    }

    public static TheoryData<string, Type, JwtErrorCode> Refused =>
        new()
        {
            { "ID token", typeof(SecurityTokenInvalidTypeException), JwtErrorCode.WrongTokenKind },
            { "ID token of the other", typeof(SecurityTokenInvalidTypeException), JwtErrorCode.WrongTokenKind },
            { "expired", typeof(SecurityTokenExpiredException), JwtErrorCode.Expired },
            { "foreign", typeof(SecurityTokenInvalidIssuerException), JwtErrorCode.UnknownIssuer },
            { "forged", typeof(SecurityTokenInvalidSignatureException), JwtErrorCode.BadSignature },
            { "unsigned", typeof(SecurityTokenInvalidAlgorithmException), JwtErrorCode.AlgorithmNotAllowed },
            { "audience", typeof(SecurityTokenInvalidAudienceException), JwtErrorCode.AudienceMismatch },
            { "unknown kid", typeof(SecurityTokenSignatureKeyNotFoundException), JwtErrorCode.UnknownKeyId },
            { "junk", typeof(SecurityTokenMalformedException), JwtErrorCode.Opaque },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_bad_token_is_401_and_the_challenge_and_the_logs_tell_nothing_of_it(
        string name,
        Type exception,
        JwtErrorCode code
    )
    {
        var token = Bad(name);
        var answer = await _app.AskAsync(token);

        Assert.Equal(401, answer.Status);
        Assert.StartsWith("Bearer error=\"invalid_token\"", answer.Challenge, StringComparison.Ordinal);
        Assert.True(JwksTokenHandler.TryGetError(_app.Failure, out var error));
        Assert.Equal(code, error.Code);
        var all = Assert.IsType<AggregateException>(_app.Failure).InnerExceptions;
        Assert.Contains(all, each => each.GetType() == exception);
        if (name != "junk")
        {
            var seen = answer.Challenge + string.Join('\n', all) + _app.Log.Messages + _app.Log.Values;
            Assert.All(
                TokenSecrets.Of(token).Except(Public),
                secret => Assert.DoesNotContain(secret, seen, StringComparison.Ordinal)
            );
            Assert.All(
                TokenSecrets.Of(token),
                secret => Assert.DoesNotContain(secret, answer.Challenge, StringComparison.Ordinal)
            );
        }
    }

    /// <summary>The declaration's is 60 seconds.</summary>
    [Theory]
    [InlineData(59, 300, 200)]
    [InlineData(60, 300, 401)]
    [InlineData(29, 30, 200)]
    [InlineData(30, 30, 401)]
    [InlineData(0, 0, 401)]
    public async Task Of_two_clock_skews_the_smaller_counts(int secondsAgo, int skew, int status)
    {
        var options = _app.Provider.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>();
        var parameters = options.Get(JwtBearerDefaults.AuthenticationScheme).TokenValidationParameters;
        parameters.ClockSkew = TimeSpan.FromSeconds(skew);
        var end = _clock.GetUtcNow().ToUnixTimeSeconds() - secondsAgo;

        var answer = await _app.AskAsync(_app.Staff.MintAccessToken(token => token.Claims["exp"] = end));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 401, JwksTokenHandler.TryGetError(_app.Failure, out var error));
        Assert.Equal(status == 401 ? JwtErrorCode.Expired : JwtErrorCode.None, error.Code);
    }

    /// <summary>The lists are what the scheme's section of the configuration sets where it names none, with the switches off.</summary>
    [Fact]
    public async Task A_blank_audience_lets_nothing_in_and_what_the_scheme_sets_by_itself_is_none()
    {
        var options = _app.Provider.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>();
        var parameters = options.Get(JwtBearerDefaults.AuthenticationScheme).TokenValidationParameters;
        (parameters.ValidateIssuer, parameters.ValidIssuers) = (false, []);
        (parameters.ValidateAudience, parameters.ValidAudiences) = (false, []);
        Assert.Equal(200, (await _app.AskAsync(_app.Customers.MintAccessToken())).Status);

        (parameters.ValidateAudience, parameters.ValidAudiences, parameters.ValidAudience) = (true, null, "");
        Assert.Equal(401, (await _app.AskAsync(_app.Customers.MintAccessToken())).Status);
        Assert.False(JwksTokenHandler.TryGetError(_app.Failure, out _));

        parameters.ValidAudience = "https://api.acme.test/"; // As the scheme does where its options name an audience.
        Assert.Equal(200, (await _app.AskAsync(_app.Customers.MintAccessToken())).Status);
    }

    [Fact]
    public async Task Without_keys_the_error_says_that_nobody_can_tell()
    {
        _app.Staff.Intercept = static _ => FakeResponse.Status(404); // Which is not tried again.
        _clock.Advance(TimeSpan.FromHours(2));

        var answer = await _app.AskAsync(_app.Staff.MintAccessToken());

        Assert.Equal(401, answer.Status);
        Assert.True(JwksTokenHandler.TryGetError(_app.Failure, out var error));
        Assert.True(error.CannotDecide, error.ToString());
    }

    /// <summary>What the declarations say is no secret: the issuers, which the log of the key store names.</summary>
    private IEnumerable<string> Public => [_app.Customers.Issuer, _app.Others.Issuer, _app.Staff.Issuer];

    private string Bad(string name)
    {
        switch (name)
        {
            case "ID token":
                return _app.Customers.MintIdToken();
            case "ID token of the other":
                return _app.Staff.MintIdToken();
            case "expired":
                return _app.Customers.MintAccessToken(static token => token.Age(TimeSpan.FromDays(2)));
            case "foreign":
                return _app.Others.MintAccessToken();
            case "forged":
                return Forgery.SignedByStranger(_app.Customers.MintAccessToken());
            case "unsigned":
                return Forgery.WithoutSignature(_app.Customers.MintAccessToken());
            case "audience":
                return _app.Customers.MintAccessToken(static token => token.Claims["aud"] = "https://elsewhere.test/");
            case "unknown kid":
                return _app.Customers.MintAccessToken(static token => token.Header["kid"] = "q7Xk2mPz0aVt9RwYcB999");
            default:
                return "canary-canary-canary";
        }
    }
}
