namespace JwksSdk.Parsing;

/// <summary>
/// A token that was taken apart and nothing more: it shows its header and its issuer, to find the key, and keeps its
/// claims to itself. Its bytes live in a rented buffer until <see cref="Dispose"/>; copies share that buffer.
/// </summary>
internal readonly struct UnverifiedJwt : IDisposable
{
    /// <summary>Takes a compact token apart. On an error nothing is rented and <paramref name="jwt"/> is empty.</summary>
    public static JwtError Parse(ReadOnlySpan<char> token, int maxLength, out UnverifiedJwt jwt) =>
        throw new NotImplementedException();

    /// <summary>The one algorithm named in the header.</summary>
    public JwtAlgorithms Algorithm => throw new NotImplementedException();

    /// <summary>Whether the header has a <c>kid</c>.</summary>
    public bool HasKeyId => throw new NotImplementedException();

    /// <summary>The <c>kid</c> in UTF-8, unescaped; empty when there is none. At most 256 bytes.</summary>
    public ReadOnlySpan<byte> KeyId => throw new NotImplementedException();

    /// <summary>The <c>iss</c> in UTF-8, unescaped.</summary>
    public ReadOnlySpan<byte> Issuer => throw new NotImplementedException();

    /// <summary>The header, for the checks of a token's kind.</summary>
    public JwtHeader Header => throw new NotImplementedException();

    /// <summary>The ASCII bytes that were signed: the first two parts and the dot between them (RFC 7515 §5.2).</summary>
    public ReadOnlySpan<byte> SigningInput => throw new NotImplementedException();

    /// <summary>The decoded signature.</summary>
    public ReadOnlySpan<byte> Signature => throw new NotImplementedException();

    /// <summary>The decoded claims. Only the signature step may hand them on (a layering test watches this member).</summary>
    internal ReadOnlySpan<byte> Payload => throw new NotImplementedException();

    /// <summary>Gives the buffer back, cleared.</summary>
    public void Dispose() { }
}
