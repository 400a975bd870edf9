using System.Globalization;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;
using JwksSdk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>One tenant and ten thousand, one provider and twenty, ten thousand known tokens: what they keep in memory, and what a token costs.</summary>
internal sealed class ScaleScenario : IScenario
{
    private static readonly int[] Tenants = [1, 10, 1_000, 10_000];
    private static readonly int[] KnownTokens = [1_000, 10_000];

    public string Name => "scale";

    public string Question =>
        "What do many tenants, providers and known tokens keep in memory, and does a token cost more for it?";

    public IEnumerable<Figure> Run(Effort effort, int seed) =>
        [.. RunTenants(effort, seed), .. RunProviders(), .. RunKnownTokens()];

    private IEnumerable<Figure> RunTenants(Effort effort, int seed)
    {
        var pool = new FakeAuth0();
        var tokens = TenantApplication.Tokens(pool, Tenants[^1], Tenants[^1]);
        // What is made once for a process is made by the first.
        using (new TenantApplication(pool, 1)) { }

        var worlds = Tenants.Select(count => Memory.Of(() => new TenantApplication(pool, count))).ToArray();
        double[] used =
        [
            .. worlds.Select((each, i) => Memory.Kept(() => each.Made.Verifies("", tokens).Run(Tenants[i]))),
        ];
        double[] kept = [.. worlds.Select(static each => each.Kept)];
        double[] keptUsed = [.. kept.Zip(used, static (before, more) => before + more)];
        var ratios = Interleaved.Measure(
            [
                BareCheck.Of(new TokenSet(JwtAlgorithms.RS256)),
                .. worlds.Select((each, i) => each.Made.Verifies("", TenTokens(pool, Tenants[i]))),
            ],
            effort,
            seed
        );
        for (var i = 0; i < Tenants.Length; i++)
        {
            yield return Figure(Case(Tenants[i]), "ratio", Math.Round(ratios[i + 1].Ratio, 4));
            yield return Figure(Case(Tenants[i]), "bytes", ratios[i + 1].Bytes.GetValueOrDefault());
            yield return Figure(Case(Tenants[i]), "kept", kept[i]);
            yield return Figure(Case(Tenants[i]), "kept once used", keptUsed[i]);
            // Beyond the ten whose tokens are verified in turn.
            if (i > 1)
            {
                yield return Figure(Case(Tenants[i]), "each more", EachMore(Tenants, keptUsed, i));
            }
        }

        // So many keys are in no processor's caches, whoever uses them: these are compared with checks of as many.
        var inTurn = Interleaved.Measure(
            [
                BareCheck.InTurn(tokens, pool.KeyRings[0].Current, JwtAlgorithms.RS256),
                worlds[^1].Made.Verifies(SubjectNames.Us, tokens),
            ],
            effort,
            seed
        );
        foreach (var figure in Scenarios.Figure.Of(Name, $"{Case(Tenants[^1])}, a token of each in turn", inTurn))
        {
            yield return figure;
        }

        Array.ForEach(worlds, static each => each.Made.Dispose());
    }

    /// <summary>As many tokens whatever the number of tenants, so that it is not their own memory that makes a difference.</summary>
    private static string[] TenTokens(FakeAuth0 pool, int tenants) =>
        TenantApplication.Tokens(pool, Math.Min(tenants, 10), 10);

    private IEnumerable<Figure> RunProviders()
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256, issuer: "https://t20.login.acme.example");
        var lone = new TokenSet(JwtAlgorithms.RS256);
        using (new FederatedWorld(tokens)) { }

        using (new SdkWorld(lone)) { }

        var (one, ofOne) = Memory.Of(() => new SdkWorld(lone));
        var (twenty, ofTwenty) = Memory.Of(() => new FederatedWorld(tokens));
        yield return Figure("1 provider", "kept", ofOne);
        yield return Figure("20 providers", "kept", ofTwenty);
        yield return Figure("20 providers", "each more", EachMore([1, 20], [ofOne, ofTwenty], 1));
        one.Dispose();
        twenty.Dispose();
    }

    private IEnumerable<Figure> RunKnownTokens()
    {
        var tokens = new TokenSet(JwtAlgorithms.ES256);
        string[] texts = [.. Enumerable.Range(0, KnownTokens[^1]).Select(_ => tokens.Another())];
        var kept = KnownTokens.Select(count => KeptFor(tokens, texts[..count])).ToArray();
        for (var i = 0; i < kept.Length; i++)
        {
            yield return Figure($"{KnownTokens[i]:N0} known tokens", "kept", kept[i]);
        }

        yield return Figure($"{KnownTokens[^1]:N0} known tokens", "each more", EachMore(KnownTokens, kept, 1));
    }

    private static double KeptFor(TokenSet tokens, string[] texts)
    {
        var (world, kept) = Memory.Of(() =>
        {
            var services = new ServiceCollection().AddJwksTokenCache(static options =>
                options.MaxEntries = 2 * KnownTokens[^1]
            );
            var made = new SdkWorld(tokens, services);
            Array.ForEach(texts, token => made.Verifies("", token).Run(1));
            return made;
        });
        world.Dispose();
        return kept;
    }

    /// <summary>What each one beyond the next smaller number keeps.</summary>
    private static double EachMore(int[] counts, double[] kept, int at) =>
        Math.Round((kept[at] - kept[at - 1]) / (counts[at] - counts[at - 1]));

    private static string Case(int tenants) =>
        tenants == 1 ? "1 tenant" : string.Create(CultureInfo.InvariantCulture, $"{tenants:N0} tenants");

    private Figure Figure(string @case, string unit, double value) => new(Name, @case, SubjectNames.Us, unit, value);
}
