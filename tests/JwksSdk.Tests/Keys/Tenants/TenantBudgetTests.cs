using JwksSdk.Keys;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.Keys.Tenants;

/// <summary>That a tenant which goes and comes back has the budget of its endpoint only once; and tenants seen from outside.</summary>
public sealed class TenantBudgetTests
{
    private static readonly string Zero = TenantWorld.IssuerOf(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Junk_for_more_tenants_than_are_held_gives_no_endpoint_more_than_its_budget()
    {
        await using var world = Open(most: 10, served: 11);

        for (var number = 0; number < 1_100; number++)
        {
            world.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await world.VerifyAsync(TenantWorld.IssuerOf(number % 11), KeySets.OtherRsa);
        }

        for (var number = 0; number < 11; number++)
        {
            var requests = world.Handler.Requests.Count(request => request.StartsWith(TenantWorld.IssuerOf(number)));
            Assert.InRange(requests, 1, RefreshPolicy.TokensCapacity + RefreshPolicy.ScheduledCapacity);
        }

        Assert.InRange(world.Directory.Remembered, 1, 10);
    }

    [Fact]
    public async Task A_tenant_that_the_resolver_withdrew_and_gave_back_has_its_budget_once()
    {
        await using var world = Open(most: 10, served: 1);
        for (var round = 0; round < 40; round++)
        {
            world.IsTenant = static (_, _) => new(true);
            await world.VerifyAsync(Zero, KeySets.OtherRsa);
            world.IsTenant = static (_, _) => new(false);
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            await world.VerifyAsync(Zero, KeySets.OtherRsa);
            await world.IdleAsync();
            Assert.Equal(0, world.Directory.Count);
            world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(world.Handler.Requests.Count, 2, 10 + (80 / 30) + (80 / 20));
    }

    [Fact]
    public async Task No_further_tenant_is_made_while_what_others_spent_would_be_forgotten()
    {
        await using var world = Open(most: 1, served: 3);
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(Zero));
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(TenantWorld.IssuerOf(1)));
        Assert.Equal(1, world.Directory.Remembered);

        Assert.Equal(JwtErrorCode.KeysUnavailable, await world.VerifyAsync(TenantWorld.IssuerOf(2)));
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(Zero));
        world.Clock.Advance(RefreshPolicy.ScheduledRefill * 2);
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(TenantWorld.IssuerOf(2)));
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(TenantWorld.IssuerOf(1)));
        Assert.InRange(world.Directory.Remembered, 0, 1);
    }

    [Fact]
    public async Task A_listed_tenant_that_there_is_no_room_for_cannot_be_decided_and_is_not_asked_about()
    {
        await using var world = new TenantWorld(configure: static options =>
        {
            options.MaxTenants = 1;
            options.Issuers.Add(Zero);
        })
        {
            IsTenant = static (_, _) => new(true),
        };
        for (var number = 1; number <= 2; number++)
        {
            world.Serve(TenantWorld.IssuerOf(number), KeySets.Rsa);
            Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(TenantWorld.IssuerOf(number)));
        }

        Assert.Equal(JwtErrorCode.KeysUnavailable, await world.VerifyAsync(Zero));

        Assert.DoesNotContain(Zero, world.Questions);
    }

    [Fact]
    public async Task An_evicted_tenant_begins_no_fetch_any_more()
    {
        await using var world = Open(most: 1, served: 2);
        var evicted = Assert.IsType<Tenant>((await world.FindAsync(Zero, Cancellation)).Route);
        await world.FindAsync(TenantWorld.IssuerOf(1), Cancellation);

        var lookup = await evicted.Keys.SeekAsync("rsa-1"u8, JwtAlgorithms.RS256, Cancellation);

        Assert.Equal(JwtErrorCode.KeysUnavailable, lookup.Error);
        Assert.Empty(world.Handler.Requests);
    }

    [Fact]
    public async Task A_list_longer_than_the_tenants_held_fails_the_start()
    {
        await using var world = new TenantWorld(
            hasResolver: false,
            static options =>
            {
                options.MaxTenants = 1;
                options.Issuers.UnionWith([Zero, TenantWorld.IssuerOf(1)]);
            }
        );

        var thrown = Assert.Throws<OptionsValidationException>(() => world.Store);

        Assert.Contains("has 2 issuers, more than the 1 of MaxTenants", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_disposal_a_tenant_cannot_be_decided()
    {
        var world = Open(most: 10, served: 1);
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(Zero));
        var store = world.Store;
        await world.DisposeAsync();

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await store.FindAsync(Zero.Utf8(), null, Cancellation)).Error);
        Assert.Equal(
            JwtErrorCode.KeysUnavailable,
            (await store.FindAsync(TenantWorld.IssuerOf(1).Utf8(), null, Cancellation)).Error
        );
    }

    [Fact]
    public async Task A_held_tenant_is_found_and_refreshed_by_its_issuer_and_is_not_among_all()
    {
        await using var world = Open(most: 10, served: 1);
        var sets = world.Provider.GetRequiredService<IKeySets>();
        Assert.Null(sets.Find(Zero));
        await Assert.ThrowsAsync<ArgumentException>(() => sets.RefreshAsync(Zero, "test", Cancellation));
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(Zero));

        Assert.Single(sets.Find(Zero)!.Keys);
        Assert.Equal(TenantWorld.Declared, sets.Find(TenantWorld.Declared)!.Issuer);
        world.Serve(Zero, KeySets.Rsa, KeySets.OtherRsa);
        Assert.Equal(1, (await sets.RefreshAsync(Zero, "test", Cancellation)).KeysAdded);
        Assert.Equal([TenantWorld.Declared], sets.All.Select(static set => set.Issuer));
    }

    private static TenantWorld Open(int most, int served)
    {
        var world = new TenantWorld(configure: options =>
        {
            options.MaxTenants = most;
            options.ApprovalLifetime = TimeSpan.FromSeconds(1);
            options.RefusalLifetime = TimeSpan.FromSeconds(1);
        })
        {
            IsTenant = static (_, _) => new(true),
        };
        for (var number = 0; number < served; number++)
        {
            world.Serve(TenantWorld.IssuerOf(number), KeySets.Rsa);
        }

        return world;
    }
}
