using System.Net.Http.Headers;
using System.Text;
using JwksSdk.Testing;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.Support;

/// <summary>An Auth0 tenant.</summary>
[JwksProvider(
    IdentityProvider.Auth0,
    Domain = "bearer.eu.auth0.com",
    Audience = "https://api.acme.test/",
    ClientId = "k3JdAcmeWebClient0000000000000000",
    Section = ""
)]
public sealed partial class BearerCustomers;

/// <summary>Another one, whose keys have the same kids.</summary>
[JwksProvider(
    IdentityProvider.Auth0,
    Domain = "bearer-others.eu.auth0.com",
    Audience = "https://api.acme.test/",
    ClientId = "k3JdAcmeWebClient0000000000000000",
    Section = ""
)]
public sealed partial class BearerOthers;

/// <summary>An Amazon Cognito user pool.</summary>
[JwksProvider(
    IdentityProvider.Cognito,
    UserPoolId = "eu-central-1_BearerP1",
    ClientId = "1acmeclient00000000000000",
    Section = ""
)]
public sealed partial class BearerStaff;

/// <summary>An application with <c>AddJwtBearer</c>, in memory, and the identity providers it trusts.</summary>
internal sealed class BearerApp : IAsyncDisposable
{
    private readonly WebApplicationBuilder _builder = TestServices.NewServerBuilder();
    private WebApplication? _app;
    private HttpClient? _client;

    /// <param name="clock">The clock of the application and its providers; the system's, which the stock handler has, when null.</param>
    public BearerApp(TimeProvider? clock = null)
    {
        Customers = new FakeAuth0("bearer.eu.auth0.com", clock);
        Others = new FakeAuth0("bearer-others.eu.auth0.com", clock);
        Staff = new FakeCognito("eu-central-1_BearerP1", clock: clock);
        _builder.WebHost.UseTestServer();
        _builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        if (clock is not null)
        {
            Services.AddSingleton(clock);
        }

        Services.AddBearerCustomers().UseFake(Customers);
        Services.AddBearerOthers().UseFake(Others);
        Services.AddBearerStaff().UseFake(Staff);
        Services.AddAuthorization();
        Services
            .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.MapInboundClaims = false;
                options.Events = new JwtBearerEvents
                {
                    OnTokenValidated = context =>
                    {
                        Validated = context.SecurityToken;
                        return Task.CompletedTask;
                    },
                    OnAuthenticationFailed = context =>
                    {
                        Failure = context.Exception;
                        return Task.CompletedTask;
                    },
                };
            });
    }

    public FakeAuth0 Customers { get; }

    public FakeAuth0 Others { get; }

    public FakeCognito Staff { get; }

    public RecordingLogger Log { get; } = new();

    public IServiceCollection Services => _builder.Services;

    /// <summary>The token of the last good request.</summary>
    public SecurityToken? Validated { get; private set; }

    /// <summary>Why the last bad request was refused.</summary>
    public Exception? Failure { get; private set; }

    public IServiceProvider Provider => _app!.Services;

    /// <summary>Starts it, with the keys of every provider fetched.</summary>
    public async Task<BearerApp> StartAsync()
    {
        _app = _builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapGet(
                "/me",
                static (HttpContext context) =>
                    string.Join('\n', context.User.Claims.Select(static claim => $"{claim.Type}={claim.Value}"))
            )
            .RequireAuthorization();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _client = _app.GetTestClient();
        await Eventually.TrueAsync(() =>
            Provider.GetRequiredService<IKeySets>().All.All(static set => set.IsTrusted && !set.IsFetching)
        );
        return this;
    }

    /// <summary>Waits until no fetch is under way, and a provider was asked for its keys so often.</summary>
    public Task FetchedAsync(FakeIdentityProvider provider, int requests) =>
        Eventually.TrueAsync(() =>
            provider.KeySetRequests >= requests
            && Provider.GetRequiredService<IKeySets>().All.All(static set => !set.IsFetching)
        );

    /// <summary>Asks who the caller is.</summary>
    public async Task<BearerAnswer> AskAsync(string token)
    {
        (Validated, Failure) = (null, null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _client!.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new BearerAnswer(
            (int)response.StatusCode,
            response.Headers.WwwAuthenticate.ToString(),
            body.Split('\n')
        );
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}

/// <summary>What the application answered.</summary>
internal sealed record BearerAnswer(int Status, string Challenge, IReadOnlyList<string> Claims);

/// <summary>What must not be seen of a token that was refused.</summary>
internal static class TokenSecrets
{
    /// <summary>Its parts, its kid and the texts among its claims, those of less than eight characters left out.</summary>
    public static IEnumerable<string> Of(string token)
    {
        var parts = token.Split('.');
        IEnumerable<string> texts =
        [
            .. parts,
            .. parts.Take(2).SelectMany(static part => TextsOf(System.Buffers.Text.Base64Url.DecodeFromChars(part))),
        ];
        return texts.Where(static text => text.Length >= 8).Distinct();
    }

    private static List<string> TextsOf(byte[] json)
    {
        var reader = new System.Text.Json.Utf8JsonReader(json);
        var texts = new List<string>();
        while (reader.Read())
        {
            if (reader.TokenType == System.Text.Json.JsonTokenType.String)
            {
                texts.Add(reader.GetString()!);
            }
            else if (reader.TokenType == System.Text.Json.JsonTokenType.Number)
            {
                texts.Add(Encoding.UTF8.GetString(reader.ValueSpan));
            }
        }

        return texts;
    }
}
