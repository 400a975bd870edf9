using System.Buffers;
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
    public const int TokenMaxDepth = 16;

    private const int DepthLimit = 64;

    /// <summary>What ends or complicates a string: quote, backslash, control characters, everything that is not ASCII.</summary>
    private static readonly SearchValues<byte> Special = SearchValues.Create([
        (byte)'"',
        (byte)'\\',
        .. Range(0, 0x20),
        .. Range(0x80, 0x80),
    ]);

    private readonly ReadOnlySpan<byte> _json;
    private readonly int _maxDepth;
    private readonly bool _allowsDuplicates;
    private int _position;
    private int _valueLength;
    private int _objects;
    private Expected _expected;
    private Scopes _scopes;
    private MemberNames _names;

    /// <summary>Starts before the first token.</summary>
    /// <param name="json">The text.</param>
    /// <param name="maxDepth">How deep objects and arrays may nest, from 1 to 64.</param>
    /// <param name="allowsDuplicates">
    /// Whether a member may occur twice in one object, because the text is judged later. No name is then kept, and nothing rented.
    /// </param>
    public StrictJsonReader(ReadOnlySpan<byte> json, int maxDepth = TokenMaxDepth, bool allowsDuplicates = false)
    {
        _json = json;
        _maxDepth = Math.Min(maxDepth, DepthLimit);
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
    public readonly int TokenEnd => TokenStart + _valueLength + (IsText ? 2 : 0);

    /// <summary>The text of a name or string, without quotes and with its escapes; or the text of a number.</summary>
    public readonly ReadOnlySpan<byte> Value => _json.Slice(TokenStart + (IsText ? 1 : 0), _valueLength);

    /// <summary>Whether the name or string has escapes.</summary>
    public bool HasEscapes { get; private set; }

    private readonly bool IsText => TokenType is JsonTokenType.String or JsonTokenType.PropertyName;

    private readonly bool InObject => _scopes[Depth - 1] != 0;

    /// <summary>Whether the name or string, without its escapes, is this text.</summary>
    public readonly bool TextIs(ReadOnlySpan<byte> text)
    {
        if (!HasEscapes)
        {
            return Value.SequenceEqual(text);
        }

        using var plain = new UnescapedText(Value);
        return plain.Text.SequenceEqual(text);
    }

    /// <summary>Goes to the next token. False at the end of the text, and for good once there is an <see cref="Error"/>.</summary>
    public bool Read()
    {
        if (Error != JwtErrorCode.None || _expected == Expected.Nothing)
        {
            return false;
        }

        if (!SkipWhitespace())
        {
            return Fail();
        }

        if (_expected == Expected.CommaOrEnd)
        {
            if (_json[_position] != ',')
            {
                return Leave();
            }

            _position++;
            _expected = InObject ? Expected.Name : Expected.Value;
            if (!SkipWhitespace())
            {
                return Fail();
            }
        }

        return _expected switch
        {
            Expected.NameOrEnd when _json[_position] == '}' => Leave(),
            Expected.ValueOrEnd when _json[_position] == ']' => Leave(),
            Expected.NameOrEnd or Expected.Name => ReadName(),
            _ => ReadValue(),
        };
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

    private bool ReadName()
    {
        if (_json[_position] != '"' || !ReadText(JsonTokenType.PropertyName))
        {
            return Fail();
        }

        if (!_allowsDuplicates && !_names.TryAdd(_json, _scopes[Depth - 1], TokenStart + 1, _valueLength))
        {
            return Fail(JwtErrorCode.DuplicateMember);
        }

        if (!SkipWhitespace() || _json[_position] != ':')
        {
            return Fail();
        }

        _position++;
        _expected = Expected.Value;
        return true;
    }

    private bool ReadValue() =>
        _json[_position] switch
        {
            (byte)'{' => Enter(JsonTokenType.StartObject),
            (byte)'[' => Enter(JsonTokenType.StartArray),
            (byte)'"' => ReadText(JsonTokenType.String) ? EndValue() : Fail(),
            (byte)'t' => ReadScalar(JsonTokenType.True, MeasureWord("true"u8)),
            (byte)'f' => ReadScalar(JsonTokenType.False, MeasureWord("false"u8)),
            (byte)'n' => ReadScalar(JsonTokenType.Null, MeasureWord("null"u8)),
            _ => ReadScalar(JsonTokenType.Number, JsonNumbers.Measure(_json[_position..])),
        };

    private readonly int MeasureWord(ReadOnlySpan<byte> word) => _json[_position..].StartsWith(word) ? word.Length : 0;

    private bool ReadScalar(JsonTokenType type, int length)
    {
        if (length == 0)
        {
            return Fail();
        }

        Begin(type);
        _valueLength = length;
        _position += length;
        return EndValue();
    }

    private bool Enter(JsonTokenType type)
    {
        if (Depth == _maxDepth)
        {
            return Fail();
        }

        Begin(type);
        _valueLength = 1;
        _position++;
        _scopes[Depth++] = type == JsonTokenType.StartObject ? ++_objects : 0;
        _expected = type == JsonTokenType.StartObject ? Expected.NameOrEnd : Expected.ValueOrEnd;
        return true;
    }

    private bool Leave()
    {
        if (_json[_position] != (InObject ? '}' : ']'))
        {
            return Fail();
        }

        Begin(InObject ? JsonTokenType.EndObject : JsonTokenType.EndArray);
        _valueLength = 1;
        _position++;
        Depth--;
        return EndValue();
    }

    private bool EndValue()
    {
        if (Depth > 0)
        {
            _expected = Expected.CommaOrEnd;
            return true;
        }

        if (SkipWhitespace())
        {
            return Fail();
        }

        _expected = Expected.Nothing;
        return true;
    }

    private bool ReadText(JsonTokenType type)
    {
        Begin(type);
        var start = ++_position;
        var ascii = true;
        while (true)
        {
            var next = _json[_position..].IndexOfAny(Special);
            if (next < 0)
            {
                return false;
            }

            _position += next;
            switch (_json[_position])
            {
                case (byte)'"':
                    _valueLength = _position++ - start;
                    return ascii || Utf8.IsValid(_json.Slice(start, _valueLength));
                case (byte)'\\' when JsonEscapes.Measure(_json[_position..]) is > 0 and var length:
                    HasEscapes = true;
                    _position += length;
                    break;
                case >= 0x80:
                    ascii = false;
                    _position++;
                    break;
                default:
                    return false;
            }
        }
    }

    private void Begin(JsonTokenType type)
    {
        TokenType = type;
        TokenStart = _position;
        HasEscapes = false;
    }

    private bool Fail(JwtErrorCode error = JwtErrorCode.InvalidJson)
    {
        // Nothing half-read is left to be taken for a value.
        TokenType = JsonTokenType.None;
        _valueLength = 0;
        Error = error;
        return false;
    }

    /// <summary>Goes to the next byte that is not whitespace; false at the end of the text.</summary>
    private bool SkipWhitespace()
    {
        while (_position < _json.Length)
        {
            if (_json[_position] is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                return true;
            }

            _position++;
        }

        return false;
    }

    private static IEnumerable<byte> Range(int first, int count) =>
        Enumerable.Range(first, count).Select(static value => (byte)value);

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
    [InlineArray(DepthLimit)]
    private struct Scopes
    {
        private int _first;
    }
}
