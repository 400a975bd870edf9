using System.Text;
using System.Text.Unicode;

namespace JwksSdk.Keys;

/// <summary>
/// Reads the parts of an entry one after the other. Never throws: after a mistake what it gives means nothing, and
/// <see cref="IsGoodToTheEnd"/> stays false.
/// </summary>
internal struct SharedEntryReader(ReadOnlyMemory<byte> bytes)
{
    private ReadOnlyMemory<byte> _rest = bytes;
    private bool _isBad;

    /// <summary>Whether all was read without a mistake, and nothing is left.</summary>
    public readonly bool IsGoodToTheEnd => !_isBad && _rest.IsEmpty;

    public byte Byte() => (byte)Number(sizeof(byte), byte.MaxValue);

    public string Text()
    {
        var text = Bytes(SharedEntryFormat.MaxText).Span;
        if (!Utf8.IsValid(text))
        {
            _isBad = true;
        }

        return Encoding.UTF8.GetString(text);
    }

    /// <summary>A date in units of so many ticks since 1970.</summary>
    public DateTimeOffset Date(long ticksPerUnit)
    {
        var most = DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch;
        return DateTimeOffset.UnixEpoch.AddTicks(Number(sizeof(long), most.Ticks / ticksPerUnit) * ticksPerUnit);
    }

    /// <summary>A duration in milliseconds.</summary>
    public TimeSpan Duration()
    {
        const long Most = long.MaxValue / TimeSpan.TicksPerMillisecond;
        return TimeSpan.FromTicks(Number(sizeof(long), Most) * TimeSpan.TicksPerMillisecond);
    }

    public ReadOnlyMemory<byte> Bytes(int most) => Take((int)Number(sizeof(int), most));

    /// <summary>A number of so many bytes, from zero to the most that it may be; otherwise zero, and a mistake.</summary>
    private long Number(int length, long most)
    {
        var number = 0UL;
        foreach (var value in Take(length).Span)
        {
            number = (number << 8) | value;
        }

        if (number <= (ulong)most)
        {
            return (long)number;
        }

        _isBad = true;
        return 0;
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            _isBad = true;
            return default;
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
