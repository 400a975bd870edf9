namespace JwksSdk;

/// <summary>
/// The header of a token (RFC 7515 §4) as far as a typed token may look at it to tell its kind. Key material in it
/// (<c>jwk</c>, <c>jku</c>, <c>x5u</c>, <c>x5c</c>) is never read.
/// </summary>
public readonly ref struct JwtHeader
{
    private readonly ReadOnlySpan<byte> _json;

    internal JwtHeader(JwtAlgorithms algorithm, ReadOnlySpan<byte> type, ReadOnlySpan<byte> json)
    {
        Algorithm = algorithm;
        Type = type;
        _json = json;
    }

    /// <summary>The one algorithm of the token.</summary>
    public JwtAlgorithms Algorithm { get; }

    /// <summary>The value of <c>typ</c> in UTF-8, unescaped, without <c>application/</c> (RFC 7515 §4.1.9); empty when absent.</summary>
    public ReadOnlySpan<byte> Type { get; }

    /// <summary>Whether <c>typ</c> is this media type, without regard to case and to a leading <c>application/</c>.</summary>
    /// <param name="mediaType">The media type without <c>application/</c>, for example <c>at+jwt</c>.</param>
    public bool IsType(ReadOnlySpan<byte> mediaType) => System.Text.Ascii.EqualsIgnoreCase(Type, mediaType);

    /// <summary>Whether the header has a member of this name, whatever its JSON type.</summary>
    /// <param name="name">The member's name in UTF-8.</param>
    public bool Has(ReadOnlySpan<byte> name) => TryFind(name, out _);

    /// <summary>The value of a header member that is a JSON string; null when it is absent or of another type.</summary>
    /// <param name="name">The member's name in UTF-8.</param>
    public string? GetString(ReadOnlySpan<byte> name) =>
        TryFind(name, out var value) && value.TokenType == System.Text.Json.JsonTokenType.String
            ? value.GetString()
            : null;

    private bool TryFind(ReadOnlySpan<byte> name, out System.Text.Json.Utf8JsonReader value)
    {
        value = default;
        var reader = new System.Text.Json.Utf8JsonReader(_json);
        while (!_json.IsEmpty && reader.Read())
        {
            if (reader.TokenType != System.Text.Json.JsonTokenType.PropertyName)
            {
                continue;
            }

            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                value = reader;
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
