using JwksSdk.Tests.Support.Leaks;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LeakTests.Last))]

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>What every other test of the suite let out, looked at after all of them.</summary>
[Collection(nameof(LeakTests))]
public sealed class LeakTests
{
    [Fact]
    public void No_log_exception_activity_or_metric_of_any_test_holds_a_part_of_a_token()
    {
        var report = LeakFixture.Report();
        Assert.True(report.Length == 0, report);
    }

    /// <summary>Runs beside no other tests, so after all that may.</summary>
    [CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
    public sealed class AfterTheOthers;

    /// <summary>Puts these tests behind the others that run alone.</summary>
    public sealed class Last : ITestCollectionOrderer
    {
        public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
            IReadOnlyCollection<TTestCollection> testCollections
        )
            where TTestCollection : ITestCollection =>
            [.. testCollections.OrderBy(static each => each.TestCollectionDisplayName == nameof(LeakTests))];
    }
}
