using System.Buffers;

namespace JwksSdk.Parsing;

/// <summary>
/// A token that was taken apart and nothing more: it shows its header and its issuer, to find the key, and keeps its
/// claims to itself. Its bytes live in a rented buffer until <see cref="Dispose"/>; copies share that buffer, so exactly
/// one of them is disposed of.
/// </summary>
internal readonly struct UnverifiedJwt : IDisposable
{
    // The buffer: the token in ASCII, then header, claims and signature decoded, then the area of TokenTexts.
    private readonly byte[]? _buffer;
    private readonly int _used;
    private readonly int _textLength;
    private readonly JwtHeaderMembers _header;
    private readonly Slice _headerJson;
    private readonly Slice _issuer;
    private readonly Slice _signingInput;
    private readonly Slice _payload;
    private readonly Slice _signature;

    private UnverifiedJwt(
        byte[] buffer,
        int used,
        int textLength,
        JwtHeaderMembers header,
        Slice headerJson,
        Slice issuer,
        Slice signingInput,
        Slice payload,
        Slice signature
    )
    {
        _buffer = buffer;
        _used = used;
        _textLength = textLength;
        _header = header;
        _headerJson = headerJson;
        _issuer = issuer;
        _signingInput = signingInput;
        _payload = payload;
        _signature = signature;
    }

    /// <summary>The one algorithm named in the header.</summary>
    public JwtAlgorithms Algorithm => _header.Algorithm;

    /// <summary>The <c>kid</c> in UTF-8, unescaped; empty when there is none. At most 256 bytes.</summary>
    public ReadOnlySpan<byte> KeyId => At(_header.KeyId);

    /// <summary>The <c>iss</c> in UTF-8, unescaped. At most 512 bytes.</summary>
    public ReadOnlySpan<byte> Issuer => At(_issuer);

    /// <summary>The header, for the checks of a token's kind.</summary>
    public JwtHeader Header => new(_header.Algorithm, At(_header.Type), At(_headerJson));

    /// <summary>The ASCII bytes that were signed: the first two parts and the dot between them (RFC 7515 §5.2).</summary>
    public ReadOnlySpan<byte> SigningInput => At(_signingInput);

    /// <summary>The whole token in ASCII, as it was read from its caller: what is verified is exactly this.</summary>
    public ReadOnlySpan<byte> Text => At(new Slice(0, _textLength));

    /// <summary>The decoded signature.</summary>
    public ReadOnlySpan<byte> Signature => At(_signature);

    /// <summary>The decoded claims. Only the signature step may hand them on (a layering test watches this member).</summary>
    internal ReadOnlySpan<byte> Payload => At(_payload);

    /// <summary><c>exp</c> as it is written, to judge whether a request for one more key of its issuer is worth it; empty when there is none.</summary>
    public ReadOnlySpan<byte> ReadExpiry() => ExpiryReader.Read(At(_payload));

    /// <summary>
    /// Whether the claims are strict JSON to their end, with no member twice: for who hands the token on to a reader that does
    /// not look. No verdict tells it before the signature holds.
    /// </summary>
    public bool HasStrictClaims()
    {
        var json = new StrictJsonReader(At(_payload));
        try
        {
            while (json.Read()) { }

            return json.Error == JwtErrorCode.None;
        }
        finally
        {
            json.Release();
        }
    }

    /// <summary>Takes a compact token apart. On an error nothing stays rented and <paramref name="jwt"/> is empty.</summary>
    /// <param name="token">The token.</param>
    /// <param name="maxLength">The longest token that is looked at, in characters or bytes.</param>
    /// <param name="jwt">The token in its parts; to be disposed of.</param>
    public static JwtError Parse(CompactToken token, int maxLength, out UnverifiedJwt jwt)
    {
        jwt = default;
        if (token.Length == 0)
        {
            return new JwtError(JwtErrorCode.TokenEmpty);
        }

        if (token.Length > maxLength)
        {
            return new JwtError(JwtErrorCode.TokenTooLong);
        }

        var shape = token.FindShape(out var firstDot, out var secondDot);
        if (shape != JwtErrorCode.None)
        {
            return new JwtError(shape);
        }

        var size = token.Length + StrictBase64Url.DecodedLength(token.Length) + TokenTexts.AreaSize;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var error = Parse(token, firstDot, secondDot, buffer, size, out jwt);
        if (error.Code != JwtErrorCode.None)
        {
            Return(buffer, size);
        }

        return error;
    }

    /// <summary>Gives the buffer back, cleared.</summary>
    public void Dispose()
    {
        if (_buffer is not null)
        {
            Return(_buffer, _used);
        }
    }

    private static JwtError Parse(
        CompactToken token,
        int firstDot,
        int secondDot,
        byte[] buffer,
        int size,
        out UnverifiedJwt jwt
    )
    {
        jwt = default;
        if (!token.TryCopyAscii(buffer))
        {
            return new JwtError(JwtErrorCode.Encoding);
        }

        var free = token.Length;
        if (!TryDecode(buffer, 0..firstDot, ref free, out var header))
        {
            return new JwtError(JwtErrorCode.Encoding);
        }

        var texts = new TokenTexts(buffer, size - TokenTexts.AreaSize);
        var headerError = JwtHeaderReader.Read(Span(buffer, header), header.Start, ref texts, out var members);
        if (headerError.Code != JwtErrorCode.None)
        {
            return headerError;
        }

        // Looked at only now, so that a token without a signature is named by its algorithm when that is why it has none.
        if (secondDot == token.Length - 1)
        {
            return new JwtError(JwtErrorCode.Malformed);
        }

        if (
            !TryDecode(buffer, (firstDot + 1)..secondDot, ref free, out var payload)
            || !TryDecode(buffer, (secondDot + 1)..token.Length, ref free, out var signature)
        )
        {
            return new JwtError(JwtErrorCode.Encoding);
        }

        var issuerError = IssuerReader.Read(Span(buffer, payload), payload.Start, ref texts, out var issuer);
        if (issuerError != JwtErrorCode.None)
        {
            return new JwtError(issuerError);
        }

        var signingInput = new Slice(0, secondDot);
        jwt = new UnverifiedJwt(
            buffer,
            texts.End,
            token.Length,
            members,
            header,
            issuer,
            signingInput,
            payload,
            signature
        );
        return default;
    }

    private static bool TryDecode(byte[] buffer, Range part, ref int free, out Slice decoded)
    {
        // Exactly the room it needs: a vectorised decoder may write behind its result, where other texts are kept.
        var text = buffer.AsSpan(part);
        var room = buffer.AsSpan(free, StrictBase64Url.DecodedLength(text.Length));
        var decodes = StrictBase64Url.TryDecode(text, room, out var length);
        decoded = new Slice(free, length);
        free += length;
        return decodes;
    }

    private static ReadOnlySpan<byte> Span(byte[] buffer, Slice slice) => buffer.AsSpan(slice.Start, slice.Length);

    private static void Return(byte[] buffer, int used)
    {
        buffer.AsSpan(0, used).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private ReadOnlySpan<byte> At(Slice slice) => _buffer.AsSpan(slice.Start, slice.Length);
}
