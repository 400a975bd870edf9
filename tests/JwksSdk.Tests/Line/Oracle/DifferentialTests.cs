using System.Globalization;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>
/// A hundred thousand changed tokens through the real verifier and the generated clients of an application: none makes it
/// throw, and none is accepted that another implementation refuses. Twenty times as many with <c>JWKSSDK_LONG=1</c>; another
/// seed by <c>JWKSSDK_SEED</c>.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output) : IDisposable
{
    private const int Ordinarily = 100_000;
    private const int LongFactor = 20;
    private const ulong UsualSeed = 20_260_921;

    private readonly LineWorld _world = new(isQuiet: true);

    private static ulong Seed =>
        Environment.GetEnvironmentVariable("JWKSSDK_SEED") is { } given
            ? ulong.Parse(given, CultureInfo.InvariantCulture)
            : UsualSeed;

    private static int Count =>
        Environment.GetEnvironmentVariable("JWKSSDK_LONG") == "1" ? Ordinarily * LongFactor : Ordinarily;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Nothing_is_accepted_that_another_implementation_refuses_and_nothing_throws()
    {
        var pool = new MutationPool(Seed, _world);
        var oracle = new MicrosoftOracle(_world);
        using var tally = new Tally();
        List<string> findings = [];
        for (var index = 0; index < Count && findings.Count < 20; index++)
        {
            var mutant = pool.Make(index);
            var finding = await JudgeAsync(mutant, oracle, tally);
            if (finding is not null)
            {
                findings.Add($"{index}: {mutant.Mutation.Name} of {mutant.Origin}: {finding}");
            }
        }

        output.WriteLine($"Seed {Seed}. {tally}Abstentions: {oracle.Abstentions}.");
        Assert.True(findings.Count == 0, $"With JWKSSDK_SEED={Seed}:\n{string.Join('\n', findings)}");
        AssertThatMutantsReachEveryStep(tally);
        Assert.True(oracle.Abstentions <= tally.AtStep(0) / 50, $"{oracle.Abstentions} abstentions.");
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_verdicts()
    {
        var pool = new MutationPool(Seed, _world);
        using var other = new LineWorld(isQuiet: true);
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

    /// <summary>What is wrong with the verdicts on a mutant; null when nothing is.</summary>
    private async Task<string?> JudgeAsync(Mutant mutant, MicrosoftOracle oracle, Tally tally)
    {
        try
        {
            var any = await _world.VerifyAsync(mutant.Text);
            tally.Add(mutant, any.Error.Code);
            return any.TryGetToken(out var token)
                ? await JudgeAcceptedAsync(mutant, token, oracle)
                : await JudgeRefusedAsync(mutant, any.Error.Code);
        }
        catch (Exception exception)
        {
            // The message may show what the token holds.
            return $"threw {exception.GetType().Name} {exception.StackTrace}";
        }
    }

    /// <summary>Of the generated methods of its declaration exactly one accepts it too, and the oracle does.</summary>
    private async Task<string?> JudgeAcceptedAsync(Mutant mutant, JwtToken token, MicrosoftOracle oracle)
    {
        var issuer = IssuerOf(token);
        List<string> kinds = [];
        foreach (var kind in issuer.Kinds)
        {
            if ((await _world.VerifyAsync(kind, mutant.Text)).TryGetToken(out var read))
            {
                kinds.Add(read.GetType() == token.GetType() ? kind.Name : $"{kind.Name} as {read}");
            }
        }

        if (kinds.Count != 1 || mutant.Mutation.IsForgery)
        {
            return $"accepted as {token}, by {kinds.Count} generated methods: {string.Join(", ", kinds)}";
        }

        var objection = await oracle.ObjectAsync(issuer, kinds[0], mutant.Text, token);
        return objection is null ? null : $"accepted as {token}, and the other implementation says: {objection}";
    }

    /// <summary>A generated method refuses it too; with the same words when the token was not even read.</summary>
    private async Task<string?> JudgeRefusedAsync(Mutant mutant, JwtErrorCode error)
    {
        if (await KnowledgeOracle.TellsTooMuchAsync(_world, mutant.Text, error))
        {
            return $"{error}, which tells of claims that nobody signed";
        }

        if (mutant.Index % 4 != 0)
        {
            return null;
        }

        var kinds = mutant.Origin.Issuer.Kinds;
        var kind = kinds[mutant.Index / 4 % kinds.Count];
        var one = (await _world.VerifyAsync(kind, mutant.Text)).Error.Code;
        return one == JwtErrorCode.None || ((int)error / 1000 == 1 && one != error)
            ? $"{error} by the verifier, and {one} by the client"
            : null;
    }

    private LineIssuer IssuerOf(JwtToken token) => _world.Issuers.Single(issuer => issuer.Fake.Issuer == token.Issuer);

    /// <summary>So that a generator that no longer reaches a step cannot pass for a verifier that holds.</summary>
    private static void AssertThatMutantsReachEveryStep(Tally tally)
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
        Assert.Equal(9, tally.Accepted.Count);

        // Every code that a token can cause; the endpoints answer throughout, and no declaration limits ages or requires more.
        Assert.Equal(
            Enum.GetValues<JwtErrorCode>()
                .Except([JwtErrorCode.KeysUnavailable])
                .Where(static code => code is < JwtErrorCode.TokenTooOld or > JwtErrorCode.GroupMissing),
            tally.Verdicts.Keys.Order()
        );
    }
}
