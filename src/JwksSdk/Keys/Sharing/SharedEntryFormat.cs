using System.Buffers.Binary;
using System.Text;

namespace JwksSdk.Keys;

/// <summary>
/// The bytes of an entry: version, flags, declaration, issuer, address, times, validators, key set. Numbers are big-endian;
/// texts are UTF-8 after their length. One entry has one spelling.
/// </summary>
internal static class SharedEntryFormat
{
    /// <summary>The longest text; validators with a longer one are left out of an entry.</summary>
    public const int MaxText = 4096;

    /// <summary>The longest entry: the longest key set and the longest texts.</summary>
    public const int MaxLength = KeyDownload.MaxLength + (8 * MaxText);

    private const byte Version = 1;

    [Flags]
    private enum Parts : byte
    {
        None = 0,
        Lifetime = 1,
        Validators = 2,
        EntityTag = 4,
        LastModified = 8,
        All = Lifetime | Validators | EntityTag | LastModified,
    }

    /// <summary>Writes an entry; null when its key set, or a text of its identity, is longer than one that is read.</summary>
    public static byte[]? Write(SharedEntry entry)
    {
        if (IsTooLong(entry.Identity) || entry.Json.Length > KeyDownload.MaxLength)
        {
            return null;
        }

        var validators = IsWritable(entry.Validators) ? entry.Validators : null;
        using var bytes = new MemoryStream(entry.Json.Length + 512);
        bytes.WriteByte(Version);
        bytes.WriteByte((byte)PartsOf(entry.Lifetime, validators));
        WriteText(bytes, entry.Identity.Declaration);
        WriteText(bytes, entry.Identity.Issuer);
        WriteText(bytes, entry.Identity.Address);
        WriteNumber(bytes, entry.FetchedAt.ToUnixTimeMilliseconds());
        if (entry.Lifetime is { } lifetime)
        {
            WriteNumber(bytes, lifetime.Ticks / TimeSpan.TicksPerMillisecond);
        }

        if (validators is not null)
        {
            WriteText(bytes, validators.Address);
        }

        if (validators?.EntityTag is { } entityTag)
        {
            WriteText(bytes, entityTag);
        }

        if (validators?.LastModified is { } lastModified)
        {
            WriteNumber(bytes, lastModified.ToUnixTimeSeconds());
        }

        WriteBytes(bytes, entry.Json.Span);
        return bytes.ToArray();
    }

    /// <summary>Reads an entry, strictly; null when the bytes are not one.</summary>
    public static SharedEntry? Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new SharedEntryReader(bytes);
        var version = reader.Byte();
        var parts = (Parts)reader.Byte();
        if (version != Version || (parts & ~Parts.All) != 0 || !HasValidatorsFor(parts))
        {
            return null;
        }

        var identity = new SharedIdentity(reader.Text(), reader.Text(), reader.Text());
        var fetchedAt = reader.Date(TimeSpan.TicksPerMillisecond);
        TimeSpan? lifetime = parts.HasFlag(Parts.Lifetime) ? reader.Duration() : null;
        var address = parts.HasFlag(Parts.Validators) ? reader.Text() : null;
        var entityTag = parts.HasFlag(Parts.EntityTag) ? reader.Text() : null;
        DateTimeOffset? lastModified = parts.HasFlag(Parts.LastModified) ? reader.Date(TimeSpan.TicksPerSecond) : null;
        var json = reader.Bytes(KeyDownload.MaxLength);
        return reader.IsGoodToTheEnd
            ? new SharedEntry(
                identity,
                fetchedAt,
                lifetime,
                address is null ? null : new KeySetValidators(address, entityTag, lastModified),
                json
            )
            : null;
    }

    private static bool HasValidatorsFor(Parts parts) =>
        parts.HasFlag(Parts.Validators) == ((parts & (Parts.EntityTag | Parts.LastModified)) != 0);

    private static Parts PartsOf(TimeSpan? lifetime, KeySetValidators? validators) =>
        (lifetime is null ? Parts.None : Parts.Lifetime)
        | (validators is null ? Parts.None : Parts.Validators)
        | (validators?.EntityTag is null ? Parts.None : Parts.EntityTag)
        | (validators?.LastModified is null ? Parts.None : Parts.LastModified);

    private static bool IsWritable(KeySetValidators? validators) =>
        validators is not (null or { EntityTag: null, LastModified: null })
        && !IsTooLong(validators.Address)
        && !IsTooLong(validators.EntityTag)
        && !(validators.LastModified < DateTimeOffset.UnixEpoch);

    private static bool IsTooLong(SharedIdentity identity) =>
        IsTooLong(identity.Declaration) || IsTooLong(identity.Issuer) || IsTooLong(identity.Address);

    private static bool IsTooLong(string? text) => text is not null && Encoding.UTF8.GetByteCount(text) > MaxText;

    private static void WriteText(MemoryStream bytes, string text) => WriteBytes(bytes, Encoding.UTF8.GetBytes(text));

    private static void WriteBytes(MemoryStream bytes, ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        bytes.Write(length);
        bytes.Write(value);
    }

    private static void WriteNumber(MemoryStream bytes, long value)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, value);
        bytes.Write(number);
    }
}
