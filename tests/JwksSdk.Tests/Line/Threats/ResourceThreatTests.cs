using JwksSdk.Parsing;
using JwksSdk.Tests.Line.Oracle;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Line.Threats;

/// <summary>Tokens that want to cost more than they are worth, through the verifier of every provider.</summary>
[Collection(Alone.Name)]
public sealed class ResourceThreatTests : IDisposable
{
    /// <summary>What the compiler needs for a call without optimisation, whatever the token; with it, nothing.</summary>
    private const long MostPerCall = 1_024;

    private readonly LineWorld _world = new(isQuiet: true, hasCache: true);

    public static TheoryData<string> Providers => LineWorld.Providers;

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_token_that_is_refused_before_its_signature_costs_no_memory(string provider)
    {
        var issuer = _world[provider];
        await _world.WarmAsync();
        var (least, most) = (Cost("").Bytes, Cost(WithoutKeyId(issuer)).Bytes);
        Assert.Equal(0, least);
        Assert.InRange(most, 0, MostPerCall);
        foreach (var (name, text) in Junk(issuer))
        {
            var (error, bytes) = Cost(text);
            Assert.True((int)error / 1000 is >= 1 and <= 4, $"{name}: {error}");

            // What is wrong by itself, or of nobody, is refused before anything is asked of anybody.
            var expected = (int)error / 1000 <= 3 ? least : most;
            Assert.True(bytes == expected, $"{name}: {error} allocates {bytes} bytes, not {expected}.");
        }
    }

    [Fact]
    public async Task Issuers_that_nobody_declared_leave_nothing_behind()
    {
        await _world.WarmAsync();
        var sent = _world.Sent.Count;
        var raw = _world["OpenIdConnect"].Raw("AccessToken");
        var tokens = Enumerable
            .Range(0, 2_000)
            .Select(number =>
            {
                RawToken.Set(raw.Claims, "iss", $"\"https://issuer-{number}.test/\"");
                return raw.Unsigned();
            })
            .ToArray();
        var (unknown, least) = Cost(tokens[0]);
        var other = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var token in tokens)
        {
            other += Verdict(token) == JwtErrorCode.UnknownIssuer ? 0 : 1;
        }

        // Not a byte for each: one timer of the runtime's own may fall into it.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, tokens.Length);
        Assert.Equal(0, least);
        Assert.Equal((JwtErrorCode.UnknownIssuer, 0), (unknown, other));
        Assert.Equal(sent, _world.Sent.Count);
    }

    [Fact]
    public void Work_grows_with_the_length_and_no_faster()
    {
        Func<int, string>[] makes =
        [
            static length => new string('.', length),
            static length => new string('A', length),
            static length => Header(new string(' ', length) + "{}"),
            static length =>
                Header("{" + string.Join(',', Enumerable.Range(0, length / 8).Select(static i => $"\"{i}\":0")) + "}"),
            static length => Header($"{{\"{string.Concat(Enumerable.Repeat("\\u0061", length / 6))}\":0}}"),
            static length => Header($"{{\"x\":\"{new string('\u00e9', length)}\"}}"),
            static length => Header($"{{\"x\":[{string.Join(',', Enumerable.Repeat("{}", length / 3))}]}}"),
            static length => Header($"{{\"x\":{new string('1', length)}}}"),
            static length =>
                Header("{" + string.Concat(Enumerable.Repeat("\"a\":{\"a\":{}},", length / 16)) + "\"b\":0}"),
        ];
        foreach (var (number, make) in makes.Index())
        {
            // Eight times the length: eight times the work, or sixty-four if it were quadratic. A busy machine may spoil a round,
            // but cannot make one good.
            var rounds = Enumerable
                .Range(0, 10)
                .Select(_ => (Small: Fastest(make(16_384)), Large: Fastest(make(131_072))));
            Assert.True(
                rounds.Any(static round => round.Large < (round.Small + TimeSpan.FromMicroseconds(20)) * 32),
                $"{number}"
            );
        }
    }

    private static string Header(string json) => RawToken.Encode(json) + ".e30.AAAA";

    private static TimeSpan Fastest(string token)
    {
        var (fastest, spent) = (TimeSpan.MaxValue, TimeSpan.Zero);
        for (var i = 0; i < 30 && spent < TimeSpan.FromSeconds(1); i++)
        {
            var begun = TimeProvider.System.GetTimestamp();
            UnverifiedJwt.Parse(token, 1 << 20, out var jwt);
            var taken = TimeProvider.System.GetElapsedTime(begun);
            jwt.Dispose();
            fastest = taken < fastest ? taken : fastest;
            spent += taken;
        }

        return fastest;
    }

    private static IEnumerable<(string Name, string Text)> Junk(LineIssuer issuer)
    {
        var kind = issuer.Fake.TokenKinds[0];
        var good = issuer.Fake.Mint(kind);
        yield return ("dots", new string('.', 16_384));
        yield return ("a mebibyte", new string('A', 1 << 20));
        yield return ("a mebibyte of dots", new string('.', 1 << 20));
        yield return ("a mebibyte behind a token", good + new string('A', 1 << 20));
        yield return ("five parts", good + ".AA.AA");
        yield return ("padding", good + "=");
        yield return ("no token", "");

        RawToken Changed(Action<RawToken> change)
        {
            var raw = issuer.Raw(kind);
            change(raw);
            return raw;
        }

        string[] levels = [new('[', 5_000), string.Concat(Enumerable.Repeat("{\"a\":", 2_000))];
        foreach (var deep in levels)
        {
            yield return ("a deep header", Changed(raw => raw.Header.Insert(0, RawMember.Of("x", deep))).Unsigned());
            yield return ("deep claims", Changed(raw => raw.Claims.Insert(0, RawMember.Of("x", deep))).Unsigned());
        }

        yield return ("none", Changed(static raw => RawToken.Set(raw.Header, "alg", "\"none\"")).Unsigned());
        yield return ("HS256", Changed(static raw => RawToken.Set(raw.Header, "alg", "\"HS256\"")).Unsigned());
        yield return ("crit", Changed(static raw => RawToken.Set(raw.Header, "crit", "[\"x\"]")).Unsigned());
        yield return ("another issuer", Foreign(issuer));
        yield return (
            "an issuer in escapes",
            Changed(static raw => RawToken.Set(raw.Claims, "iss", "\"\\u0078\\u0079\"")).Unsigned()
        );
        yield return ("no kid", WithoutKeyId(issuer));
        yield return ("a twin among a thousand", Changed(Crowd).Unsigned());
    }

    private static string Foreign(LineIssuer issuer)
    {
        var raw = issuer.Raw(issuer.Fake.TokenKinds[0]);
        RawToken.Set(raw.Claims, "iss", "\"x\"");
        return raw.Unsigned();
    }

    private static string WithoutKeyId(LineIssuer issuer)
    {
        var raw = issuer.Raw(issuer.Fake.TokenKinds[0]);
        raw.Header.RemoveAll(static each => each.Is("kid"));
        return raw.Unsigned();
    }

    private static void Crowd(RawToken raw)
    {
        raw.Header.InsertRange(0, Enumerable.Range(0, 1_000).Select(static at => RawMember.Of($"{at}", "0")));
        raw.Header.Add(RawMember.Of("999", "0"));
    }

    /// <summary>The verdict, and what reaching it allocates once everything is warm.</summary>
    private (JwtErrorCode Error, long Bytes) Cost(string token)
    {
        var error = JwtErrorCode.None;
        for (var i = 0; i < 64; i++)
        {
            error = Verdict(token);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Verdict(token);
        return (error, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private JwtErrorCode Verdict(string token)
    {
        var verification = _world.Verifier.VerifyAsync(token, CancellationToken.None);

        // Nothing here waits for a key.
        Assert.True(verification.IsCompletedSuccessfully);
        return verification.GetAwaiter().GetResult().Error.Code;
    }
}
