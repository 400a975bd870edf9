using System.Globalization;
using JwksSdk.Benchmarks.Limits;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;
using JwksSdk.Generators.Tests.Support;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Cost;

/// <summary>What applications with many providers, tenants and known tokens keep in memory, by the formula of the README.</summary>
[Collection(Alone.Name)]
public sealed class ScaleTests
{
    private static readonly FakeAuth0 Pool = new();

    // The ten thousand signatures take seconds, so that they are made once.
    private static readonly Lazy<string[]> TenantTokens = new(static () =>
        TenantApplication.Tokens(Pool, 10_000, 10_000)
    );

    private static readonly Lazy<double> OfTenTenants = new(static () => KeptFor(10));

    [Fact]
    public void The_README_has_the_formula() =>
        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{AllLimits.Fixed / 1_024} KB + {AllLimits.Provider / 1_024} KB × providers + {AllLimits.Tenant / 1_024} KB × tenants + {AllLimits.KnownToken / 1_024} KB × known tokens\n"
            ),
            Repository.Read("README.md"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void Tenants_keep_no_more_than_so_much_each(int count)
    {
        var kept = KeptFor(count);

        Assert.InRange(kept, count, AllLimits.Fixed + AllLimits.Provider + (count * AllLimits.Tenant));
        if (count > 10)
        {
            Assert.InRange((kept - OfTenTenants.Value) / (count - 10), 1, AllLimits.Tenant);
        }
    }

    [Fact]
    public void Providers_keep_no_more_than_so_much_each()
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256, issuer: "https://t20.login.acme.example");
        var lone = new TokenSet(JwtAlgorithms.RS256);
        using (new FederatedWorld(tokens, Services())) { }

        using (new SdkWorld(lone, Services())) { }

        var (one, ofOne) = Memory.Of(() => new SdkWorld(lone, Services()));
        var (twenty, ofTwenty) = Memory.Of(() => new FederatedWorld(tokens, Services()));

        Assert.InRange(ofOne, 1, AllLimits.Fixed + AllLimits.Provider);
        Assert.InRange(ofTwenty, 1, AllLimits.Fixed + (20 * AllLimits.Provider));
        Assert.InRange((ofTwenty - ofOne) / 19, 1, AllLimits.Provider);
        one.Dispose();
        twenty.Dispose();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void Known_tokens_keep_no_more_than_so_much_each(int count)
    {
        var tokens = new TokenSet(JwtAlgorithms.ES256);
        using var world = new SdkWorld(tokens, Services().AddJwksTokenCache(options => options.MaxEntries = count));
        string[] texts = [.. Enumerable.Range(0, count).Select(_ => tokens.Another())];

        var kept = Memory.Kept(() => Array.ForEach(texts, token => world.Verifies("", token).Run(1)));

        Assert.InRange(kept / count, 1, AllLimits.KnownToken);
    }

    /// <summary>What a whole application keeps with so many tenants, a token of each of which was verified.</summary>
    private static double KeptFor(int tenants)
    {
        var tokens = TenantTokens.Value;
        // What is made once for the whole process is made by the first.
        using (new TenantApplication(Pool, 1, Services())) { }

        var (application, kept) = Memory.Of(() => new TenantApplication(Pool, tenants, Services()));
        var used = Memory.Kept(() => application.Verifies("", tokens).Run(tenants));
        application.Dispose();
        return kept + used;
    }

    /// <summary>The capture of the suite would keep what is logged, and that would be measured.</summary>
    private static IServiceCollection Services() => TestServices.New().RemoveAll<ILoggerProvider>();
}
