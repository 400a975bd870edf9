using JwksSdk.Routing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Routing;

public sealed class RouteTableTests
{
    [Fact]
    public void Issuer_leads_to_its_route()
    {
        var one = new SampleProvider(issuers: ["https://one.test/", "https://custom.test/"]);
        var two = new SampleProvider(issuers: ["https://two.test/"]);
        var routes = new RouteTable([one.Provider, two.Provider]);

        Assert.Same(one.Provider.Routes[0], routes.Find("https://one.test/"u8));
        Assert.Same(one.Provider.Routes[1], routes.Find("https://custom.test/"u8));
        Assert.Same(two.Provider.Routes[0], routes.Find("https://two.test/"u8));
        Assert.Equal([one.Provider, two.Provider], routes.Providers);
        Assert.Same(two.Provider, routes.Find(two.Declaration));
        Assert.Null(routes.Find(new SampleProvider().Declaration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://issuer.test")]
    [InlineData("https://issuer.test//")]
    [InlineData("https://issuer.test/x")]
    [InlineData("https://Issuer.test/")]
    [InlineData("https://issuer.test%2f")]
    [InlineData("https://\u0456ssuer.test/")]
    [InlineData("https://xn--ssuer-3of.test/")]
    [InlineData("https://issuer.test/\0")]
    [InlineData("http://issuer.test/")]
    public void Issuer_that_only_resembles_a_declared_one_has_no_route(string issuer)
    {
        var provider = new SampleProvider();
        var routes = new RouteTable([provider.Provider]);
        Assert.Null(routes.Find(issuer.Utf8()));
        Assert.Null(provider.Provider.Find(issuer.Utf8()));
        Assert.Same(provider.Route, routes.Find("https://issuer.test/"u8));
        Assert.Same(provider.Route, provider.Provider.Find("https://issuer.test/"u8));
    }

    [Fact]
    public void A_route_accepts_the_declared_algorithms_alone()
    {
        var route = new SampleProvider().Route;
        Assert.Equal([JwtAlgorithms.RS256], Algorithms.All.Where(route.Accepts));
        Assert.False(route.Accepts(default));
    }

    [Fact]
    public void Call_for_one_provider_does_not_see_the_issuers_of_others()
    {
        var one = new SampleProvider(issuers: ["https://one.test/"]);
        Assert.Null(one.Provider.Find("https://two.test/"u8));
    }

    [Fact]
    public void Unknown_issuer_costs_no_allocation()
    {
        var routes = new RouteTable([new SampleProvider().Provider]);
        var issuers = new[] { "https://unknown.test/".Utf8(), new byte[512], new byte[513], "é😀".Utf8() };
        foreach (var issuer in issuers)
        {
            Assert.Null(routes.Find(issuer));
            var before = GC.GetAllocatedBytesForCurrentThread();
            routes.Find(issuer);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Two_declarations_with_one_issuer_are_refused_at_start()
    {
        var error = Assert.Throws<InvalidOperationException>(static () =>
            new RouteTable([new SampleProvider().Provider, new SampleProvider().Provider])
        );
        Assert.Contains("Sample", error.Message, StringComparison.Ordinal);
        Assert.Contains("https://issuer.test/", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Issuer_that_no_token_may_name_is_refused_at_start()
    {
        var fits = "https://" + new string('i', 504);
        var routes = new RouteTable([new SampleProvider(issuers: [fits]).Provider]);
        Assert.NotNull(routes.Find(fits.Utf8()));
        Assert.Throws<InvalidOperationException>(() =>
            new RouteTable([new SampleProvider(issuers: [fits + "i"]).Provider])
        );
    }
}
