namespace JwksSdk.Parsing;

/// <summary>A stretch of the one buffer of a token.</summary>
internal readonly record struct Slice(int Start, int Length);

/// <summary>
/// Where the few texts that are read before the signature holds are kept: in the decoded JSON itself when they have no
/// escapes, otherwise unescaped in a small area at the end of the token's buffer.
/// </summary>
internal ref struct TokenTexts(Span<byte> buffer, int start)
{
    /// <summary>The longest <c>kid</c> and <c>typ</c>, in bytes.</summary>
    public const int MaxHeaderText = 256;

    /// <summary>The longest <c>iss</c>, in bytes.</summary>
    public const int MaxIssuer = 512;

    /// <summary>The size of the area: room for <c>kid</c>, <c>typ</c> and <c>iss</c>.</summary>
    public const int AreaSize = (2 * MaxHeaderText) + MaxIssuer;

    private readonly Span<byte> _buffer = buffer;
    private int _next = start;

    /// <summary>How much of the buffer is used, up to the last text in the area.</summary>
    public readonly int End => _next;

    /// <summary>A text that was kept.</summary>
    public readonly ReadOnlySpan<byte> this[Slice kept] => _buffer.Slice(kept.Start, kept.Length);

    /// <summary>Keeps the string that was just read; false when it is longer than the limit.</summary>
    /// <param name="json">The reader, on a string.</param>
    /// <param name="jsonStart">Where the reader's text starts in the buffer.</param>
    /// <param name="maxLength">The limit in bytes, escapes undone.</param>
    /// <param name="kept">Where the text is.</param>
    public bool TryKeep(scoped in StrictJsonReader json, int jsonStart, int maxLength, out Slice kept)
    {
        if (!json.HasEscapes)
        {
            kept = new Slice(jsonStart + json.TokenStart + 1, json.Value.Length);
            return kept.Length <= maxLength;
        }

        var fits = JsonEscapes.TryUnescape(json.Value, _buffer.Slice(_next, maxLength), out var length);
        kept = new Slice(_next, length);
        _next += length;
        return fits;
    }
}
