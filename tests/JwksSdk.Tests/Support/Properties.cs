using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace JwksSdk.Tests.Support;

/// <summary>
/// Checks a property over random cases: few of them ordinarily, fifty times as many with <c>JWKSSDK_LONG=1</c>. A failure
/// prints its seed; <c>JWKSSDK_SEED</c> replays it.
/// </summary>
internal static class Properties
{
    private const int LongFactor = 50;

    /// <summary>Checks it for sequences of steps; a failing sequence is made as short as it can be.</summary>
    /// <param name="step">Makes a step.</param>
    /// <param name="length">The length of the longest sequence.</param>
    /// <param name="count">How many sequences are tried ordinarily.</param>
    /// <param name="check">Throws when the property does not hold.</param>
    public static void HoldForAll<TStep>(Gen<TStep> step, int length, int count, Action<TStep[]> check)
    {
        var seed = Setting("JWKSSDK_SEED") is { } given
            ? ulong.Parse(given, CultureInfo.InvariantCulture)
            : (ulong)Random.Shared.NextInt64();
        var config = Config
            .QuickThrowOnFailure.WithMaxTest(Setting("JWKSSDK_LONG") == "1" ? count * LongFactor : count)
            .WithStartSize(length / 10)
            .WithEndSize(length)
            .WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));
        try
        {
            Check.One(config, Prop.ForAll(Arb.From(step.ArrayOf(), Shorter), check));
        }
        catch (Exception exception)
        {
            Assert.Fail($"Replay with JWKSSDK_SEED={seed}. {exception}");
        }
    }

    /// <summary>The sequence without its halves, quarters, … and single steps.</summary>
    private static IEnumerable<TStep[]> Shorter<TStep>(TStep[] steps)
    {
        for (var part = (steps.Length + 1) / 2; part > 0; part /= 2)
        {
            for (var at = 0; at < steps.Length; at += part)
            {
                yield return [.. steps.Take(at), .. steps.Skip(at + part)];
            }
        }
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name);
}
