using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Tenants;

/// <summary>The bounded cache of tenants, by itself.</summary>
public sealed class TenantCacheTests
{
    [Fact]
    public void Whoever_missed_a_tenant_that_another_thread_added_since_gets_that_one()
    {
        using var source = new ScriptedSource();
        using var cache = new TenantCache(2, source.Clock, source.Clock.GetTimestamp());
        var issuer = new IssuerFacts(SampleProvider.Issuer, new JwksKeySource("https://issuer.test/jwks.json"), null);
        Assert.Null(cache.Find(SampleProvider.Issuer));

        var first = cache.GetOrAdd(issuer, Create);
        var second = cache.GetOrAdd(issuer, Create);

        Assert.Same(first, second);
        Assert.Same(first, cache.Find(SampleProvider.Issuer));
        Assert.Equal(1, cache.Count);

        Tenant Create(IssuerFacts facts, FetchHistory history) =>
            new(new SampleProvider().Provider, facts, _ => source.Keys, TenantApproval.Lasting);
    }
}
