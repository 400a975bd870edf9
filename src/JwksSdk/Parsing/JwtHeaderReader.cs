using System.Text;
using System.Text.Json;

namespace JwksSdk.Parsing;

/// <summary>The members of a header that the line uses: where they are in the token's buffer.</summary>
internal readonly record struct JwtHeaderMembers(JwtAlgorithms Algorithm, Slice KeyId, Slice Type);

/// <summary>
/// Reads a header (RFC 7515 §4): the whole of it strictly, but only <c>alg</c>, <c>kid</c>, <c>typ</c> and the presence of
/// <c>crit</c> and <c>b64</c>. Key material in it is checked as JSON and never looked at (RFC 8725 §3.10).
/// </summary>
internal ref struct JwtHeaderReader
{
    private JwtAlgorithms _algorithm;
    private Slice _keyId;
    private Slice _type;
    private JwtError _extension;
    private JwtError _algorithmError;
    private JwtError _textError;

    /// <summary>Reads the header. An error of its JSON comes first, then extensions, then the algorithm.</summary>
    /// <param name="header">The decoded header.</param>
    /// <param name="headerStart">Where it starts in the token's buffer.</param>
    /// <param name="texts">Keeps what is read.</param>
    /// <param name="members">What was read.</param>
    public static JwtError Read(
        ReadOnlySpan<byte> header,
        int headerStart,
        ref TokenTexts texts,
        out JwtHeaderMembers members
    )
    {
        var reader = new JwtHeaderReader { _algorithmError = new JwtError(JwtErrorCode.AlgorithmNotAllowed, "alg") };
        var json = new StrictJsonReader(header);
        var error = reader.ReadMembers(ref json, headerStart, ref texts);
        members = new JwtHeaderMembers(reader._algorithm, reader._keyId, reader._type);
        json.Release();
        return error;
    }

    private JwtError ReadMembers(ref StrictJsonReader json, int headerStart, ref TokenTexts texts)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return new JwtError(JwtErrorCode.InvalidJson);
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref json, headerStart, ref texts);
        }

        return json.Error != JwtErrorCode.None ? new JwtError(json.Error)
            : _extension.Code != JwtErrorCode.None ? _extension
            : _algorithmError.Code != JwtErrorCode.None ? _algorithmError
            : _textError;
    }

    private void ReadMember(ref StrictJsonReader json, int headerStart, ref TokenTexts texts)
    {
        if (json.TextIs("alg"u8))
        {
            json.Read();
            _algorithmError = ReadAlgorithm(json);
        }
        else if (json.TextIs("kid"u8))
        {
            if (!TryReadText(ref json, headerStart, ref texts, out _keyId) || _keyId.Length == 0)
            {
                _textError = new JwtError(JwtErrorCode.InvalidHeader, "kid");
            }
        }
        else if (json.TextIs("typ"u8))
        {
            if (TryReadText(ref json, headerStart, ref texts, out _type))
            {
                _type = WithoutApplication(_type, texts);
            }
            else
            {
                _textError = new JwtError(JwtErrorCode.InvalidHeader, "typ");
            }
        }
        else if (json.TextIs("crit"u8))
        {
            _extension = new JwtError(JwtErrorCode.CriticalHeader, "crit");
        }
        else if (json.TextIs("b64"u8))
        {
            _extension = new JwtError(JwtErrorCode.CriticalHeader, "b64");
        }

        json.Skip();
    }

    private JwtError ReadAlgorithm(scoped in StrictJsonReader json)
    {
        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
        {
            return new JwtError(JwtErrorCode.InvalidHeader, "alg");
        }

        using var name = json.Unescape();
        _algorithm = JwtAlgorithmNames.Find(name.Text);
        return _algorithm != 0 ? default
            : JwtAlgorithmNames.IsSymmetric(name.Text) ? new JwtError(JwtErrorCode.SymmetricAlgorithm, "alg")
            : new JwtError(JwtErrorCode.AlgorithmNotAllowed, "alg");
    }

    private static bool TryReadText(ref StrictJsonReader json, int headerStart, ref TokenTexts texts, out Slice text)
    {
        text = default;
        json.Read();
        return json.TokenType == JsonTokenType.String
            && json.Error == JwtErrorCode.None
            && texts.TryKeep(json, headerStart, TokenTexts.MaxHeaderText, out text);
    }

    private static Slice WithoutApplication(Slice type, in TokenTexts texts)
    {
        var prefix = "application/"u8;
        var text = texts[type];
        return text.Length > prefix.Length && Ascii.EqualsIgnoreCase(text[..prefix.Length], prefix)
            ? new Slice(type.Start + prefix.Length, type.Length - prefix.Length)
            : type;
    }
}
