using System.Text;
using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>The built-in protection: authentic, secret, bound to its context, and its keys can be changed.</summary>
public sealed class AesGcmKeySetProtectorTests
{
    private static readonly byte[] Context = "context".Utf8();

    [Fact]
    public void An_entry_comes_back_under_its_context_alone()
    {
        var protector = Fleet.Aes(("one", Fleet.KeyOne));
        var bytes = protector.Protect("entry"u8, Context);

        Assert.True(protector.TryUnprotect(bytes, Context, out var entry));
        Assert.Equal("entry", Encoding.UTF8.GetString(entry));
        Assert.False(protector.TryUnprotect(bytes, "contexT"u8, out _));
        Assert.False(protector.TryUnprotect(bytes, [], out _));
    }

    [Fact]
    public void An_entry_may_be_empty_and_keys_may_not_be_null()
    {
        var protector = Fleet.Aes(("one", Fleet.KeyOne));

        Assert.True(protector.TryUnprotect(protector.Protect([], Context), Context, out var entry));
        Assert.Empty(entry);
        Assert.Throws<ArgumentNullException>("keys", static () => new AesGcmKeySetProtector(null!));
    }

    [Fact]
    public void No_two_entries_look_alike_and_none_shows_what_is_in_it()
    {
        var protector = Fleet.Aes(("one", Fleet.KeyOne));
        var seen = Enumerable.Range(0, 200).Select(_ => protector.Protect("entry entry"u8, Context)).ToArray();

        // Version, length and name come first, then the nonce.
        Assert.Equal(200, seen.Select(static bytes => Convert.ToHexString(bytes.AsSpan(5, 12))).Distinct().Count());
        Assert.All(seen, static bytes => Assert.Equal(-1, bytes.AsSpan().IndexOf("entry"u8)));
    }

    [Fact]
    public void The_first_key_protects_and_every_key_reads()
    {
        var before = Fleet.Aes(("old", Fleet.AesKey(1)));
        var during = Fleet.Aes(("old", Fleet.AesKey(1)), ("new", Fleet.AesKey(2)));
        var turned = Fleet.Aes(("new", Fleet.AesKey(2)), ("old", Fleet.AesKey(1)));
        var after = Fleet.Aes(("new", Fleet.AesKey(2)));

        // Each step reads what the step before it and the step after it write.
        AssertReads(during, before);
        AssertReads(before, during);
        AssertReads(turned, during);
        AssertReads(during, turned);
        AssertReads(after, turned);
        AssertReads(turned, after);
        Assert.False(after.TryUnprotect(before.Protect("entry"u8, Context), Context, out _));
        Assert.False(before.TryUnprotect(turned.Protect("entry"u8, Context), Context, out _));
    }

    [Fact]
    public void The_name_of_a_key_is_bound_too()
    {
        var one = Fleet.Aes(("one", Fleet.KeyOne)).Protect("entry"u8, Context);

        Assert.False(Fleet.Aes(("two", Fleet.KeyOne)).TryUnprotect(one, Context, out _));
        one[2] = (byte)'t';
        one[3] = (byte)'w';
        one[4] = (byte)'o';
        Assert.False(Fleet.Aes(("two", Fleet.KeyOne)).TryUnprotect(one, Context, out _));
    }

    [Fact]
    public void Bytes_of_any_length_are_refused_without_an_exception()
    {
        var protector = Fleet.Aes(("one", Fleet.KeyOne));
        var good = protector.Protect("entry"u8, Context);

        for (var length = 0; length < good.Length; length++)
        {
            Assert.False(protector.TryUnprotect(good.AsSpan(0, length), Context, out _));
        }
    }

    [Theory]
    [InlineData("one", "", "The key 'one' has 0 bytes, not 32.")]
    [InlineData("one", "c2hvcnQgYnV0IHNlY3JldA==", "The key 'one' has 16 bytes, not 32.")]
    [InlineData("one", "not base64, but secret", "The key 'one' is not base64.")]
    [InlineData("one", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "The key 'one' is one byte repeated")]
    [InlineData("", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", "The name of a key has 1 to 32 letters")]
    [InlineData("o ne", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", "The name of a key has 1 to 32 letters")]
    [InlineData("on/e", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", "The name of a key has 1 to 32 letters")]
    [InlineData("\u00f6ne", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", "The name of a key has 1 to 32 letters")]
    [InlineData(
        "this-name-has-33-characters-in-it",
        "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=",
        "The name of a key has 1 to 32 letters"
    )]
    public void A_key_that_cannot_be_used_is_named_without_its_value(string name, string base64, string problem)
    {
        var exception = Assert.Throws<ArgumentException>(() => Fleet.Aes((name, base64)));

        Assert.StartsWith(problem, exception.Message, StringComparison.Ordinal);
        Assert.True(base64.Length == 0 || !exception.Message.Contains(base64, StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_may_have_32_letters_digits_hyphens_underscores_and_dots()
    {
        var protector = Fleet.Aes(("Name_of.32-characters_09.az-AZ_x", Fleet.KeyOne));

        AssertReads(protector, protector);
    }

    [Fact]
    public void Two_keys_of_one_name_and_no_key_at_all_are_refused()
    {
        var twice = Assert.Throws<ArgumentException>(() =>
            Fleet.Aes(("one", Fleet.AesKey(1)), ("one", Fleet.AesKey(2)))
        );
        var none = Assert.Throws<ArgumentException>(() => Fleet.Aes());

        Assert.StartsWith("Two keys have the name 'one'.", twice.Message, StringComparison.Ordinal);
        Assert.StartsWith("At least one key is needed.", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_key_is_its_name() =>
        Assert.Equal("one", new KeySharingKey("one", Fleet.KeyOne).ToString());

    private static void AssertReads(AesGcmKeySetProtector reader, AesGcmKeySetProtector writer) =>
        Assert.True(reader.TryUnprotect(writer.Protect("entry"u8, Context), Context, out _));
}
