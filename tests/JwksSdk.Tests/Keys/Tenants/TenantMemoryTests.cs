using System.Globalization;
using JwksSdk.Keys;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Keys.Tenants;

/// <summary>What tenants, and issuers that are none, cost in memory and requests.</summary>
public sealed class TenantMemoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_tenants_are_held_than_allowed_and_an_evicted_one_comes_back_by_one_request()
    {
        const int most = 10_000;
        await using var world = new TenantWorld(configure: static options => options.MaxTenants = most)
        {
            IsTenant = static (_, _) => new(true),
        };
        var (first, second) = (await FetchAsync(world, 0), await FetchAsync(world, 1));
        for (var number = 2; number < most; number++)
        {
            world.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await HoldAsync(world, number);
        }

        Assert.Equal(most, world.Directory.Count);
        Assert.Same(first, await FetchAsync(world, 0));
        for (var number = most; number < most + 1_000; number++)
        {
            world.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await HoldAsync(world, number);
            Assert.InRange(world.Directory.Count, most * 9 / 10, most);
        }

        Assert.Same(first, await FetchAsync(world, 0));
        Assert.Equal(2, world.Handler.Requests.Count);
        Assert.NotSame(second, await FetchAsync(world, 1));
        Assert.Equal(3, world.Handler.Requests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(19)]
    [InlineData(21)]
    public async Task However_few_are_held_the_newest_one_is(int most)
    {
        await using var world = new TenantWorld(configure: options => options.MaxTenants = most)
        {
            IsTenant = static (_, _) => new(true),
        };

        for (var number = 0; number < 100; number++)
        {
            world.Clock.Advance(RefreshPolicy.ScheduledRefill);
            var tenant = await FetchAsync(world, number);
            Assert.Same(tenant, await FetchAsync(world, number));
            Assert.InRange(world.Directory.Count, 1, most);
        }

        Assert.Equal(100, world.Handler.Requests.Count);
    }

    [Fact]
    public async Task A_verification_under_way_goes_on_with_the_keys_of_an_evicted_tenant()
    {
        await using var world = new TenantWorld(configure: static options => options.MaxTenants = 1)
        {
            IsTenant = static (_, _) => new(true),
        };
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        world.Handler.Answer = (_, _) => gate.Task;
        var verification = world.VerifyAsync(TenantWorld.IssuerOf(0));
        await Eventually.TrueAsync(() => world.Handler.Requests.Count == 1);

        await world.FindAsync(TenantWorld.IssuerOf(1), Cancellation);
        Assert.Equal(1, world.Directory.Count);
        gate.SetResult(ScriptedHandler.Json(KeySets.Of(KeySets.Rsa)));

        Assert.Equal(JwtErrorCode.None, await verification);
    }

    [Fact]
    public async Task A_million_random_issuers_allocate_nothing_and_leave_nothing_behind()
    {
        await using var world = new TenantWorld(
            hasResolver: false,
            static options => options.Issuers.Add(TenantWorld.IssuerOf(0))
        );
        world.Serve(TenantWorld.IssuerOf(0), KeySets.Rsa);
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(TenantWorld.IssuerOf(0)));
        var store = world.Store;
        Flood(1_000);

        Assert.Equal(0, Flood(1_000_000));
        Assert.Equal(1, world.Directory.Count);
        Assert.Single(world.Handler.Requests);
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(TenantWorld.IssuerOf(0)));
        Assert.Single(world.Handler.Requests);

        long Flood(int count)
        {
            var issuer = "https://t00000000.tenants.test/"u8.ToArray();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var number = 1; number <= count; number++)
            {
                number.TryFormat(issuer.AsSpan(9), out _, "D8", CultureInfo.InvariantCulture);
                var lookup = store.FindAsync(issuer, null, Cancellation);
                if (!lookup.IsCompletedSuccessfully)
                {
                    return -1;
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task Random_issuers_that_a_resolver_refuses_push_no_tenant_out_and_cause_no_request()
    {
        await using var world = new TenantWorld(configure: static options => options.MaxTenants = 2);
        world.IsTenant = static (issuer, _) => new(issuer == TenantWorld.IssuerOf(0));
        world.Serve(TenantWorld.IssuerOf(0), KeySets.Rsa);
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(TenantWorld.IssuerOf(0)));

        for (var number = 1; number <= 20_000; number++)
        {
            Assert.Equal(
                JwtErrorCode.UnknownIssuer,
                (await world.FindAsync(TenantWorld.IssuerOf(number), Cancellation)).Error
            );
        }

        Assert.Equal(1, world.Directory.Count);
        Assert.Equal(0, world.Directory.Questions);
        Assert.Single(world.Handler.Requests);
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(TenantWorld.IssuerOf(0)));
        Assert.Single(world.Handler.Requests);
    }

    [Fact]
    public async Task Random_issuers_cannot_make_a_slow_resolver_slower()
    {
        await using var world = new TenantWorld();
        var gate = world.Hang();

        var lookups = Enumerable
            .Range(1, 20_000)
            .Select(number => world.FindAsync(TenantWorld.IssuerOf(number), Cancellation).AsTask())
            .ToArray();

        Assert.Equal(20_000 - ResolverCalls.Places, lookups.Count(static lookup => lookup.IsCompleted));
        gate.SetResult(false);
        await Task.WhenAll(lookups);
        Assert.Equal(ResolverCalls.Places, world.Questions.Count);
    }

    [Fact]
    public void Refusals_are_remembered_in_a_fixed_number_of_places()
    {
        var refused = new RefusedIssuers();
        for (var number = 0; number < 100_000; number++)
        {
            refused.Add(TenantWorld.IssuerOf(number), TimeSpan.FromMinutes(1));
        }

        var held = Enumerable
            .Range(0, 100_000)
            .Count(number => refused.Holds(TenantWorld.IssuerOf(number), TimeSpan.Zero));

        Assert.InRange(held, 1, RefusedIssuers.Size);
        Assert.True(refused.Holds(TenantWorld.IssuerOf(99_999), TimeSpan.Zero));
        Assert.False(refused.Holds(TenantWorld.IssuerOf(99_999), TimeSpan.FromMinutes(1)));
        Assert.False(refused.Holds(TenantWorld.IssuerOf(100_000), TimeSpan.Zero));
    }

    [Fact]
    public async Task A_token_of_a_held_tenant_allocates_what_one_of_the_declared_issuer_does()
    {
        await using var world = new TenantWorld { IsTenant = static (_, _) => new(true) };
        // As long as the declared one: the issuer becomes a string of the typed token.
        const string issuer = "https://bcme.eu.auth0.com/";
        world.Serve(TenantWorld.Declared, KeySets.Rsa);
        world.Serve(issuer, KeySets.Rsa);
        var verifier = world.Provider.GetRequiredService<IJwtVerifier>();
        var (declared, tenant) = (world.Token(TenantWorld.Declared), world.Token(issuer));
        await verifier.VerifyAsync(declared, Cancellation);
        await verifier.VerifyAsync(tenant, Cancellation);
        Measure(declared);
        Measure(tenant);

        Assert.Equal(Measure(declared), Measure(tenant));

        long Measure(string token)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 500; i++)
            {
                Assert.True(verifier.VerifyAsync(token, Cancellation).IsCompletedSuccessfully);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static async Task<Tenant> HoldAsync(TenantWorld world, int number) =>
        Assert.IsType<Tenant>((await world.FindAsync(TenantWorld.IssuerOf(number), Cancellation)).Route);

    /// <summary>Routes an issuer and sees to it that its keys were fetched.</summary>
    private static async Task<Tenant> FetchAsync(TenantWorld world, int number)
    {
        world.Serve(TenantWorld.IssuerOf(number), KeySets.Rsa);
        var tenant = await HoldAsync(world, number);
        if (tenant.Keys.Snapshot is null)
        {
            Assert.NotNull((await tenant.Keys.SeekAsync("rsa-1"u8, JwtAlgorithms.RS256, Cancellation)).Key);
        }

        return tenant;
    }
}
