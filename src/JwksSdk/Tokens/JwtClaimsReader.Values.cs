using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace JwksSdk.Tokens;

public ref partial struct JwtClaimsReader
{
    /// <summary>Reads a string.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public string? ReadString(string claim) => Open(claim, JsonTokenType.String) ? CurrentText() : null;

    /// <summary>Reads true or false.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public bool? ReadBoolean(string claim)
    {
        if (!Advance())
        {
            return null;
        }

        if (_json.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return _json.TokenType == JsonTokenType.True;
        }

        Refuse(claim);
        return null;
    }

    /// <summary>Reads a whole number that fits 32 bits, written without fraction and exponent.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public int? ReadInt32(string claim) =>
        Open(claim, JsonTokenType.Number)
            ? TryGetInt32(out var value)
                ? value
                : OutOfRange<int>(claim)
            : null;

    /// <summary>Reads a whole number that fits 64 bits, written without fraction and exponent.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public long? ReadInt64(string claim) =>
        Open(claim, JsonTokenType.Number)
            ? TryGetInt64(out var value)
                ? value
                : OutOfRange<long>(claim)
            : null;

    /// <summary>Reads a finite number.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public double? ReadDouble(string claim) =>
        Open(claim, JsonTokenType.Number)
            ? TryGetDouble(out var value)
                ? value
                : OutOfRange<double>(claim)
            : null;

    /// <summary>Reads a number in the range of <see cref="decimal"/>; digits beyond its 28 are rounded away.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public decimal? ReadDecimal(string claim) =>
        Open(claim, JsonTokenType.Number)
            ? TryGetDecimal(out var value)
                ? value
                : OutOfRange<decimal>(claim)
            : null;

    /// <summary>
    /// Reads a date: a NumericDate (RFC 7519 §2, fractions allowed) from 1970 to 9999, or an ISO 8601 string with an offset
    /// or Z. A token's own <c>exp</c>, <c>nbf</c>, <c>iat</c> and <c>auth_time</c> must be numbers (RFC 7519 §4.1.4 to §4.1.6,
    /// OpenID Connect Core §2).
    /// </summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public DateTimeOffset? ReadDate(string claim)
    {
        if (!Advance())
        {
            return null;
        }

        if (_json.TokenType == JsonTokenType.Number || (_json.TokenType == JsonTokenType.String && !HasOneType(claim)))
        {
            return TryGetDate(out var date) ? date : OutOfRange<DateTimeOffset>(claim);
        }

        Refuse(claim);
        return null;
    }

    /// <summary>Reads a date, from 1970 to 9999, from a whole number of milliseconds since 1970-01-01T00:00:00Z.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public DateTimeOffset? ReadUnixMilliseconds(string claim) =>
        Open(claim, JsonTokenType.Number)
            ? TryGetMilliseconds(out var date)
                ? date
                : OutOfRange<DateTimeOffset>(claim)
            : null;

    /// <summary>Reads any JSON value into memory of its own.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public JsonElement? ReadElement(string claim)
    {
        _ = claim;
        if (!Advance() || _json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var start = _json.TokenStart;
        Skip();
        if (IsBroken)
        {
            return null;
        }

        var reader = new Utf8JsonReader(_text[start.._json.TokenEnd]);
        return JsonElement.ParseValue(ref reader);
    }

    // Of ASCII Latin-1 makes the same text as UTF-8, and faster.
    private readonly string CurrentText() =>
        _json.IsPlain ? FindKnown(_json.Value) ?? Encoding.Latin1.GetString(_json.Value) : UnescapedText();

    private readonly string UnescapedText()
    {
        using var plain = _json.Unescape();
        return FindKnown(plain.Text) ?? Encoding.UTF8.GetString(plain.Text);
    }

    private readonly string? FindKnown(ReadOnlySpan<byte> claim)
    {
        var text = _issuer.Find(claim);
        for (var i = 0; text is null && i < _known.Length; i++)
        {
            text = _known[i].Find(claim);
        }

        return text;
    }

    private readonly bool TryGetInt64(out long value) =>
        Utf8Parser.TryParse(_json.Value, out value, out var read) && read == _json.Value.Length;

    private readonly bool TryGetInt32(out int value) =>
        Utf8Parser.TryParse(_json.Value, out value, out var read) && read == _json.Value.Length;

    private readonly bool TryGetDouble(out double value) =>
        double.TryParse(_json.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value);

    private readonly bool TryGetDecimal(out decimal value) =>
        decimal.TryParse(_json.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private readonly bool TryGetDate(out DateTimeOffset date) =>
        _json.TokenType == JsonTokenType.Number
            ? JwtDates.TryReadSeconds(_json.Value, out date)
            : JwtDates.TryReadIso8601(_text[_json.TokenStart.._json.TokenEnd], out date);

    private readonly bool TryGetMilliseconds(out DateTimeOffset date)
    {
        date = default;
        return TryGetInt64(out var value) && JwtDates.TryFromMilliseconds(value, out date);
    }

    private T? OutOfRange<T>(string claim)
        where T : struct
    {
        Record(JwtErrorCode.ClaimType, claim);
        return null;
    }
}
