using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;

namespace JwksSdk.Parsing;

/// <summary>
/// A forward reader of one JSON text (RFC 8259) that a stranger wrote: nothing outside the grammar, valid UTF-8 with whole
/// surrogate pairs, no member twice in one object unless that is allowed, nothing after the value, and a cap on depth. It does not throw and,
/// once the pools are warm, does not allocate, whatever the text; its work is proportional to the text's length.
/// </summary>
/// <remarks>
/// <see cref="Utf8JsonReader"/> reports a broken text by an exception, which an attacker could order by the thousand, and
/// leaves encoding and duplicates to its caller. The tests hold this reader against it.
/// </remarks>
internal ref struct StrictJsonReader
{
    /// <summary>How deep objects and arrays of a token may nest.</summary>
    private const int MaxDepth = 16;

    private ReadOnlySpan<byte> _json;
    private bool _allowsDuplicates;
    private int _position;
    private int _valueStart;
    private int _valueLength;
    private int _objects;
    private int _scope;
    private Expected _expected;
    private Scopes _scopes;
    private MemberNames _names;

    /// <summary>Starts before the first token.</summary>
    /// <param name="json">The text.</param>
    /// <param name="allowsDuplicates">
    /// Whether a member may occur twice in one object, because the text is judged later. No name is then kept, and nothing rented.
    /// </param>
    public StrictJsonReader(ReadOnlySpan<byte> json, bool allowsDuplicates = false) => Begin(json, allowsDuplicates);

    /// <summary>Starts one that is <c>default</c>, where it is: as a field it need not be copied.</summary>
    /// <inheritdoc cref="StrictJsonReader(ReadOnlySpan{byte}, bool)" />
    public void Begin(ReadOnlySpan<byte> json, bool allowsDuplicates = false)
    {
        _json = json;
        _allowsDuplicates = allowsDuplicates;
    }

    /// <summary>What was read last; none at the start and after an error.</summary>
    public JsonTokenType TokenType { get; private set; }

    /// <summary>Why reading ended: <see cref="JwtErrorCode.InvalidJson"/>, <see cref="JwtErrorCode.DuplicateMember"/>, or none.</summary>
    public JwtErrorCode Error { get; private set; }

    /// <summary>How many objects and arrays are open after the token.</summary>
    public int Depth { get; private set; }

    /// <summary>Where the token starts in the text: at its first byte, quotes and brackets included.</summary>
    public int TokenStart { get; private set; }

    /// <summary>Where the token ends in the text. A member name ends with its closing quote.</summary>
    public readonly int TokenEnd => (2 * _valueStart) + _valueLength - TokenStart;

    /// <summary>The text of a name or string, without quotes and with its escapes; or the text of a number.</summary>
    public readonly ReadOnlySpan<byte> Value => _json.Slice(_valueStart, _valueLength);

    /// <summary>Whether the name or string has escapes.</summary>
    public bool HasEscapes { get; private set; }

    /// <summary>Whether the name or string is ASCII throughout, and has no escapes.</summary>
    public bool IsPlain { get; private set; }

    private readonly bool InObject => _scope != 0;

    /// <summary>Whether the name or string, without its escapes, is this text.</summary>
    public readonly bool TextIs(ReadOnlySpan<byte> text) =>
        HasEscapes ? UnescapedTextIs(text) : Value.SequenceEqual(text);

    /// <summary>The text of a name or string without its escapes. To be disposed of.</summary>
    public readonly UnescapedText Unescape() => new(Value, HasEscapes);

    /// <summary>Goes to the next token. False at the end of the text, and for good once there is an <see cref="Error"/>.</summary>
    public bool Read()
    {
        if (_expected == Expected.Nothing)
        {
            return false;
        }

        var start = SkipWhitespace(_position);
        if (_expected == Expected.CommaOrEnd)
        {
            if (!IsAt(start, ','))
            {
                return Leave(start);
            }

            start = SkipWhitespace(start + 1);
            _expected = InObject ? Expected.Name : Expected.Value;
        }

        return _expected switch
        {
            Expected.NameOrEnd when IsAt(start, '}') => Leave(start),
            Expected.ValueOrEnd when IsAt(start, ']') => Leave(start),
            Expected.NameOrEnd or Expected.Name => ReadName(start),
            _ => ReadValue(start),
        };
    }

    /// <summary>
    /// Passes over the next item of the array when it is a plain string right behind a comma, as those of long lists are. Otherwise
    /// nothing is done: whatever comes is for <see cref="Read"/>.
    /// </summary>
    /// <param name="text">The string. The token that was read last stays what it was.</param>
    public bool TryPassPlainItem(out ReadOnlySpan<byte> text)
    {
        text = default;
        var start = _position + 2;
        if (_expected != Expected.CommaOrEnd || InObject || !_json[_position..].StartsWith(",\""u8))
        {
            return false;
        }

        var rest = _json[start..];
        var length = JsonTexts.MeasurePlain(rest);
        if (length == rest.Length || rest[length] != '"')
        {
            return false;
        }

        text = rest[..length];
        _position = start + length + 1;
        return true;
    }

    /// <summary>Passes over the rest of the value: of the member whose name was read last, or of the object or array just entered.</summary>
    public void Skip()
    {
        if (TokenType == JsonTokenType.PropertyName)
        {
            Read();
        }

        if (TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var depth = Depth;
            while (Depth >= depth && Read()) { }
        }
    }

    /// <summary>Gives rented memory back. Without it the memory is only lost to the pool.</summary>
    public void Release() => _names.Release();

    private readonly bool UnescapedTextIs(ReadOnlySpan<byte> text)
    {
        using var plain = Unescape();
        return plain.Text.SequenceEqual(text);
    }

    private bool ReadName(int start)
    {
        if (!IsAt(start, '"') || !ReadText(JsonTokenType.PropertyName, start, out var end))
        {
            return Fail();
        }

        if (!_allowsDuplicates && !_names.TryAdd(_json, _scope, start + 1, _valueLength, HasEscapes))
        {
            return Fail(JwtErrorCode.DuplicateMember);
        }

        var colon = SkipWhitespace(end);
        if (!IsAt(colon, ':'))
        {
            return Fail();
        }

        _position = colon + 1;
        _expected = Expected.Value;
        return true;
    }

    private bool ReadValue(int start) =>
        start < _json.Length
            && _json[start] switch
            {
                (byte)'{' => Enter(JsonTokenType.StartObject, start),
                (byte)'[' => Enter(JsonTokenType.StartArray, start),
                (byte)'"' => ReadText(JsonTokenType.String, start, out var end) && EndValue(end),
                (byte)'t' => ReadScalar(JsonTokenType.True, start, MeasureWord(start, "true"u8)),
                (byte)'f' => ReadScalar(JsonTokenType.False, start, MeasureWord(start, "false"u8)),
                (byte)'n' => ReadScalar(JsonTokenType.Null, start, MeasureWord(start, "null"u8)),
                _ => ReadScalar(JsonTokenType.Number, start, JsonNumbers.Measure(_json[start..])),
            }
        || Fail();

    private readonly int MeasureWord(int start, ReadOnlySpan<byte> word) =>
        _json[start..].StartsWith(word) ? word.Length : 0;

    private bool ReadScalar(JsonTokenType type, int start, int length)
    {
        Begin(type, start);
        _valueLength = length;
        return length > 0 && EndValue(start + length);
    }

    private bool Enter(JsonTokenType type, int start)
    {
        if (Depth == MaxDepth)
        {
            return false;
        }

        Begin(type, start);
        _valueLength = 1;
        _position = start + 1;
        _scope = type == JsonTokenType.StartObject ? ++_objects : 0;
        _scopes[Depth++] = _scope;
        _expected = type == JsonTokenType.StartObject ? Expected.NameOrEnd : Expected.ValueOrEnd;
        return true;
    }

    private bool Leave(int start)
    {
        if (!IsAt(start, InObject ? '}' : ']'))
        {
            return Fail();
        }

        Begin(InObject ? JsonTokenType.EndObject : JsonTokenType.EndArray, start);
        _valueLength = 1;
        Depth--;
        _scope = Depth > 0 ? _scopes[Depth - 1] : 0;
        return EndValue(start + 1) || Fail();
    }

    /// <summary>Goes behind the value; false when it should be the last one and is not.</summary>
    private bool EndValue(int end)
    {
        _position = end;
        if (Depth > 0)
        {
            _expected = Expected.CommaOrEnd;
            return true;
        }

        _expected = Expected.Nothing;
        return SkipWhitespace(end) == _json.Length;
    }

    /// <summary>Reads a name or string that starts at a quote; false when it is no valid one.</summary>
    private bool ReadText(JsonTokenType type, int start, out int end)
    {
        Begin(type, start);
        end = start + 1;
        while (true)
        {
            end += JsonTexts.MeasurePlain(_json[end..]);
            if (end == _json.Length)
            {
                return false;
            }

            switch (_json[end])
            {
                case (byte)'"':
                    _valueLength = end++ - start - 1;
                    return IsPlain || Utf8.IsValid(Value);
                case (byte)'\\' when JsonEscapes.Measure(_json[end..]) is > 0 and var length:
                    HasEscapes = true;
                    IsPlain = false;
                    end += length;
                    break;
                case >= 0x80:
                    IsPlain = false;
                    end++;
                    break;
                default:
                    return false;
            }
        }
    }

    private void Begin(JsonTokenType type, int start)
    {
        TokenType = type;
        TokenStart = start;
        // Names and strings begin and end with a quote.
        _valueStart = type is JsonTokenType.PropertyName or JsonTokenType.String ? start + 1 : start;
        HasEscapes = false;
        IsPlain = true;
    }

    private bool Fail(JwtErrorCode error = JwtErrorCode.InvalidJson)
    {
        // Nothing half-read is left to be taken for a value.
        TokenType = JsonTokenType.None;
        _valueStart = TokenStart;
        _valueLength = 0;
        Error = error;
        _expected = Expected.Nothing;
        return false;
    }

    private readonly bool IsAt(int position, char character) => position < _json.Length && _json[position] == character;

    /// <summary>Where the next byte is that is not whitespace; the length of the text when there is none.</summary>
    private readonly int SkipWhitespace(int position)
    {
        while (position < _json.Length && _json[position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            position++;
        }

        return position;
    }

    private enum Expected
    {
        Value,
        ValueOrEnd,
        Name,
        NameOrEnd,
        CommaOrEnd,
        Nothing,
    }

    /// <summary>For each open object its number, from 1; 0 for an array.</summary>
    [InlineArray(MaxDepth)]
    private struct Scopes
    {
        private int _first;
    }
}
