using FsCheck;
using FsCheck.Fluent;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>The bound in HTTP requests: fetches × documents × tries, through discovery and every handler, over random lives.</summary>
public sealed class RequestBoundPropertyTests
{
    private static readonly Gen<RequestBoundLife.Step> Steps = Gen.Frequency(
            (8, Gen.Constant(RequestBoundLife.Event.Advance)),
            (1, Gen.Constant(RequestBoundLife.Event.LeapWallClock)),
            (3, Gen.Constant(RequestBoundLife.Event.KnownToken)),
            (6, Gen.Constant(RequestBoundLife.Event.JunkToken)),
            (3, Gen.Constant(RequestBoundLife.Event.Request)),
            (1, Gen.Constant(RequestBoundLife.Event.Break)),
            (1, Gen.Constant(RequestBoundLife.Event.Fail)),
            (1, Gen.Constant(RequestBoundLife.Event.FailKeys)),
            (2, Gen.Constant(RequestBoundLife.Event.Mend))
        )
        .SelectMany(
            static _ => Gen.Choose(0, 1_000_000),
            static (kind, number) => new RequestBoundLife.Step(kind, number)
        );

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void Every_life_keeps_to_the_requests_of_its_fetches(int coolDownSeconds) =>
        Properties.HoldForAll(
            Steps,
            length: 100,
            count: 25,
            steps =>
            {
                using var life = new RequestBoundLife(TimeSpan.FromSeconds(coolDownSeconds));
                life.Live(steps);
            }
        );
}
