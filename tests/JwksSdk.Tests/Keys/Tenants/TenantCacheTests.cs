using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Tenants;

/// <summary>The bounded cache of tenants, by itself. All of them have the keys, and what was spent on them, of one source.</summary>
public sealed class TenantCacheTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private readonly ScriptedSource _source = new(KeySets.Of(KeySets.Rsa));

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Whoever_missed_a_tenant_that_another_thread_added_since_gets_that_one()
    {
        using var cache = Open(2);
        Assert.Null(cache.Find(TenantWorld.IssuerOf(0)));

        var first = Add(cache, 0);
        var second = Add(cache, 0);

        Assert.Same(first, second);
        Assert.Same(first, cache.Find(TenantWorld.IssuerOf(0)));
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void The_one_not_used_for_longest_goes_first_also_when_the_wall_clock_is_set_back()
    {
        using var cache = Open(2);
        Add(cache, 0);
        _source.Clock.Advance(Moment);
        Add(cache, 1);
        _source.Clock.LeapWallClock(TimeSpan.FromHours(-1));
        _source.Clock.Advance(Moment);
        Assert.NotNull(cache.Find(TenantWorld.IssuerOf(0)));
        _source.Clock.Advance(Moment);

        Add(cache, 2);

        Assert.NotNull(cache.Find(TenantWorld.IssuerOf(0)));
        Assert.Null(cache.Find(TenantWorld.IssuerOf(1)));
    }

    [Fact]
    public async Task Of_evicted_tenants_no_more_are_remembered_than_may_be_held_and_no_other_is_made_meanwhile()
    {
        const int most = 40;
        using var cache = Open(most);
        await _source.FindAsync("rsa-1");

        for (var number = 0; number < 10 * most; number++)
        {
            _source.Clock.Advance(TimeSpan.FromTicks(1));
            Add(cache, number % (3 * most));
            Assert.InRange(cache.Remembered, 0, most);
            Assert.InRange(cache.Count, 0, most);
        }

        Assert.InRange(cache.Remembered, most - 1, most);
        Assert.Null(Add(cache, 3 * most));
    }

    [Fact]
    public async Task A_withdrawn_tenant_comes_back_to_a_free_place_however_many_are_remembered()
    {
        using var cache = Open(1);
        await _source.FindAsync("rsa-1");
        Add(cache, 0);
        Add(cache, 1);
        cache.Remove(TenantWorld.IssuerOf(1));
        Assert.Equal(2, cache.Remembered);

        Assert.Null(Add(cache, 2));
        Assert.NotNull(Add(cache, 0));
        Assert.Equal(1, cache.Remembered);
    }

    private TenantCache Open(int capacity) => new(capacity, _source.Clock, _source.Clock.GetTimestamp());

    private Tenant? Add(TenantCache cache, int number) =>
        cache.GetOrAdd(
            new IssuerFacts(
                TenantWorld.IssuerOf(number),
                new JwksKeySource(TenantWorld.IssuerOf(number) + "jwks.json"),
                null
            ),
            (facts, _) => new Tenant(new SampleProvider().Provider, facts, _ => _source.Keys, TenantApproval.Lasting)
        );
}
