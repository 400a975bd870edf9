using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>Bad tokens of every kind, as anyone may send them by the thousand.</summary>
internal sealed class RefusalScenario : IScenario
{
    public string Name => "refuse";

    public string Question => "What does it cost to refuse a bad token, and can an attacker make it cost more?";

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256);
        var stranger = new TokenSet(JwtAlgorithms.RS256);
        using var world = new SdkWorld(tokens);
        var parts = tokens.Token.Split('.');
        (string What, string Token, JwtErrorCode Error)[] cases =
        [
            ("malformed", parts[0] + "." + parts[1], JwtErrorCode.Malformed),
            ("foreign issuer", tokens.OfIssuer("https://login.stranger.example"), JwtErrorCode.UnknownIssuer),
            // Of a stranger's key: JsonWebTokenHandler tries every key it has for a kid that it does not know.
            ("unknown kid", stranger.WithUnknownKey("2026-11-key-9"), JwtErrorCode.UnknownKeyId),
            ("bad signature", tokens.Forged(), JwtErrorCode.BadSignature),
        ];
        foreach (var (what, token, error) in cases)
        {
            var before = world.Requests.Value;
            var comparisons = Interleaved.Measure(
                [
                    BareCheck.Of(tokens),
                    world.Refuses(VerifyScenario.Sdk, token, error),
                    MicrosoftPeers.StaticKey(tokens, token),
                    MicrosoftPeers.Managed(tokens, token),
                ],
                effort,
                seed
            );
            foreach (var figure in Figure.Of(Name, what, comparisons))
            {
                yield return figure;
            }

            yield return new Figure(Name, what, VerifyScenario.Sdk, "requests", world.Requests.Value - before);
        }
    }
}
