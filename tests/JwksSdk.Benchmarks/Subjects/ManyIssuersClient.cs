using System.Net;
using System.Text;
using JwksSdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>Someone who verifies tokens of many issuers, with nothing fetched from any of them yet.</summary>
internal abstract class ManyIssuersClient(FakeAuth0 pool, string[] issuers) : IDisposable
{
    /// <summary>A token of each issuer.</summary>
    public IReadOnlyList<string> Tokens { get; } =
    [.. issuers.Select(issuer => pool.MintAccessToken(token => token.Claims["iss"] = issuer))];

    /// <summary>The requests of all issuers.</summary>
    public RequestCount Requests { get; } = new();

    /// <summary>Holds all answers back while it is closed; open at first.</summary>
    public Gate Gate { get; } = new();

    /// <summary>Whether the token of an issuer is taken.</summary>
    /// <param name="issuer">The number of the issuer, from 0.</param>
    public abstract Task<bool> VerifyAsync(int issuer);

    public abstract void Dispose();
}

/// <summary>This SDK, in which all of them are tenants of one declaration.</summary>
internal sealed class SdkManyIssuersClient : ManyIssuersClient
{
    private readonly ServiceProvider _services;
    private readonly TenantsIdentity _customers;

    public SdkManyIssuersClient(string[] issuers)
        : this(issuers, new ManualTimeProvider()) { }

    private SdkManyIssuersClient(string[] issuers, ManualTimeProvider clock)
        : this(issuers, clock, new FakeAuth0(clock: clock)) { }

    private SdkManyIssuersClient(string[] issuers, ManualTimeProvider clock, FakeAuth0 pool)
        : base(pool, issuers)
    {
        var keySet = pool.GetKeySet().ToJsonString();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        var builder = services
            .AddTenantsIdentity()
            .AddTenants(options => options.Issuers.UnionWith(issuers))
            .HttpClientBuilder;
#pragma warning disable EXTEXP0001 // The package calls its own way to remove handlers experimental.
        builder.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        builder
            .ConfigurePrimaryHttpMessageHandler(() => new KeySetHandler(keySet, Requests))
            .AddHttpMessageHandler(() => Gate);
        _services = services.BuildServiceProvider();
        _customers = _services.GetRequiredService<TenantsIdentity>();
    }

    public override async Task<bool> VerifyAsync(int issuer) =>
        (await _customers.VerifyAccessTokenAsync(Tokens[issuer])).IsVerified;

    public override void Dispose() => _services.Dispose();
}

/// <summary><c>JsonWebTokenHandler</c> with a <c>ConfigurationManager</c> for each of them, as it comes.</summary>
internal sealed class PeerManyIssuersClient : ManyIssuersClient
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly TokenValidationParameters[] _parameters;
    private readonly HttpClient _http;

    public PeerManyIssuersClient(string[] issuers)
        : this(issuers, new FakeAuth0()) { }

    private PeerManyIssuersClient(string[] issuers, FakeAuth0 pool)
        : base(pool, issuers)
    {
        Gate.InnerHandler = new DiscoveryHandler(pool.GetKeySet().ToJsonString(), Requests);
        _http = new HttpClient(Gate);
        _parameters =
        [
            .. issuers.Select(issuer => new TokenValidationParameters
            {
                ValidIssuer = issuer,
                ValidateAudience = false,
                ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                    issuer + DiscoveryHandler.Path,
                    new OpenIdConnectConfigurationRetriever(),
                    new HttpDocumentRetriever(_http)
                ),
            }),
        ];
    }

    public override async Task<bool> VerifyAsync(int issuer)
    {
        var result = await _handler.ValidateTokenAsync(Tokens[issuer], _parameters[issuer]);
        return result.IsValid && result.ClaimsIdentity.IsAuthenticated;
    }

    public override void Dispose() => _http.Dispose();
}

/// <summary>Answers with the discovery document of the issuer at whose address it is asked for, and every other request with a key set.</summary>
internal sealed class DiscoveryHandler(string keySet, RequestCount requests) : HttpMessageHandler
{
    /// <summary>The document, behind an issuer that ends with a slash.</summary>
    public const string Path = ".well-known/openid-configuration";

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        requests.Add();
        var address = request.RequestUri!.OriginalString;
        var text = address.EndsWith(Path, StringComparison.Ordinal) ? Document(address[..^Path.Length]) : keySet;
        return Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(text, Encoding.UTF8, "application/json"),
                RequestMessage = request,
            }
        );
    }

    private static string Document(string issuer) => $$"""{"issuer":"{{issuer}}","jwks_uri":"{{issuer}}keys"}""";
}
