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

    // The ten thousand signatures take seconds, so they are made once.
    private static readonly Lazy<string[]> TenantTokens = new(static () =>
        TenantApplication.Tokens(Pool, 10_000, 10_000)
    );

    private static readonly Lazy<double> OfTenTenants = new(static () => KeptForTenants(10));

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
        var kept = KeptForTenants(count);

        Assert.InRange(kept, count, MostForTenants(count));
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

        const double MostOfOne = AllLimits.Fixed + AllLimits.Provider;
        const double MostOfTwenty = AllLimits.Fixed + (20 * AllLimits.Provider);

        var ofOne = KeptFor(1, MostOfOne, () => new SdkWorld(lone, Services()));
        var ofTwenty = KeptFor(20, MostOfTwenty, () => new FederatedWorld(tokens, Services()));

        Assert.InRange(ofOne, 1, MostOfOne);
        Assert.InRange(ofTwenty, 1, MostOfTwenty);
        Assert.InRange((ofTwenty - ofOne) / 19, 1, AllLimits.Provider);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void Known_tokens_keep_no_more_than_so_much_each(int count)
    {
        var most = AllLimits.Fixed + AllLimits.Provider + (count * AllLimits.KnownToken);
        var tokens = new TokenSet(JwtAlgorithms.ES256);
        string[] texts = [.. Enumerable.Range(0, count).Select(_ => tokens.Another())];

        var kept = KeptFor(
            count,
            most,
            () =>
            {
                var services = Services().AddJwksTokenCache(options => options.MaxEntries = count);
                var world = new SdkWorld(tokens, services);
                Array.ForEach(texts, token => world.Verifies("", token).Run(1));
                return world;
            }
        );

        Assert.InRange(kept, count, most);
    }

    private static double MostForTenants(int tenants) =>
        AllLimits.Fixed + AllLimits.Provider + (tenants * AllLimits.Tenant);

    /// <summary>What an application keeps with so many tenants, a token of each of which was verified.</summary>
    private static double KeptForTenants(int tenants)
    {
        var tokens = TenantTokens.Value;
        return KeptFor(
            tenants,
            MostForTenants(tenants),
            () =>
            {
                var application = new TenantApplication(Pool, tenants, Services());
                application.Verifies("", tokens).Run(tenants);
                return application;
            }
        );
    }

    /// <summary>
    /// What an application keeps, but for what the first one of a process makes for all. Now and then something else of the process is let go
    /// or made in the midst of it: what is less than anything of the kind can keep, or too much, is measured again.
    /// </summary>
    private static double KeptFor<T>(int count, double most, Func<T> make)
        where T : class, IDisposable
    {
        make().Dispose();
        double kept;
        var tries = 0;
        do
        {
            (var made, kept) = Memory.Of(make);
            made.Dispose();
        } while ((kept < count * 512 || kept > most) && ++tries < 4);

        return kept;
    }

    /// <summary>The capture of the suite would keep what is logged, and that would be measured.</summary>
    private static IServiceCollection Services() => TestServices.New().RemoveAll<ILoggerProvider>();
}
