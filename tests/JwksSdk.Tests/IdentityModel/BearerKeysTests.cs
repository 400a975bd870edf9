using JwksSdk.IdentityModel;
using JwksSdk.Tests.Support;
using JwksSdk.Tests.Support.Leaks;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.IdentityModel;

/// <summary>The real <c>AddJwtBearer</c> with the stock handler and the keys of the store. The stock handler has the system's clock.</summary>
public sealed class BearerKeysTests : IAsyncLifetime
{
    private readonly BearerApp _app = new();

    public BearerKeysTests()
    {
        // What the stock handler tells, the kid among it, is not this library's to answer for.
        _app.Services.AddLogging(static logging =>
            logging
                .AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None)
                .AddFilter<LogCapture>("Microsoft.AspNetCore.Authentication", LogLevel.None)
        );
        _app.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<JwksSecurityKeys>(
                static (options, keys) =>
                {
                    keys.Configure<BearerCustomers>(options.TokenValidationParameters);
                    options.TokenValidationParameters.ValidAudience = "https://api.acme.test/";
                }
            );
    }

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_good_token_comes_in()
    {
        var answer = await _app.AskAsync(_app.Customers.MintAccessToken());

        Assert.Equal((200, ""), (answer.Status, answer.Challenge));
        Assert.Contains("sub=auth0|65f1c0ffee00112233445566", answer.Claims);
        Assert.IsType<JsonWebToken>(_app.Validated);
    }

    [Fact]
    public async Task Another_issuer_s_key_with_the_same_kid_opens_nothing()
    {
        var own = _app.Customers.MintAccessToken();
        var crossed = _app.Others.MintAccessToken(token => token.Claims["iss"] = _app.Customers.Issuer);
        Assert.Equal(new JsonWebToken(own).Kid, new JsonWebToken(crossed).Kid);

        Assert.Equal(401, (await _app.AskAsync(crossed)).Status);
        Assert.IsType<SecurityTokenInvalidSignatureException>(_app.Failure, exactMatch: false);
        Assert.Equal(401, (await _app.AskAsync(_app.Others.MintAccessToken())).Status);
        Assert.Equal(200, (await _app.AskAsync(own)).Status);

        // What is refused above is accepted where all keys are one pool.
        var pool = new TokenValidationParameters
        {
            IssuerSigningKeys = _app
                .Provider.GetRequiredService<JwksSecurityKeys>()
                .Find(_app.Others.Issuer)
                .Concat(_app.Provider.GetRequiredService<JwksSecurityKeys>().Find(_app.Customers.Issuer)),
            ValidIssuer = _app.Customers.Issuer,
            ValidAudience = "https://api.acme.test/",
        };
        Assert.True((await new JsonWebTokenHandler().ValidateTokenAsync(crossed, pool)).IsValid);
    }

    [Fact]
    public async Task A_rotation_is_seen_after_the_fetch_that_its_first_token_begins()
    {
        Assert.Equal(200, (await _app.AskAsync(_app.Customers.MintAccessToken())).Status);
        var before = _app.Customers.KeySetRequests;
        _app.Customers.Rotate();
        _app.Customers.Rotate(); // The next key is always announced; the one after that is not.
        var token = _app.Customers.MintAccessToken();

        Assert.Equal(401, (await _app.AskAsync(token)).Status);
        Assert.IsType<SecurityTokenSignatureKeyNotFoundException>(_app.Failure);
        await _app.FetchedAsync(_app.Customers, before + 1);

        Assert.Equal(200, (await _app.AskAsync(token)).Status);
        Assert.Equal(before + 1, _app.Customers.KeySetRequests);
    }

    /// <summary>The stock reader takes the last of two members, and nobody looks again behind it.</summary>
    [Theory]
    [InlineData("\"exp\":1,", "")]
    [InlineData("\"aud\":\"https://elsewhere.test/\",", "")]
    [InlineData("\"x\":{\"a\":0,\"\\u0061\":0},", "")]
    [InlineData("", ",\"sub\":\"another\"")]
    [InlineData("", ",\"iss\":\"https://bearer.eu.auth0.com/\"")]
    [InlineData("", ",\"deep\":[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]")]
    public async Task A_token_that_two_readers_may_read_differently_gets_no_key(string before, string behind)
    {
        var parts = _app.Customers.MintAccessToken().Split('.');
        var header = Base64UrlEncoder.Decode(parts[0]);
        var claims = Base64UrlEncoder.Decode(parts[1]);
        var key = _app.Customers.KeyRings[0].Current;
        Assert.Equal(200, (await _app.AskAsync(key.Sign(header, claims))).Status);

        Assert.Equal(401, (await _app.AskAsync(key.Sign(header, $"{{{before}{claims[1..^1]}{behind}}}"))).Status);
        Assert.IsType<SecurityTokenSignatureKeyNotFoundException>(_app.Failure);
    }

    [Fact]
    public async Task The_caller_s_audience_and_the_lifetime_are_checked()
    {
        var elsewhere = _app.Customers.MintAccessToken(static token => token.Claims["aud"] = "https://elsewhere.test/");
        Assert.Equal(401, (await _app.AskAsync(elsewhere)).Status);
        Assert.IsType<SecurityTokenInvalidAudienceException>(_app.Failure);

        // Older than the declared clock skew, which is a minute and not the stock handler's five.
        var old = _app.Customers.MintAccessToken(static token => token.Age(TimeSpan.FromSeconds(86_400 + 120)));
        Assert.Equal(401, (await _app.AskAsync(old)).Status);
        Assert.IsType<SecurityTokenExpiredException>(_app.Failure);
    }
}
