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

    /// <summary>Fetches the keys of all tenants.</summary>
    /// <param name="pool">Whose keys they have.</param>
    /// <param name="count">How many tenants.</param>
    /// <param name="services">What it is to have besides.</param>
    public TenantApplication(FakeAuth0 pool, int count, IServiceCollection? services = null)
    {
        var issuers = Issuers(count);
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
        Fetch(issuers);
    }

    /// <summary>The issuers of the first tenants.</summary>
    public static string[] Issuers(int count) => [.. Enumerable.Range(0, count).Select(IssuerOf)];

    /// <summary>A token of each of the first tenants, over and over until there are so many.</summary>
    public static string[] Tokens(FakeAuth0 pool, int tenants, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => pool.MintAccessToken(token => token.Claims["iss"] = IssuerOf(i % tenants))),
        ];

    /// <summary>Verifies tokens in turn.</summary>
    public Subject Verifies(string name, string[] tokens)
    {
        var next = 0;
        return Subject.Of(
            name,
            () => SdkWorld.Done(_customers.VerifyAccessTokenAsync(tokens[next++ % tokens.Length])).IsVerified
        );
    }

    /// <summary>Refuses with an error.</summary>
    public Subject Refuses(string name, string token, JwtErrorCode error) =>
        Subject.Of(name, () => SdkWorld.Done(_customers.VerifyAccessTokenAsync(token)).Error.Code == error);

    public void Dispose() => _services.Dispose();

    private void Fetch(string[] issuers)
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
