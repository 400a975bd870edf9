using JwksSdk.Keys;
using JwksSdk.Routing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>A declaration whose issuer is set at start, and whose keys are found by discovery.</summary>
[JwksProvider(IdentityProvider.OpenIdConnect, Issuer = "https://wire.test", Audience = "https://api.acme.test")]
internal sealed partial class WireIdentity;

/// <summary>What a fetch costs on the wire, over real sockets: no request that the bound does not count.</summary>
public sealed class WireTests : IAsyncDisposable
{
    private readonly WireServer _server = new();
    private readonly SettlingClock _clock = new();
    private ServiceProvider? _services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Discovery => $$"""{"issuer":"{{_server.Address}}","jwks_uri":"{{_server.Address}}keys"}""";

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(false, 1)] // On a connection of its own.
    [InlineData(true, 2)] // On the kept one first, and once again on a new one.
    public async Task A_fetch_for_a_token_that_is_not_answered_is_one_try(bool keepsAlive, int most)
    {
        _server.KeepsAlive = keepsAlive;
        _server.Answer = static _ => KeySets.Of(KeySets.Rsa);
        Build(withDiscovery: false);
        Assert.NotNull((await FindAsync("rsa-1")).Key);
        var before = _server.Requests;

        _server.Answer = static _ => null;
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await FindAsync("junk-1")).Error);

        Assert.InRange(_server.Requests - before, 1, most);
    }

    [Fact]
    public async Task A_scheduled_fetch_that_is_not_answered_is_three_tries_of_one_request()
    {
        Build(withDiscovery: false);

        Assert.Equal(KeySetError.Network, await RefreshAsync());
        Assert.Equal((3, 3), (_server.Requests, _server.Connections));
    }

    [Fact]
    public async Task With_discovery_each_document_has_three_tries_of_one_request()
    {
        var discoveries = 0;
        _server.KeepsAlive = false;
        _server.Answer = path => path != "/keys" && Interlocked.Increment(ref discoveries) == 3 ? Discovery : null;
        Build(withDiscovery: true);

        Assert.Equal(KeySetError.Network, await RefreshAsync());
        Assert.Equal((6, 6), (_server.Requests, _server.Connections));
    }

    [Fact]
    public async Task A_server_that_is_well_again_answers_the_next_try()
    {
        var requests = 0;
        _server.Answer = _ => Interlocked.Increment(ref requests) < 3 ? null : KeySets.Of(KeySets.Rsa);
        Build(withDiscovery: false);

        Assert.Equal(KeySetError.None, await RefreshAsync());
        Assert.Equal(3, _server.Requests);
    }

    [Fact]
    public async Task A_server_that_keeps_connections_serves_all_on_one()
    {
        _server.Answer = path => path == "/keys" ? KeySets.Of(KeySets.Rsa) : Discovery;
        Build(withDiscovery: true);

        Assert.Equal(KeySetError.None, await RefreshAsync());
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(KeySetError.None, await RefreshAsync());

        Assert.InRange(_server.Requests, 4, 8);
        Assert.Equal(1, _server.Connections);
    }

    private void Build(bool withDiscovery)
    {
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(_clock);
        if (withDiscovery)
        {
            services.AddWireIdentity(options => options.Issuer = _server.Address);
        }
        else
        {
            new TestDeclaration().Add(
                services,
                null,
                options => (options.Issuer, options.JwksUri) = (_server.Address, _server.Address + "keys")
            );
        }

        _services = services.BuildServiceProvider();
    }

    private Task<KeyLookup> FindAsync(string keyId)
    {
        var route = _services!.GetRequiredService<RouteTable>().Providers.Single().Routes.Single();
        var expires = _clock.GetUtcNow().ToUnixTimeSeconds() + 300;
        using var token = new UnsignedToken(keyId, expires).Parse();
        return PassAsync(_services!.GetRequiredService<KeyStore>().FindAsync(route, token, Cancellation).AsTask());
    }

    private async Task<KeySetError> RefreshAsync()
    {
        var sets = _services!.GetRequiredService<IKeySets>();
        return (await PassAsync(sets.RefreshAsync(_server.Address, "wire", Cancellation))).Error;
    }

    /// <summary>Lets time pass between two tries, and only then.</summary>
    private async Task<T> PassAsync<T>(Task<T> task)
    {
        SettlingClock.Until(() =>
        {
            if (_clock.IsAwaited)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
            }

            return task.IsCompleted;
        });
        return await task;
    }
}
