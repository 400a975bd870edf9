using FsCheck;
using FsCheck.Fluent;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>
/// The key store over random lives: clocks that leap, tokens of every sort, an endpoint in every mood. Whatever happens, its
/// requests keep to the bound, a known key answers at once, and a withdrawn or outlived one never does.
/// </summary>
public sealed class KeyStorePropertyTests
{
    private static readonly Gen<KeyStoreLife.Step> Steps = Gen.Frequency(
            (12, Gen.Constant(KeyStoreLife.Event.Advance)),
            (1, Gen.Constant(KeyStoreLife.Event.LeapWallClock)),
            (6, Gen.Constant(KeyStoreLife.Event.KnownToken)),
            (6, Gen.Constant(KeyStoreLife.Event.JunkToken)),
            (4, Gen.Constant(KeyStoreLife.Event.RepeatedJunkToken)),
            (4, Gen.Constant(KeyStoreLife.Event.BadSignature)),
            (2, Gen.Constant(KeyStoreLife.Event.ExpiredToken)),
            (4, Gen.Constant(KeyStoreLife.Event.ChangeMood)),
            (3, Gen.Constant(KeyStoreLife.Event.Release)),
            (2, Gen.Constant(KeyStoreLife.Event.PublishKey)),
            (2, Gen.Constant(KeyStoreLife.Event.WithdrawKey)),
            (1, Gen.Constant(KeyStoreLife.Event.SwapMaterial)),
            (1, Gen.Constant(KeyStoreLife.Event.ChangeLifetime)),
            (2, Gen.Constant(KeyStoreLife.Event.Request)),
            (2, Gen.Constant(KeyStoreLife.Event.Burst)),
            (1, Gen.Constant(KeyStoreLife.Event.Schedule))
        )
        .SelectMany(static _ => Gen.Choose(0, 1_000_000), static (kind, number) => new KeyStoreLife.Step(kind, number));

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(300)]
    public void Every_life_keeps_to_the_rules(int coolDownSeconds) =>
        Properties.HoldForAll(
            Steps,
            length: 150,
            count: 60,
            steps =>
            {
                using var life = new KeyStoreLife(TimeSpan.FromSeconds(coolDownSeconds));
                life.Live(steps);
            }
        );
}
