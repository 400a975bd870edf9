using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>A token that comes again, with the cache of verified tokens.</summary>
internal sealed class CacheScenario : IScenario
{
    public string Name => "cache";

    public string Question => "What does a known token cost?";

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256);
        using var world = new SdkWorld(tokens, new ServiceCollection().AddJwksTokenCache());
        return Figure.Of(
            Name,
            "RS256-2048, known",
            Interleaved.Measure([BareCheck.Of(tokens), world.Verifies(SubjectNames.Sdk, tokens.Token)], effort, seed)
        );
    }
}
