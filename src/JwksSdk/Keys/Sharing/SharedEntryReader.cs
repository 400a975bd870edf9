using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace JwksSdk.Keys;

/// <summary>Reads the parts of an entry one after the other. After the first mistake everything reads as empty.</summary>
internal struct SharedEntryReader(ReadOnlyMemory<byte> bytes)
{
    private ReadOnlyMemory<byte> _rest = bytes;
    private bool _isBad;

    /// <summary>Whether all was read without a mistake, and nothing is left.</summary>
    public readonly bool IsGoodToTheEnd => !_isBad && _rest.IsEmpty;

    public byte Byte() => Take(1) is { IsEmpty: false } taken ? taken.Span[0] : (byte)0;

    public string Text()
    {
        var text = Bytes(SharedEntryFormat.MaxText);
        _isBad |= !Utf8.IsValid(text.Span);
        return _isBad ? "" : Encoding.UTF8.GetString(text.Span);
    }

    /// <summary>A date in units of so many ticks since 1970.</summary>
    public DateTimeOffset Date(long ticksPerUnit)
    {
        var (number, start) = (Number(), DateTimeOffset.UnixEpoch.Ticks);
        _isBad |= number < 0 || number > (DateTimeOffset.MaxValue.Ticks - start) / ticksPerUnit;
        return _isBad ? default : DateTimeOffset.UnixEpoch.AddTicks(number * ticksPerUnit);
    }

    /// <summary>A duration in milliseconds, not negative.</summary>
    public TimeSpan Duration()
    {
        var number = Number();
        _isBad |= number < 0 || number > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond;
        return _isBad ? default : TimeSpan.FromTicks(number * TimeSpan.TicksPerMillisecond);
    }

    public ReadOnlyMemory<byte> Bytes(int most)
    {
        var prefix = Take(sizeof(int));
        var length = prefix.IsEmpty ? 0 : BinaryPrimitives.ReadInt32BigEndian(prefix.Span);
        _isBad |= length < 0 || length > most;
        return Take(_isBad ? 0 : length);
    }

    private long Number() =>
        Take(sizeof(long)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadInt64BigEndian(taken.Span) : 0;

    private ReadOnlyMemory<byte> Take(int length)
    {
        _isBad |= length > _rest.Length;
        if (_isBad)
        {
            return default;
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
