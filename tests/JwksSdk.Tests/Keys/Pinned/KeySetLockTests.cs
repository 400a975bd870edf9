using System.Text;
using System.Text.Json.Nodes;
using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Pinned;

/// <summary>The file of pinned key sets: what is written, and what is read.</summary>
public sealed class KeySetLockTests
{
    private static readonly DateTimeOffset CapturedAt = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
    private static readonly string Jwk = """{"kty":"EC","kid":"k","crv":"P-256","x":"X","y":"Y"}""";

    [Fact]
    public void What_is_written_is_read_again()
    {
        var file = KeySetLockFile
            .Empty.With(Pinned("https://b.test/", KeySets.Of(KeySets.OtherRsa, KeySets.Rsa)))
            .With(Pinned("https://a.test/", KeySets.Of(KeySets.Rsa), "https://a.test/keys"));

        Assert.Equal(KeySetLockProblem.None, KeySetLock.Read(KeySetLock.Write(file), out var read));

        Assert.Equal(["https://a.test/", "https://b.test/"], read!.KeySets.Select(static set => set.Issuer));
        Assert.Equal(["https://a.test/keys", null], read.KeySets.Select(static set => set.Address));
        Assert.All(read.KeySets, static set => Assert.Equal(CapturedAt, set.CapturedAt));
        Assert.Equal(file.Find("https://b.test/")!.Keys, read.Find("https://b.test/")!.Keys);
        Assert.Equal(["rsa-1", "rsa-2"], read.Find("https://b.test/")!.Keys.Select(static key => key.KeyId));
        Assert.Equal(KeySetLock.Write(file), KeySetLock.Write(read));
    }

    [Fact]
    public void The_text_has_a_line_for_each_member_in_an_order_of_its_own()
    {
        var key = new JsonObject
        {
            ["x-own"] = "a+b/c<é",
            ["kid"] = "k",
            ["kty"] = "EC",
            ["crv"] = "P-256",
        };
        var published = KeySets.Signer(JwtAlgorithms.ES256).ToJwk();
        (key["x"], key["y"]) = (published["x"]!.DeepClone(), published["y"]!.DeepClone());

        var text = Encoding.UTF8.GetString(
            KeySetLock.Write(
                KeySetLockFile.Empty.With(Pinned("https://a.test/", KeySets.Of(key), "https://a.test/keys"))
            )
        );

        Assert.Equal(
            $$"""
            {
              "version": 1,
              "keySets": [
                {
                  "issuer": "https://a.test/",
                  "address": "https://a.test/keys",
                  "capturedAt": "2026-11-24T10:00:00Z",
                  "keys": [
                    {
                      "x-own": "a+b/c<é",
                      "kid": "k",
                      "kty": "EC",
                      "crv": "P-256",
                      "x": "{{published["x"]}}",
                      "y": "{{published["y"]}}"
                    }
                  ]
                }
              ]
            }

            """,
            text
        );
    }

    [Fact]
    public void The_order_in_which_an_issuer_publishes_its_keys_does_not_matter() =>
        Assert.Equal(
            Pinned("https://a.test/", KeySets.Of(KeySets.Rsa, KeySets.OtherRsa)).Json.ToArray(),
            Pinned("https://a.test/", KeySets.Of(KeySets.OtherRsa, KeySets.Rsa)).Json.ToArray()
        );

    [Fact]
    public void Only_keys_that_could_verify_a_token_are_pinned_and_the_others_have_a_reason()
    {
        var set = Pinned(
            "https://a.test/",
            $$"""
            {"keys":[{{KeySets.Rsa.ToJwk()}},{"kty":"oct","kid":"s","k":"c2VjcmV0"},
            {{KeySets.OtherRsa.Changed(("kid", "p"), ("d", "cHJpdmF0ZQ"))}},
            {{KeySets.Signer(JwtAlgorithms.ES256).ToJwk()}},{{KeySets.OtherRsa.WithKeyId("x").ToJwk().ToJsonString()[
                ..^1
            ]}},"own":"\ud800"}]}
            """
        );

        var text = Encoding.UTF8.GetString(KeySetLock.Write(KeySetLockFile.Empty.With(set)));

        Assert.Equal(["k", "rsa-1"], set.Keys.Select(static key => key.KeyId));
        Assert.Contains("Symmetric", set.Refused.Select(static key => key.Reason));
        Assert.Contains("PrivateMember", set.Refused.Select(static key => key.Reason));
        Assert.Equal(3, set.Refused.Count);
        Assert.DoesNotContain("c2VjcmV0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cHJpdmF0ZQ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("own", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_with_one_kid_and_an_algorithm_in_common_are_not_pinned()
    {
        var set = Pinned("https://a.test/", KeySets.Of(KeySets.Rsa, KeySets.OtherRsa.WithKeyId("rsa-1")));

        Assert.Empty(set.Keys);
        Assert.Equal("""{"keys":[]}""", Encoding.UTF8.GetString(set.Json.Span));
    }

    [Fact]
    public void What_is_no_key_set_cannot_be_pinned()
    {
        Assert.Null(PinnedKeySet.Create("https://a.test/", null, CapturedAt, "<html>".Utf8()));
        Assert.Throws<ArgumentException>(() => PinnedKeySet.Create("", null, CapturedAt, "[]".Utf8()));
    }

    [Theory]
    [InlineData("""{"version":1,"keySets":[]}""", "None")]
    [InlineData("", "NotStrictJson")]
    [InlineData("\ufeff{}", "NotStrictJson")]
    [InlineData("""{"version":1,"keySets":[],}""", "NotStrictJson")]
    [InlineData("""{"version":1,/* */"keySets":[]}""", "NotStrictJson")]
    [InlineData("""{"version":1,"keySets":[],"version":1}""", "NotStrictJson")]
    [InlineData("""{"version":1,"keySets":[],"\ud800":1}""", "NotStrictJson")]
    [InlineData("[]", "Malformed")]
    [InlineData("{}", "UnknownVersion")]
    [InlineData("""{"version":0,"keySets":[]}""", "UnknownVersion")]
    [InlineData("""{"version":2,"keySets":[]}""", "UnknownVersion")]
    [InlineData("""{"version":"1","keySets":[]}""", "UnknownVersion")]
    [InlineData("""{"version":1}""", "Malformed")]
    [InlineData("""{"version":1,"keySets":{}}""", "Malformed")]
    [InlineData("""{"version":1,"keySets":[],"more":1}""", "Malformed")]
    [InlineData("""{"version":1,"keySets":[1]}""", "Malformed")]
    public void The_file_is_read_strictly(string text, string problem) =>
        Assert.Equal(problem, KeySetLock.Read(text.Utf8(), out _).ToString());

    [Theory]
    [InlineData("""{"issuer":"i","capturedAt":"2026-11-24T10:00:00Z","keys":[]}""", "None")]
    [InlineData("""{"issuer":"i","address":"a","capturedAt":"2026-11-24T10:00:00Z","keys":[1]}""", "None")]
    [InlineData("""{"capturedAt":"2026-11-24T10:00:00Z","keys":[]}""", "Malformed")]
    [InlineData("""{"issuer":"","capturedAt":"2026-11-24T10:00:00Z","keys":[]}""", "Malformed")]
    [InlineData("""{"issuer":1,"capturedAt":"2026-11-24T10:00:00Z","keys":[]}""", "Malformed")]
    [InlineData("""{"issuer":"i","address":null,"capturedAt":"2026-11-24T10:00:00Z","keys":[]}""", "Malformed")]
    [InlineData("""{"issuer":"i","keys":[]}""", "Malformed")]
    [InlineData("""{"issuer":"i","capturedAt":"2026-11-24","keys":[]}""", "Malformed")]
    [InlineData("""{"issuer":"i","capturedAt":"2026-11-24T10:00:00+01:00","keys":[]}""", "Malformed")]
    [InlineData("""{"issuer":"i","capturedAt":1790000000,"keys":[]}""", "Malformed")]
    [InlineData("""{"issuer":"i","capturedAt":"2026-11-24T10:00:00Z"}""", "Malformed")]
    [InlineData("""{"issuer":"i","capturedAt":"2026-11-24T10:00:00Z","keys":{}}""", "Malformed")]
    [InlineData("""{"issuer":"i","capturedAt":"2026-11-24T10:00:00Z","keys":[],"maxAge":1}""", "Malformed")]
    [InlineData(
        """{"issuer":"i","capturedAt":"2026-11-24T10:00:00Z","keys":[{"kid":"a","kid":"a"}]}""",
        "NotStrictJson"
    )]
    public void A_key_set_of_the_file_is_read_strictly(string keySet, string problem) =>
        Assert.Equal(problem, KeySetLock.Read($$"""{"version":1,"keySets":[{{keySet}}]}""".Utf8(), out _).ToString());

    [Fact]
    public void An_issuer_is_in_the_file_once()
    {
        const string Set = """{"issuer":"i","capturedAt":"2026-11-24T10:00:00Z","keys":[]}""";

        Assert.Equal(
            KeySetLockProblem.DuplicateIssuer,
            KeySetLock.Read($$"""{"version":1,"keySets":[{{Set}},{{Set}}]}""".Utf8(), out _)
        );
    }

    [Fact]
    public void An_issuer_that_stands_twice_is_found_however_far_apart() =>
        Assert.Equal(KeySetLockProblem.DuplicateIssuer, KeySetLock.Read(FileOf(["b", "a", "c", "A", "b"]), out _));

    [Fact]
    public void A_file_is_read_in_the_order_of_its_issuers_and_keeps_it_when_one_is_added()
    {
        Assert.Equal(KeySetLockProblem.None, KeySetLock.Read(FileOf(["c", "a", "B", "d"]), out var file));

        var more = file!.With(Pinned("b", "[]")).With(Pinned("e", "[]")).With(Pinned("A", "[]"));

        Assert.Equal(["B", "a", "c", "d"], file.KeySets.Select(static set => set.Issuer));
        Assert.Equal(["A", "B", "a", "b", "c", "d", "e"], more.KeySets.Select(static set => set.Issuer));
        var replaced = more.With(Pinned("c", "[]", "https://c.test/keys"));
        Assert.Equal(more.KeySets.Count, replaced.KeySets.Count);
        Assert.Equal("https://c.test/keys", replaced.Find("c")!.Address);
    }

    [Fact]
    public void A_file_has_at_most_a_thousand_key_sets()
    {
        string[] issuers = [.. Enumerable.Range(0, 1_001).Select(static number => $"i{number:0000}")];

        Assert.Equal(KeySetLockProblem.None, KeySetLock.Read(FileOf(issuers[1..]), out var full));
        Assert.Equal(issuers[1..], full!.KeySets.Select(static set => set.Issuer));
        Assert.Equal(KeySetLockProblem.TooManyKeySets, KeySetLock.Read(FileOf(issuers), out var over));
        Assert.Null(over);
        Assert.NotEmpty(KeySetLock.Write(full));
        Assert.Throws<ArgumentException>(() => KeySetLock.Write(full.With(Pinned(issuers[0], "[]"))));
    }

    [Fact]
    public void A_key_set_of_the_file_has_at_most_a_hundred_keys()
    {
        var keys = string.Join(',', Enumerable.Repeat(Jwk, 101));

        Assert.Equal(
            KeySetLockProblem.NotAKeySet,
            KeySetLock.Read(
                $$"""{"version":1,"keySets":[{"issuer":"i","capturedAt":"2026-11-24T10:00:00Z","keys":[{{keys}}]}]}""".Utf8(),
                out _
            )
        );
    }

    [Fact]
    public void What_is_not_UTF8_or_too_long_is_no_file()
    {
        Assert.Equal(
            KeySetLockProblem.NotStrictJson,
            KeySetLock.Read(new byte[] { (byte)'"', 0xff, (byte)'"' }, out _)
        );
        Assert.Equal(KeySetLockProblem.TooLarge, KeySetLock.Read(new byte[KeySetLock.MaxLength + 1], out _));
    }

    private static byte[] FileOf(IEnumerable<string> issuers) =>
        Encoding.UTF8.GetBytes(
            "{\"version\":1,\"keySets\":["
                + string.Join(
                    ',',
                    issuers.Select(static issuer =>
                        $$"""{"issuer":"{{issuer}}","capturedAt":"2026-11-24T10:00:00Z","keys":[]}"""
                    )
                )
                + "]}"
        );

    private static PinnedKeySet Pinned(string issuer, string json, string? address = null) =>
        PinnedKeySet.Create(issuer, address, CapturedAt.AddMilliseconds(999), json.Utf8())!;
}
