using System.Text;
using System.Text.Json;
using JwksSdk.Claims;
using JwksSdk.Providers;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Tokens;

public sealed class RawClaimsTests
{
    private const string Known =
        "\"iss\":\"https://issuer.test/\",\"aud\":\"https://api.test\",\"exp\":1790003600,\"use\":\"access\",\"client\":\"c\"";

    [Fact]
    public void Claims_that_the_record_does_not_read_are_kept_as_they_stand()
    {
        var raw = Read<SampleAccessToken>(
            $$"""
            { "first" : 1.50, "s\u0065cond":"\u00e9\/" ,{{Known}},"third": {"iss" : [1, "}"]},"tenant":"t" , "fourth":null}
            """
        ).RawClaims;

        Assert.Equal(
            """{"first" : 1.50, "s\u0065cond":"\u00e9\/","third": {"iss" : [1, "}"]},"fourth":null}""",
            Encoding.UTF8.GetString(raw.Utf8Json)
        );
        Assert.False(raw.IsComplete);
        Assert.Equal(4, raw.Count);
        Assert.Equal(["first", "second", "third", "fourth"], raw.Names);
    }

    [Fact]
    public void A_claim_is_found_by_its_exact_name_alone()
    {
        var raw = Read<SampleAccessToken>(
            Object(""","s\u0065cond":"\u00e9\/","third":{"inner":7},"n":null""")
        ).RawClaims;

        Assert.True(raw.TryGet("second", out var second));
        Assert.Equal("é/", second.GetString());
        Assert.True(raw.TryGet("third", out var third));
        Assert.Equal(7, third.GetProperty("inner").GetInt32());
        Assert.True(raw.TryGet("n", out var nothing));
        Assert.Equal(JsonValueKind.Null, nothing.ValueKind);
        Assert.All(
            ["inner", "Second", "s\\u0065cond", "é/", "", "client", "iss", "\ud800"],
            name =>
            {
                Assert.False(raw.TryGet(name, out var value), name);
                Assert.Equal(JsonValueKind.Undefined, value.ValueKind);
            }
        );
    }

    [Fact]
    public void What_the_record_reads_is_not_among_them_whatever_becomes_of_it()
    {
        var token = Read<SampleAccessToken>(Object(""","tenant":null,"sub":"s","jti":"j","nbf":1,"iat":1"""));

        Assert.Equal(default, token.RawClaims);
        Assert.Equal(0, token.RawClaims.Count);
        Assert.Equal("{}"u8, token.RawClaims.Utf8Json);
        Assert.False(token.RawClaims.TryGet("sub", out _));
    }

    [Fact]
    public void A_protected_member_is_read_too()
    {
        var reader = new JwtClaimsReader("""{"nonce":null,"other":1}"""u8);
        _ = new TokenKind<Auth0AccessToken>("AccessToken").Read(ref reader);
        reader.Complete();

        Assert.Equal(["other"], reader.ToRawClaims(all: false).Names);
    }

    [Fact]
    public void Members_of_nested_records_do_not_count()
    {
        var provider = new SampleProvider(allowBoundTokens: true);
        var claims = Object(""","cnf":{"x":1,"jkt":"t","y":{"z":2}},"after":1""");

        Assert.Equal(["after"], Read<SampleAccessToken>(claims, provider: provider).RawClaims.Names);
    }

    [Fact]
    public void A_derived_record_knows_its_own_claims_as_well()
    {
        var claims = Object(""","https://own.test/tier":"gold","other":1""");

        Assert.Equal(["other"], Read<OwnAccessToken>(claims).RawClaims.Names);
        Assert.Equal(["https://own.test/tier", "other"], Read<SampleAccessToken>(claims).RawClaims.Names);
    }

    [Fact]
    public void All_claims_are_kept_where_that_is_asked_for()
    {
        var claims = Object(""","tenant":"t", "other":[1]""");
        var raw = Read<SampleAccessToken>(claims, keepAll: true).RawClaims;

        Assert.True(raw.IsComplete);
        Assert.Equal(claims, Encoding.UTF8.GetString(raw.Utf8Json));
        Assert.Equal(["iss", "aud", "exp", "use", "client", "tenant", "other"], raw.Names);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_token_of_any_kind_keeps_the_same(bool keepAll)
    {
        var provider = new SampleProvider();
        var claims = """{"iss":"https://issuer.test/","exp":1790003600,"use":"id","client":"c"}""";
        var result = ClaimsStep.VerifyAny(
            SampleProvider.Authentic(claims),
            provider.Route,
            null,
            SampleProvider.Now,
            keepAll,
            out _
        );

        Assert.True(result.TryGetToken(out var token));
        Assert.IsType<SampleIdToken>(token);
        Assert.Equal(keepAll, token.RawClaims.IsComplete);
        Assert.Equal(keepAll ? ["iss", "exp", "use", "client"] : ["client"], token.RawClaims.Names);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_verifier_s_options_decide(bool keepAll)
    {
        using var app = new TestApp();
        app.Add().Services.Configure<JwtVerifierOptions>(options => options.KeepAllClaims = keepAll);
        var now = app.Clock.GetUtcNow().ToUnixTimeSeconds();
        var result = await app.Verifier.VerifyAsync(
            KeySets.Rsa.Sign(
                """{"alg":"RS256","typ":"JWT","kid":"rsa-1"}""",
                $$"""{"iss":"{{TestApp.Issuer}}","aud":"https://api.acme.test/","azp":"c","exp":{{now + 300}},"x":1}"""
            ),
            TestContext.Current.CancellationToken
        );

        Assert.True(result.TryGetToken(out var token), result.ToString());
        Assert.Equal(keepAll ? ["iss", "aud", "azp", "exp", "x"] : ["x"], token.RawClaims.Names);
    }

    [Fact]
    public void Tokens_are_equal_when_what_they_hold_is()
    {
        var claims = Object(""","other":1""");
        var token = Read<SampleAccessToken>(claims) with { Audiences = [] };
        var same = Read<SampleAccessToken>(claims) with { Audiences = token.Audiences };
        var different = Read<SampleAccessToken>(claims.Replace(":1}", ":2}", StringComparison.Ordinal)) with
        {
            Audiences = token.Audiences,
        };
        var all = Read<SampleAccessToken>(claims, keepAll: true).RawClaims;

        Assert.Equal(token, same);
        Assert.Equal(token.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(token, different);
        Assert.NotEqual(token.RawClaims, default);
        Assert.Equal(token.RawClaims, (token with { Client = "d" }).RawClaims);
        Assert.NotEqual(all, new JwtRawClaims(all.Utf8Json.ToArray(), isComplete: false));
        Assert.Equal(default, new JwtRawClaims("{}"u8.ToArray(), isComplete: false));
    }

    [Fact]
    public void No_text_form_holds_a_claim()
    {
        var token = Read<OwnAccessToken>(Object(""","https://own.test/tier":"gold","secret":"canary","z":1"""));

        Assert.Equal("JwtRawClaims", token.RawClaims.ToString());
        Assert.Equal("OwnAccessToken", token.ToString());
        var json = JsonSerializer.Serialize(token);
        Assert.Contains("gold", json, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", json, StringComparison.Ordinal);
        Assert.DoesNotContain("RawClaims", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(500)]
    public void Any_number_of_claims_may_lie_between_those_that_are_read(int count)
    {
        var numbers = Enumerable.Range(0, count).ToArray();
        var reader = ReadEverySecondOf(Alternating(count));

        Assert.Equal(default, reader.Complete());
        Assert.Equal(
            "{" + string.Join(',', numbers.Select(static i => $"\"u{i}\":[{i}]")) + "}",
            Encoding.UTF8.GetString(reader.ToRawClaims(all: false).Utf8Json)
        );
    }

    [Fact]
    public void Claims_that_a_reader_leaves_behind_are_kept_too()
    {
        var reader = new JwtClaimsReader("""{"a":1,"b":{"c":2},"d":3}"""u8);
        reader.ReadMember();
        reader.ReadInt32("a");
        reader.Complete();

        Assert.Equal("""{"b":{"c":2},"d":3}"""u8, reader.ToRawClaims(all: false).Utf8Json);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_no_unread_claim()
    {
        var reader = new JwtClaimsReader("""{"a":{"x":1},"b":2}"""u8);
        reader.ReadMember();
        reader.ReadInt32("a");
        reader.ReadMember();
        reader.ReadElement("b");
        reader.Complete();

        Assert.Equal(default, reader.ToRawClaims(all: false));
    }

    [Fact]
    public void Nothing_is_allocated_without_an_unread_claim_and_one_array_with_some()
    {
        Assert.Equal(0, Allocated(Object(""), out _));
        var some = Allocated(Object(""","a":1,"tenant":"t","b":{"c":[2]}"""), out var raw);

        Assert.Equal(["a", "b"], raw.Names);
        Assert.Equal(SizeOfArray(raw), some);
    }

    [Fact]
    public void Eight_stretches_of_unread_claims_cost_no_more_than_the_array()
    {
        var json = Alternating(8);
        var allocated = 0L;
        JwtRawClaims raw = default;
        for (var warmUp = 0; warmUp < 64; warmUp++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var reader = ReadEverySecondOf(json);
            reader.Complete();
            raw = reader.ToRawClaims(all: false);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(8, raw.Count);
        Assert.Equal(SizeOfArray(raw), allocated);
    }

    private static string Object(string more) => "{" + Known + more + "}";

    private static byte[] Alternating(int count)
    {
        var members = Enumerable.Range(0, count).Select(static i => $"\"k{i}\":{i},\"u{i}\":[{i}]");
        return $"{{{string.Join(',', members)}}}".Utf8();
    }

    private static JwtClaimsReader ReadEverySecondOf(byte[] json)
    {
        var reader = new JwtClaimsReader(json);
        while (reader.ReadMember())
        {
            if (reader.Name[0] == 'k')
            {
                reader.ReadInt32("k");
            }
            else
            {
                reader.Skip();
            }
        }

        return reader;
    }

    private static long SizeOfArray(JwtRawClaims raw)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var array = new byte[raw.Utf8Json.Length];
        var size = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(array);
        return size;
    }

    private static long Allocated(string claims, out JwtRawClaims raw)
    {
        var kind = new SampleProvider().AccessToken;
        var json = claims.Utf8();
        var allocated = 0L;
        raw = default;
        for (var warmUp = 0; warmUp < 64; warmUp++)
        {
            var reader = new JwtClaimsReader(json);
            kind.Read(ref reader);
            reader.Complete();
            var before = GC.GetAllocatedBytesForCurrentThread();
            raw = reader.ToRawClaims(all: false);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated;
    }

    private static TToken Read<TToken>(string claims, bool keepAll = false, SampleProvider? provider = null)
        where TToken : SampleAccessToken, IJwtClaims<TToken>
    {
        provider ??= new SampleProvider();
        var result = ClaimsStep.Verify<TToken>(
            SampleProvider.Authentic(claims),
            provider.Route,
            provider.AccessToken,
            SampleProvider.Now,
            keepAll
        );
        Assert.True(result.TryGetToken(out var token), result.ToString());
        return token;
    }
}
