using System.Buffers.Text;
using System.Text.Json.Nodes;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;
using JwksSdk.Testing;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>Bad tokens of each stage of the line, as anyone may send them by the thousand.</summary>
internal sealed class RefusalScenario : IScenario
{
    private const string Stranger = "https://login.stranger.example";
    private const string UnknownKeyId = "2026-11-key-9";
    private const int ManyKeys = 100;
    private const int ManyTenants = 1_000;

    public string Name => "refuse";

    public string Question => "What does it cost to refuse a bad token, and can an attacker make it cost more?";

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256);
        // There are many cases, and what matters is in another order of size than what a round more or less can show.
        effort = effort with
        {
            Rounds = (effort.Rounds + 1) / 2,
        };
        return
        [
            .. Measure(tokens, [.. WithoutAKey(tokens), .. WithAKey(tokens)], effort, seed),
            .. Measure(ManyKeys, effort, seed),
            .. MeasureTenants(tokens, effort, seed),
        ];
    }

    /// <summary>What anyone can make without a key of the provider.</summary>
    private static Case[] WithoutAKey(TokenSet tokens)
    {
        var parts = tokens.Token.Split('.');
        return
        [
            new("empty", "", JwtErrorCode.TokenEmpty),
            new("too long", $"{parts[0]}.{new string('a', 16_384)}.{parts[2]}", JwtErrorCode.TokenTooLong),
            new("opaque", new string('a', 40), JwtErrorCode.Opaque),
            new("malformed", $"{parts[0]}.{parts[1]}", JwtErrorCode.Malformed),
            new("encrypted", $"{tokens.Token}.{parts[1]}.{parts[2]}", JwtErrorCode.Encrypted),
            new("no base64url", $"{parts[0]}.{parts[1][..^1]}!.{parts[2]}", JwtErrorCode.Encoding),
            new("no JSON", $"{Base64Url.EncodeToString("{alg}"u8)}.{parts[1]}.{parts[2]}", JwtErrorCode.InvalidJson),
            new("a header twice", tokens.WithKeyIdTwice(), JwtErrorCode.DuplicateMember) { DoPeersTakeIt = true },
            new("critical header", tokens.WithHeader("crit", new JsonArray("exp")), JwtErrorCode.CriticalHeader)
            {
                DoPeersTakeIt = true,
            },
            new("no algorithm", tokens.WithHeader("alg", "none"), JwtErrorCode.AlgorithmNotAllowed),
            new("symmetric algorithm", tokens.WithHeader("alg", "HS256"), JwtErrorCode.SymmetricAlgorithm),
            new("no issuer", tokens.WithClaim("iss", null), JwtErrorCode.IssuerMissing),
            new("foreign issuer", tokens.WithClaim("iss", Stranger), JwtErrorCode.UnknownIssuer),
            new("no kid", tokens.WithHeader("kid", null), JwtErrorCode.KeyIdMissing) { DoPeersTakeIt = true },
            // JsonWebTokenHandler tries every key it has for a kid that it does not know.
            new("unknown kid", tokens.WithUnknownKey(UnknownKeyId), JwtErrorCode.UnknownKeyId),
            new("bad signature", tokens.Forged(), JwtErrorCode.BadSignature),
        ];
    }

    /// <summary>What takes a key of the provider: the claims are looked at once the signature holds.</summary>
    private static Case[] WithAKey(TokenSet tokens)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return
        [
            new("a claim twice", tokens.WithClaimTwice("sub"), JwtErrorCode.DuplicateMember) { DoPeersTakeIt = true },
            new("another kind of token", tokens.WithHeader("typ", "logout+jwt"), JwtErrorCode.WrongTokenKind),
            new("no expiry", tokens.WithClaim("exp", null), JwtErrorCode.ClaimMissing),
            new("expired", tokens.WithClaim("exp", now - 3_600), JwtErrorCode.Expired),
            new("not yet valid", tokens.WithClaim("nbf", now + 3_600), JwtErrorCode.NotYetValid),
            new("another audience", tokens.WithClaim("aud", Stranger), JwtErrorCode.AudienceMismatch),
        ];
    }

    private IEnumerable<Figure> Measure(int keys, Effort effort, int seed)
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256, keys: keys);
        var unknown = tokens.WithUnknownKey(UnknownKeyId);
        return Measure(tokens, [new($"unknown kid, {keys} keys", unknown, JwtErrorCode.UnknownKeyId)], effort, seed);
    }

    private IEnumerable<Figure> Measure(TokenSet tokens, Case[] cases, Effort effort, int seed)
    {
        using var world = new SdkWorld(tokens);
        foreach (var each in cases)
        {
            if (each.DoPeersTakeIt)
            {
                Array.ForEach(MicrosoftPeers.Taking(tokens, each.Token), static peer => peer.Run(1));
            }

            var before = world.Requests.Value;
            var comparisons = Interleaved.Measure(
                [
                    BareCheck.Of(tokens),
                    world.Refuses(SubjectNames.Sdk, each.Token, each.Error),
                    .. each.DoPeersTakeIt ? [] : MicrosoftPeers.Refusing(tokens, each.Token),
                ],
                effort,
                seed
            );
            foreach (var figure in Figure.Of(Name, each.What, comparisons))
            {
                yield return figure;
            }

            yield return new Figure(Name, each.What, SubjectNames.Sdk, "requests", world.Requests.Value - before);
        }
    }

    private IEnumerable<Figure> MeasureTenants(TokenSet tokens, Effort effort, int seed)
    {
        var pool = new FakeAuth0();
        using var application = new TenantApplication(pool, ManyTenants);
        var token = TenantApplication.Tokens(pool, ManyTenants, 1)[0];
        var unknown =
            $"{Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT","kid":"unknown"}"""u8)}{token[token.IndexOf('.')..]}";
        application.Verifies(SubjectNames.Sdk, [token]).Run(1);
        (string What, string Token, JwtErrorCode Error)[] cases =
        [
            ("foreign issuer", tokens.Token, JwtErrorCode.UnknownIssuer),
            ("unknown kid", unknown, JwtErrorCode.UnknownKeyId),
        ];
        foreach (var (what, bad, error) in cases)
        {
            var comparisons = Interleaved.Measure(
                [BareCheck.Of(tokens), application.Refuses(SubjectNames.Sdk, bad, error)],
                effort,
                seed
            );
            foreach (var figure in Figure.Of(Name, $"{what}, {ManyTenants:N0} tenants", comparisons))
            {
                yield return figure;
            }
        }
    }

    /// <summary>A bad token.</summary>
    /// <param name="What">What is wrong with it.</param>
    /// <param name="Token">The token.</param>
    /// <param name="Error">What it is refused for.</param>
    private sealed record Case(string What, string Token, JwtErrorCode Error)
    {
        /// <summary>Whether the peers do not refuse it, so that they are not measured.</summary>
        public bool DoPeersTakeIt { get; init; }
    }
}
