using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>The same token by the client of its provider, and by one for twenty providers.</summary>
internal sealed class FederationScenario : IScenario
{
    public string Name => "federation";

    public string Question => "What does it cost not to know whose token it is?";

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256, issuer: "https://t20.login.acme.example");
        using var world = new FederatedWorld(tokens);
        return Figure.Of(
            Name,
            "RS256-2048",
            Interleaved.Measure(
                [
                    BareCheck.Of(tokens),
                    world.VerifiesOne(SubjectNames.FederationOfOne, tokens.Token),
                    world.VerifiesFederated(SubjectNames.FederationOfTwenty, tokens.Token),
                ],
                effort,
                seed
            )
        );
    }
}
