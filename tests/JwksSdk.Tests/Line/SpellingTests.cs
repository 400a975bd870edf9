using JwksSdk.Tests.Line.Oracle;

namespace JwksSdk.Tests.Line;

/// <summary>
/// A good token has one spelling. (A signer of ECDSA can make a second signature of the same text, and so can whoever has the
/// first: r and n - s. That is another text throughout, of the same claims, and JWS allows it.)
/// </summary>
public sealed class SpellingTests : IDisposable
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string Strange =
        " \t\r\n\v\f\0=+/.,:;%&\"'\u0080\u00a0\u00ad\u200b\u2028\u3000\ufeff\uff21\ud800\udc00";

    private readonly LineWorld _world = new(hasCache: true);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task No_single_change_anywhere_makes_another_spelling()
    {
        var random = new Random(20_260_921);
        foreach (var token in _world.Issuers.SelectMany(static issuer => issuer.Mint()))
        {
            Assert.True((await _world.VerifyAsync(token.Text)).IsVerified);
            for (var at = 0; at < token.Text.Length; at++)
            {
                foreach (var other in ChangedAt(token.Text, at, random))
                {
                    await RefusedAsync(token, other, at);
                }
            }
        }
    }

    [Fact]
    public async Task No_letter_at_any_place_has_a_twin()
    {
        // One token, every place, every other letter of the alphabet.
        var issuer = _world["OpenIdConnect"];
        var token = new LineToken(issuer, "AccessToken", "usual", issuer.Fake.Mint("AccessToken"));
        Assert.True((await _world.VerifyAsync(token.Text)).IsVerified);
        for (var at = 0; at < token.Text.Length; at++)
        {
            foreach (var letter in Alphabet.Where(letter => letter != token.Text[at]))
            {
                await RefusedAsync(token, token.Text[..at] + letter + token.Text[(at + 1)..], at);
            }
        }
    }

    [Fact]
    public async Task Nothing_may_stand_around_a_token_or_its_parts()
    {
        foreach (var token in _world.Issuers.SelectMany(static issuer => issuer.Mint()))
        {
            var dots = token
                .Text.Index()
                .Where(static each => each.Item == '.')
                .Select(static each => each.Index)
                .ToArray();
            int[] places = [0, dots[0], dots[0] + 1, dots[1], dots[1] + 1, token.Text.Length];
            foreach (var place in places)
            {
                foreach (
                    var strange in Strange
                        .Select(static each => each.ToString())
                        .Concat(["==", "\r\n", "%3D", "A", "AA", "AAAA"])
                )
                {
                    await RefusedAsync(token, token.Text.Insert(place, strange), place);
                }
            }

            await RefusedAsync(token, token.Text.ToUpperInvariant(), 0);
            await RefusedAsync(token, token.Text.ToLowerInvariant(), 0);
            await RefusedAsync(token, "Bearer " + token.Text, 0);
            await RefusedAsync(token, token.Text + "." + token.Text, 0);
        }
    }

    [Fact]
    public async Task Every_unused_bit_of_every_last_letter_is_refused()
    {
        var seen = new HashSet<(int Segment, int Remainder)>();
        var issuer = _world["OpenIdConnect"];
        var plain = issuer.Fake.Mint("AccessToken");
        foreach (var algorithm in LineKeys.Algorithms)
        {
            // Each padding moves header and claims to another length modulo three.
            for (var padding = 0; padding < 3; padding++)
            {
                var raw = RawToken.Read(plain, LineKeys.Of(algorithm));
                RawToken.Set(raw.Header, "alg", $"\"{algorithm}\"");
                RawToken.Set(raw.Header, "kid", $"\"{raw.Key.KeyId}\"");
                RawToken.Set(raw.Header, "x", $"\"{new string('x', padding)}\"");
                RawToken.Set(raw.Claims, "x", $"\"{new string('x', padding)}\"");
                var token = raw.Sign();
                Assert.True((await _world.VerifyAsync(token)).IsVerified, $"{algorithm}");
                for (var segment = 0; segment < 3; segment++)
                {
                    var part = token.Split('.')[segment];
                    seen.Add((segment, part.Length % 4));
                    for (var bits = 1; bits < 1 << TextMutations.UnusedBitsOf(part); bits++)
                    {
                        var other = TextMutations.WithUnusedBits(token, segment, bits);
                        await _world.RefusedAsync(
                            issuer,
                            other,
                            JwtErrorCode.Encoding,
                            $"bits {bits} of part {segment}"
                        );
                    }
                }
            }
        }

        // Signatures are 256, 64, 96 or 132 bytes long.
        Assert.Equal([(0, 0), (0, 2), (0, 3), (1, 0), (1, 2), (1, 3), (2, 0), (2, 2)], seen.Order());
    }

    private static IEnumerable<string> ChangedAt(string text, int at, Random random)
    {
        var (before, letter, after) = (text[..at], text[at], text[(at + 1)..]);
        yield return before + after;
        yield return before + Alphabet[random.Next(64)] + letter + after;
        yield return before + Strange[random.Next(Strange.Length)] + letter + after;
        yield return before + Alphabet[random.Next(64)] + after;
        yield return before + Strange[random.Next(Strange.Length)] + after;
        yield return before
            + (char.IsAsciiLetterUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter))
            + after;
        if (after.Length > 0)
        {
            yield return before + after[0] + letter + after[1..];
        }
    }

    private async Task RefusedAsync(LineToken token, string other, int place)
    {
        if (other != token.Text)
        {
            // Once: the good one is known, and what is refused is not remembered.
            var result = await _world.Verifier.VerifyAsync(other, TestContext.Current.CancellationToken);
            Assert.False(result.IsVerified, $"{token} has another spelling, which differs at {place}.");
        }
    }
}
