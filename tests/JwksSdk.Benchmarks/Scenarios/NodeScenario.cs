using System.Buffers.Text;
using System.Text.Json.Nodes;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>The verifiers of another runtime, each beside the bare check of its own runtime.</summary>
internal sealed class NodeScenario : IScenario
{
    public string Name => "node";

    public string Question => "What do the verifiers of Node.js cost, above the bare signature check of Node.js?";

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        using var peers = NodePeers.Install();
        return peers is null
            ? []
            :
            [
                .. Figure.Of(Name, "RS256-2048", peers.Measure(Job(effort, seed, isKnown: false))),
                .. Figure.Of(Name, "RS256-2048, known", peers.Measure(Job(effort, seed, isKnown: true))),
            ];
    }

    private static JsonObject Job(Effort effort, int seed, bool isKnown)
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256);
        return new JsonObject
        {
            ["known"] = isKnown,
            ["token"] = tokens.Token,
            ["refused"] = new JsonArray([.. Refused(tokens)]),
            ["keySet"] = JsonNode.Parse(tokens.KeySet),
            ["algorithm"] = tokens.Algorithm.ToString(),
            ["type"] = Part(tokens, 0)["typ"]!.DeepClone(),
            ["issuer"] = tokens.Issuer,
            ["audience"] = TokenSet.Audience,
            ["subject"] = Part(tokens, 1)["sub"]!.DeepClone(),
            ["rounds"] = effort.Rounds,
            ["turn"] = effort.Turn.TotalMilliseconds,
            ["warmUp"] = 3 * effort.Calm.TotalMilliseconds,
            ["seed"] = seed,
        };
    }

    /// <summary>The same token with one thing wrong at a time, which shows that a peer checks it.</summary>
    private static IEnumerable<JsonNode> Refused(TokenSet tokens)
    {
        yield return Bad("another issuer", tokens.WithClaim("iss", "https://login.stranger.example"));
        yield return Bad("another audience", tokens.WithClaim("aud", "https://api.stranger.example"));
        yield return Bad("the past", tokens.WithClaim("exp", DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 3_600));
        yield return Bad("another type", tokens.WithHeader("typ", "JWT"));
        var end = tokens.Token.LastIndexOf('.');
        var signature = tokens.WithClaim("sub", "someone else").Split('.')[2];
        yield return Bad("another token's signature", $"{tokens.Token[..end]}.{signature}");
    }

    private static JsonObject Bad(string what, string token) => new() { ["what"] = what, ["token"] = token };

    private static JsonObject Part(TokenSet tokens, int at) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(tokens.Token.Split('.')[at]))!.AsObject();
}
