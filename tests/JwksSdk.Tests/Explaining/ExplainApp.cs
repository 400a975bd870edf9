using System.Text.Json.Nodes;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Explaining;

/// <summary>An application with two declarations, and whatever token a test wants to have explained.</summary>
internal sealed class ExplainApp : IDisposable
{
    public const string Customers = TestApp.Issuer;
    public const string Staff = "https://staff.eu.auth0.com/";
    public const string Audience = "https://api.acme.test/";

    private readonly Dictionary<string, string> _keySets = new()
    {
        [KeysOf(Customers)] = KeySets.Of(KeySets.Rsa),
        [KeysOf(Staff)] = KeySets.Of(KeySets.OtherRsa),
    };

    /// <param name="customers">Changes the first declaration.</param>
    /// <param name="more">Sets up more for it.</param>
    public ExplainApp(Action<TestOptions>? customers = null, Action<IJwksProviderBuilder>? more = null)
    {
        App.Add(name: "Acme.CustomerIdentity", configure: customers, more: more);
        App.Add<TestApp.Second>(name: "Acme.StaffIdentity", domain: "staff.eu.auth0.com");
        App.Endpoint.Serve(_keySets);
    }

    public TestApp App { get; } = new();

    public ManualTimeProvider Clock => App.Clock;

    public IJwtVerifier Verifier => App.Verifier;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string KeysOf(string issuer) => issuer + ".well-known/jwks.json";

    /// <summary>Publishes another key set.</summary>
    public void Publish(string issuer, string keySet) => _keySets[KeysOf(issuer)] = keySet;

    /// <summary>Publishes nothing any more: 404.</summary>
    public void Withdraw(string issuer) => _keySets.Remove(KeysOf(issuer));

    /// <summary>An access token of the first declaration, with one thing or another changed.</summary>
    public string Token(
        Action<JsonObject, JsonObject>? change = null,
        FakeSigningKey? key = null,
        string issuer = Customers
    )
    {
        key ??= KeySets.Rsa;
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var header = new JsonObject
        {
            ["alg"] = key.Algorithm.ToString(),
            ["typ"] = "JWT",
            ["kid"] = key.KeyId,
        };
        var claims = new JsonObject
        {
            ["iss"] = issuer,
            ["sub"] = "auth0|1",
            ["aud"] = Audience,
            ["azp"] = "client",
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        change?.Invoke(header, claims);
        return key.Sign(header.ToJsonString(), claims.ToJsonString());
    }

    /// <summary>Explains a token, and sees that a verification before and one after it agree.</summary>
    public async Task<JwtExplanation> ExplainAsync(string token, string? kind = null)
    {
        var explanation = await ExplainAloneAsync(token, kind);
        Assert.Equal(explanation.Error, await VerifyAsync(token, kind));
        Assert.Equal(explanation.Error.ToString(), (await ExplainAloneAsync(token, kind)).Error.ToString());
        return explanation;
    }

    public async Task<JwtExplanation> ExplainAloneAsync(string token, string? kind = null) =>
        kind switch
        {
            null => await Verifier.ExplainAsync(token, Cancellation),
            "AccessToken" => await Verifier.ExplainAsync<Auth0AccessToken>(Kind(kind), token, Cancellation),
            _ => await Verifier.ExplainAsync<Auth0IdToken>(Kind(kind), token, Cancellation),
        };

    public async Task<JwtError> VerifyAsync(string token, string? kind = null) =>
        kind switch
        {
            null => (await Verifier.VerifyAsync(token, Cancellation)).Error,
            "AccessToken" => (await Verifier.VerifyAsync<Auth0AccessToken>(Kind(kind), token, Cancellation)).Error,
            _ => (await Verifier.VerifyAsync<Auth0IdToken>(Kind(kind), token, Cancellation)).Error,
        };

    /// <summary>The one check that failed.</summary>
    public async Task<JwtCheck> RefusalAsync(string token, string? kind = null)
    {
        var explanation = await ExplainAsync(token, kind);
        var failed = Assert.Single(explanation.Checks, static check => check.Outcome == JwtCheckOutcome.Failed);
        Assert.Equal(explanation.Error, failed.Error);
        Assert.False(explanation.IsVerified);
        return failed;
    }

    /// <summary>Explains an access token as an application's own type, and sees that a verification agrees.</summary>
    public async Task<JwtExplanation> ExplainAsync<TToken>(string token)
        where TToken : Auth0AccessToken, IJwtClaims<TToken>
    {
        var kind = Kind("AccessToken");
        var explanation = await Verifier.ExplainAsync<TToken>(kind, token, Cancellation);
        Assert.Equal((await Verifier.VerifyAsync<TToken>(kind, token, Cancellation)).Error, explanation.Error);
        return explanation;
    }

    public void Dispose() => App.Dispose();

    public TokenKind Kind(string name) =>
        App
            .Host.Services.GetRequiredService<RouteTable>()
            .Providers.First()
            .Declaration.Kinds.Single(kind => kind.Name == name);
}
