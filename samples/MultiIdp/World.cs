using JwksSdk.Testing;

namespace MultiIdp;

/// <summary>The outside world: six identity providers, each a server of its own on loopback.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly List<FakeIdentityProviderServer> _servers = [];

    private World(TimeProvider clock)
    {
        Auth0 = new FakeAuth0(clock: clock);
        Okta = new FakeOkta(clock: clock);
        Cognito = new FakeCognito(clock: clock);
        Clerk = new FakeClerk(clock: clock);
        OneLogin = new FakeOneLogin(clock: clock);
        SuperTokens = new FakeSuperTokens(clock: clock);
        Providers =
        [
            new("Auth0", nameof(CustomerIdentity), Auth0),
            new("Okta", nameof(EmployeeIdentity), Okta),
            new("Cognito", nameof(ShopIdentity), Cognito),
            new("Clerk", nameof(PartnerIdentity), Clerk),
            new("OneLogin", nameof(ContractorIdentity), OneLogin),
            new("SuperTokens", nameof(MemberIdentity), SuperTokens),
        ];
    }

    public FakeAuth0 Auth0 { get; }

    public FakeOkta Okta { get; }

    public FakeCognito Cognito { get; }

    public FakeClerk Clerk { get; }

    public FakeOneLogin OneLogin { get; }

    public FakeSuperTokens SuperTokens { get; }

    public IReadOnlyList<NamedProvider> Providers { get; }

    /// <summary>What an appsettings.json would say: the loopback addresses, in place of those that follow from the attributes.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Configuration =>
        Providers.SelectMany(static each =>
            new KeyValuePair<string, string?>[]
            {
                new($"Jwks:{each.Declaration}:Issuer", each.Fake.Issuer),
                new($"Jwks:{each.Declaration}:JwksUri", each.Fake.JwksUri),
            }
        );

    public static async Task<World> StartAsync(TimeProvider clock)
    {
        var world = new World(clock);
        foreach (var each in world.Providers)
        {
            world._servers.Add(await FakeIdentityProviderServer.StartAsync(each.Fake));
        }

        await world.WarmUpAsync();
        return world;
    }

    /// <summary>
    /// Asks every server once: real providers are running already, and the application must not wait, let alone time out,
    /// because these are still being compiled.
    /// </summary>
    private async Task WarmUpAsync()
    {
        using var client = new HttpClient();
        foreach (var each in Providers)
        {
            await client.GetStringAsync(new Uri(each.Fake.DiscoveryUri));
            await client.GetStringAsync(new Uri(each.Fake.JwksUri));
            each.Fake.Requests.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }
}

/// <summary>A provider, the class that declares it, and the fake that plays it.</summary>
internal sealed record NamedProvider(string Name, string Declaration, FakeIdentityProvider Fake);
