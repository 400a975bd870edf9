using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace JwksSdk.Tokens;

/// <summary>Dates as claims write them, from 1970 to the end of the year 9999; anything outside is no date.</summary>
internal static class JwtDates
{
    private static readonly long MaxMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads a NumericDate: seconds since 1970-01-01T00:00:00Z, a fraction allowed (RFC 7519 §2).</summary>
    /// <param name="number">A JSON number.</param>
    /// <param name="date">The date.</param>
    public static bool TryReadSeconds(ReadOnlySpan<byte> number, out DateTimeOffset date)
    {
        date = default;
        if (Utf8Parser.TryParse(number, out long whole, out var read) && read == number.Length)
        {
            var inRange = whole >= 0 && whole <= MaxMilliseconds / 1000;
            date = inRange ? DateTimeOffset.FromUnixTimeSeconds(whole) : default;
            return inRange;
        }

        // Also the way of infinities: 1e400 parses as one, and no infinity is below the end of the calendar.
        const double TicksPerSecond = TimeSpan.TicksPerSecond;
        if (
            !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            || !(seconds >= 0)
            || seconds * TicksPerSecond >= (DateTime.MaxValue - DateTime.UnixEpoch).Ticks
        )
        {
            return false;
        }

        date = DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TicksPerSecond));
        return true;
    }

    /// <summary>Makes a date from milliseconds since 1970-01-01T00:00:00Z.</summary>
    public static bool TryFromMilliseconds(long milliseconds, out DateTimeOffset date)
    {
        var inRange = milliseconds >= 0 && milliseconds <= MaxMilliseconds;
        date = inRange ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;
        return inRange;
    }

    /// <summary>Reads an ISO 8601 date with time and an offset; without one it would depend on this machine's time zone.</summary>
    /// <param name="quoted">A JSON string with its quotes.</param>
    /// <param name="date">The date.</param>
    public static bool TryReadIso8601(ReadOnlySpan<byte> quoted, out DateTimeOffset date)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.TryGetDateTimeOffset(out date) && HasOffset(reader.GetString()!);
    }

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}
