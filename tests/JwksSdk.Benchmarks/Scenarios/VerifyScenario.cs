using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>A good token, from its characters to a typed token, with the keys at hand.</summary>
internal sealed class VerifyScenario : IScenario
{
    public string Name => "verify";

    public string Question => "What does it cost to verify a good token, above the bare signature check?";

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        foreach (
            var (what, tokens) in new (string, TokenSet)[]
            {
                ("RS256-2048", new TokenSet(JwtAlgorithms.RS256)),
                ("RS256-4096", new TokenSet(JwtAlgorithms.RS256, keySize: 4096)),
                ("PS256-2048", new TokenSet(JwtAlgorithms.PS256)),
                ("ES256", new TokenSet(JwtAlgorithms.ES256)),
                ("ES384", new TokenSet(JwtAlgorithms.ES384)),
                ("RS256-2048, 5,000 characters", new TokenSet(JwtAlgorithms.RS256, permissions: 213)),
            }
        )
        {
            using var world = new SdkWorld(tokens);
            var comparisons = Interleaved.Measure(
                [
                    BareCheck.Of(tokens),
                    world.Verifies(SubjectNames.Sdk, tokens.Token),
                    .. MicrosoftPeers.Verifying(tokens),
                ],
                effort,
                seed
            );
            foreach (var figure in Figure.Of(Name, what, comparisons))
            {
                yield return figure;
            }
        }
    }
}
