using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;
using JwksSdk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>Ten tenants, a thousand and ten thousand; what each keeps in memory, and what a token of one costs.</summary>
internal sealed class ScaleScenario : IScenario
{
    private const string Sdk = "JwksSdk";
    private const int Tokens = 1_000;

    public string Name => "scale";

    public string Question =>
        "What do many tenants, providers and known tokens keep in memory, and does a token cost more for it?";

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        var pool = new FakeAuth0();
        // What is made once for a process is made by the first.
        using (new TenantApplication(pool, 1)) { }

        var worlds = new List<(string What, int Count, TenantApplication World)>();
        foreach (var count in new[] { 10, 1_000, 10_000 })
        {
            worlds.Add(($"{count:N0} tenants", count, new TenantApplication(pool, count)));
        }

        var comparisons = Interleaved.Measure(
            [
                BareCheck.Of(new TokenSet(JwtAlgorithms.RS256)),
                .. worlds.Select(static each => each.World.Verifies(each.What)),
            ],
            effort,
            seed
        );
        foreach (var (what, count, world) in worlds)
        {
            var compared = comparisons.First(each => each.Subject == what);
            yield return new Figure(Name, what, Sdk, "ratio", Math.Round(compared.Ratio, 4));
            yield return new Figure(Name, what, Sdk, "bytes", compared.Bytes.GetValueOrDefault());
            yield return new Figure(Name, what, Sdk, "kept each", Math.Round(world.Kept / count));
            world.Dispose();
        }

        yield return new Figure(Name, "20 providers", Sdk, "kept each", Math.Round(KeptOfProviders()));
        yield return new Figure(Name, $"{Tokens:N0} known tokens", Sdk, "kept each", Math.Round(KeptOfTokens()));
    }

    private static double KeptOfProviders()
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256, issuer: "https://t20.login.acme.example");
        using (new FederatedWorld(tokens)) { }

        FederatedWorld? world = null;
        var kept = Memory.Kept(() => world = new FederatedWorld(tokens));
        world!.Dispose();
        return kept / 20;
    }

    private static double KeptOfTokens()
    {
        var tokens = new TokenSet(JwtAlgorithms.ES256);
        using var world = new SdkWorld(
            tokens,
            new ServiceCollection().AddJwksTokenCache(static options => options.MaxEntries = 2 * Tokens)
        );
        var texts = Enumerable.Range(0, Tokens).Select(_ => tokens.Another()).ToArray();
        return Memory.Kept(() => Array.ForEach(texts, token => world.Verifies(Sdk, token).Run(1))) / Tokens;
    }
}
