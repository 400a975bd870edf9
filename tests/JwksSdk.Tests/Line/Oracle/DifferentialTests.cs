using System.Globalization;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>
/// A hundred thousand changed tokens through the real verifier and the generated clients of an application: none makes it
/// throw, and none is accepted that another implementation refuses. Each comes in by several ways and has one verdict by all
/// of them; half of them where verified tokens are known again. Twenty times as many with <c>JWKSSDK_LONG=1</c>; another seed
/// by <c>JWKSSDK_SEED</c>.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output) : IDisposable
{
    private const int Ordinarily = 100_000;
    private const int LongFactor = 20;
    private const ulong UsualSeed = 20_260_921;

    private readonly LineWorld _world = new(isQuiet: true, keepsAllClaims: true);
    private readonly LineWorld _caching = new(isQuiet: true, hasCache: true, keepsAllClaims: true);

    private static ulong Seed =>
        Environment.GetEnvironmentVariable("JWKSSDK_SEED") is { } given
            ? ulong.Parse(given, CultureInfo.InvariantCulture)
            : UsualSeed;

    private static int Count =>
        Environment.GetEnvironmentVariable("JWKSSDK_LONG") == "1" ? Ordinarily * LongFactor : Ordinarily;

    public void Dispose()
    {
        _world.Dispose();
        _caching.Dispose();
    }

    [Fact]
    public async Task Nothing_is_accepted_that_another_implementation_refuses_and_nothing_throws()
    {
        var pool = new MutationPool(Seed, _world);
        Judge[] judges = [new(_world), new(_caching)];
        using var tally = new Tally();
        List<string> findings = [];
        for (var index = 0; index < Count && findings.Count < 20; index++)
        {
            var mutant = pool.Make(index);
            var finding = await judges[index % 2].FindAsync(mutant, tally);
            if (finding is not null)
            {
                findings.Add($"{index}: {mutant.Mutation.Name} of {mutant.Origin}: {finding}");
            }
        }

        var abstentions = judges.Sum(static judge => judge.Abstentions);
        output.WriteLine($"Seed {Seed}. {tally}Abstentions: {abstentions}.");
        Assert.True(findings.Count == 0, $"With JWKSSDK_SEED={Seed}:\n{string.Join('\n', findings)}");
        AssertThatMutantsReachEveryStep(tally, [.. pool.Kinds]);
        Assert.True(abstentions <= tally.AtStep(0) / 300, $"{abstentions} abstentions.");
        Assert.All(judges, static judge => Assert.NotEqual(0, judge.OwnRefusals));

        // What was accepted is known, each text once for what was asked, and nothing else is.
        Assert.True(_caching.Known > tally.AtStep(0) / 4, $"{_caching.Known} tokens are known.");
        Assert.Equal(_caching.Accepted, _caching.Known);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_verdicts()
    {
        var pool = new MutationPool(Seed, _world);
        using var other = new LineWorld(isQuiet: true, hasCache: true);
        using var first = new Tally();
        using var second = new Tally();
        for (var index = 0; index < 3_000; index++)
        {
            // Made twice, because a signature may be another one each time; what is said about it may not.
            var (here, there) = (pool.Make(index), pool.Make(index));
            first.Add(here, (await _world.VerifyAsync(here.Text)).Error.Code);
            second.Add(there, (await other.VerifyAsync(there.Text)).Error.Code);
        }

        Assert.True(first.Digest() == second.Digest(), $"With JWKSSDK_SEED={Seed}: {first} and then {second}");
    }

    /// <summary>So that a generator that no longer reaches a step cannot pass for a verifier that holds.</summary>
    private static void AssertThatMutantsReachEveryStep(Tally tally, string[] kinds)
    {
        (int Step, double Least)[] shares =
        [
            (0, 0.05),
            (1, 0.30),
            (2, 0.02),
            (3, 0.01),
            (4, 0.01),
            (5, 0.10),
            (6, 0.02),
        ];
        Assert.All(
            shares,
            each => Assert.True(tally.AtStep(each.Step) >= each.Least * tally.Total, $"Step {each.Step}: {tally}")
        );
        Assert.All(
            MutationPool.Every,
            mutation => Assert.True(tally.Mutations.GetValueOrDefault(mutation.Name) > 0, mutation.Name)
        );

        // No kind is left out: what is signed anew is what reaches the claims.
        Assert.All(
            kinds,
            kind =>
                Assert.True(
                    tally.Signed.GetValueOrDefault(kind) >= 0.006 * tally.Total
                        && tally.Accepted.GetValueOrDefault(kind) >= 0.002 * tally.Total,
                    $"{kind}: {tally}"
                )
        );

        // Every code that a token can cause; the endpoints answer throughout, and no declaration limits ages or requires more.
        Assert.Equal(
            Enum.GetValues<JwtErrorCode>()
                .Except([JwtErrorCode.KeysUnavailable])
                .Where(static code => code is < JwtErrorCode.TokenTooOld or > JwtErrorCode.GroupMissing),
            tally.Verdicts.Keys.Order()
        );
    }
}
