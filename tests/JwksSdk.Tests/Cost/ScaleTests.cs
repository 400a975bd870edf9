using JwksSdk.Benchmarks.Subjects;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Cost;

/// <summary>What tenants keep in memory, as the README says it.</summary>
[Collection(Alone.Name)]
public sealed class ScaleTests
{
    private static readonly FakeAuth0 Pool = new();

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void Tenants_keep_no_more_than_so_much_each(int count)
    {
        // What is made once for the whole process is made by the first.
        using (new TenantApplication(Pool, 1, Services())) { }

        using var application = new TenantApplication(Pool, count, Services());

        Assert.InRange(application.Kept, count, (64 * 1024) + (count * 4 * 1024));
    }

    /// <summary>The capture of the suite would keep what is logged, and that would be measured.</summary>
    private static IServiceCollection Services() => TestServices.New().RemoveAll<ILoggerProvider>();
}
