using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>The bytes of an entry: what is written is what is read, and nothing else is read.</summary>
public sealed class SharedEntryFormatTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(0L, null, null)]
    [InlineData(600_000L, "\"v1\"", null)]
    [InlineData(null, "W/\"\u00e9\"", 1_700_000_000L)]
    [InlineData(86_400_000L, null, 0L)]
    public void An_entry_survives_the_way(long? lifetime, string? entityTag, long? lastModified)
    {
        var entry = Entry() with
        {
            Lifetime = lifetime is { } span ? TimeSpan.FromMilliseconds(span) : null,
            Validators =
                entityTag is null && lastModified is null
                    ? null
                    : new KeySetValidators(
                        "https://keys.test/",
                        entityTag,
                        lastModified is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null
                    ),
        };

        AssertSame(entry, SharedEntryFormat.Read(SharedEntryFormat.Write(entry)));
    }

    [Fact]
    public void Cut_anywhere_or_with_more_at_its_end_it_is_no_entry()
    {
        var bytes = Full();

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Null(SharedEntryFormat.Read(bytes.AsMemory(0, length)));
        }

        Assert.Null(SharedEntryFormat.Read((byte[])[.. bytes, 0]));
        Assert.NotNull(SharedEntryFormat.Read(bytes));
    }

    [Fact]
    public void One_entry_has_one_spelling()
    {
        var bytes = Full();

        // Whatever a changed byte makes of it: no entry, or one that is written in just these bytes.
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var bit in Enumerable.Range(0, 8))
            {
                var changed = bytes.ToArray();
                changed[at] ^= (byte)(1 << bit);
                if (SharedEntryFormat.Read(changed) is { } entry)
                {
                    Assert.Equal(changed, SharedEntryFormat.Write(entry));
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 2)]
    [InlineData(1, 0x10)]
    [InlineData(1, 0x0d)]
    [InlineData(1, 0x03)]
    [InlineData(6, 0xff)]
    public void Another_version_unknown_parts_and_texts_that_are_none_are_refused(int at, byte value)
    {
        var bytes = Full();
        bytes[at] = value;

        Assert.Null(SharedEntryFormat.Read(bytes));
    }

    [Theory]
    [InlineData(253_402_300_799_999L, 922_337_203_685_477L, 253_402_300_799L)]
    [InlineData(0L, 0L, 0L)]
    public void Dates_and_durations_are_read_up_to_the_last_one(long fetchedAt, long lifetime, long lastModified)
    {
        var entry = Entry() with
        {
            FetchedAt = DateTimeOffset.FromUnixTimeMilliseconds(fetchedAt),
            Lifetime = TimeSpan.FromMilliseconds(lifetime),
            Validators = new KeySetValidators(
                "https://keys.test/",
                null,
                DateTimeOffset.FromUnixTimeSeconds(lastModified)
            ),
        };

        AssertSame(entry, SharedEntryFormat.Read(SharedEntryFormat.Write(entry)));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1L)]
    [InlineData(253_402_300_800_000L)]
    [InlineData(922_337_203_685_478L)]
    public void Dates_and_durations_out_of_range_are_refused(long value)
    {
        // After the version, the parts and the three texts of the entry.
        var bytes = SharedEntryFormat.Write(Entry() with { Lifetime = TimeSpan.FromMinutes(1) })!;
        var date = 2 + (3 * sizeof(int)) + "Test".Length + "issuer".Length + "address".Length;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(date), value);
        Assert.Null(SharedEntryFormat.Read(bytes));

        bytes = SharedEntryFormat.Write(Entry() with { Lifetime = TimeSpan.FromMinutes(1) })!;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(date + sizeof(long)), value);
        Assert.Equal(value is > 0 and <= 922_337_203_685_477L, SharedEntryFormat.Read(bytes) is not null);
    }

    [Fact]
    public void What_is_as_long_as_it_may_be_is_written_and_read()
    {
        var text = TextOf(SharedEntryFormat.MaxText);
        var longest = new SharedEntry(
            new SharedIdentity(text, text, text),
            At,
            TimeSpan.FromMinutes(1),
            new KeySetValidators(text, text, At.AddMilliseconds(-123)),
            new byte[KeyDownload.MaxLength]
        );
        var bytes = SharedEntryFormat.Write(longest);

        AssertSame(longest, SharedEntryFormat.Read(bytes));
        Assert.True(bytes!.Length <= SharedEntryFormat.MaxLength);
    }

    [Fact]
    public void What_is_longer_than_what_is_read_is_not_written()
    {
        var (identity, text) = (Entry().Identity, TextOf(SharedEntryFormat.MaxText + 1));

        Assert.Null(SharedEntryFormat.Write(Entry() with { Json = new byte[KeyDownload.MaxLength + 1] }));
        Assert.Null(SharedEntryFormat.Write(Entry() with { Identity = identity with { Declaration = text } }));
        Assert.Null(SharedEntryFormat.Write(Entry() with { Identity = identity with { Issuer = text } }));
        Assert.Null(SharedEntryFormat.Write(Entry() with { Identity = identity with { Address = text } }));
    }

    [Fact]
    public void Validators_that_are_too_long_or_say_nothing_are_left_out()
    {
        var tooLong = new KeySetValidators("https://keys.test/", TextOf(SharedEntryFormat.MaxText + 1), null);
        var tooFar = new KeySetValidators(TextOf(SharedEntryFormat.MaxText + 1), "\"v1\"", null);
        var empty = new KeySetValidators("https://keys.test/", null, null);
        var ancient = new KeySetValidators("https://keys.test/", null, DateTimeOffset.UnixEpoch.AddSeconds(-1));

        foreach (var validators in (KeySetValidators[])[tooLong, tooFar, empty, ancient])
        {
            var read = SharedEntryFormat.Read(SharedEntryFormat.Write(Entry() with { Validators = validators }));
            AssertSame(Entry(), read);
        }
    }

    private static SharedEntry Entry() =>
        new(new SharedIdentity("Test", "issuer", "address"), At, null, null, """{"keys":[]}""".Utf8());

    /// <summary>A text of so many bytes in UTF-8, and fewer characters.</summary>
    private static string TextOf(int bytes) => new string('\u00e9', bytes / 2) + new string('x', bytes % 2);

    private static byte[] Full() =>
        SharedEntryFormat.Write(
            Entry() with
            {
                Lifetime = TimeSpan.FromMinutes(1),
                Validators = new KeySetValidators("https://keys.test/", "\"v1\"", At.AddMilliseconds(-123)),
            }
        )!;

    private static void AssertSame(SharedEntry expected, SharedEntry? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Json.ToArray(), actual.Json.ToArray());
        Assert.Equal(expected with { Json = default }, actual with { Json = default });
    }
}
