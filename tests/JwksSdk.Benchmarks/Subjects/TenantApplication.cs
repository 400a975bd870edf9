using System.Globalization;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.IdentityModel;
using JwksSdk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>An application with so many tenants, the keys of all of which are held.</summary>
internal sealed class TenantApplication : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly TenantsIdentity _customers;
    private readonly string[] _tokens;
    private int _next;

    /// <summary>Fetches the keys of all tenants.</summary>
    /// <param name="pool">Whose keys they have.</param>
    /// <param name="count">How many tenants.</param>
    /// <param name="services">What it is to have besides.</param>
    public TenantApplication(FakeAuth0 pool, int count, IServiceCollection? services = null)
    {
        var issuers = Enumerable.Range(0, count).Select(IssuerOf).ToArray();
        var keySet = pool.GetKeySet().ToJsonString();
        services ??= new ServiceCollection();
        services
            .AddTenantsIdentity()
            .AddTenants(options =>
            {
                options.MaxTenants = Math.Max(options.MaxTenants, count);
                options.Issuers.UnionWith(issuers);
            })
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => new KeySetHandler(keySet, new RequestCount()));
        _services = services.BuildServiceProvider();
        _customers = _services.GetRequiredService<TenantsIdentity>();
        // Tokens of as many tenants whatever their number, so that it is not the tokens' own memory that makes a difference.
        _tokens =
        [
            .. Enumerable
                .Range(0, 10)
                .Select(i => pool.MintAccessToken(token => token.Claims["iss"] = IssuerOf(i * count / 10))),
        ];
        Kept = Memory.Kept(() => WarmUp(issuers));
    }

    /// <summary>The bytes that are kept for all tenants.</summary>
    public double Kept { get; }

    /// <summary>Verifies tokens of several tenants in turn.</summary>
    public Subject Verifies(string name) =>
        Subject.Of(
            name,
            () => SdkWorld.Done(_customers.VerifyAccessTokenAsync(_tokens[_next++ % _tokens.Length])).IsVerified
        );

    public void Dispose() => _services.Dispose();

    private void WarmUp(string[] issuers)
    {
        var keys = _services.GetRequiredService<JwksSecurityKeys>();
        foreach (var issuer in issuers)
        {
            if (!keys.WarmUpAsync(issuer).GetAwaiter().GetResult())
            {
                throw new InvalidOperationException("The keys of a tenant were not fetched.");
            }
        }
    }

    private static string IssuerOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"https://t{number:00000}.customers.acme.example/");
}

/// <summary>The declaration that stands for all tenants.</summary>
[JwksProvider(IdentityProvider.Auth0, Domain = "tenants-of-acme.eu.auth0.com", Audience = "https://api.acme.test/")]
internal sealed partial class TenantsIdentity;
