namespace JwksSdk.Keys;

/// <summary>Why a published key is not used. One refused key never spoils the others of its set.</summary>
public enum KeyRefusal
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>Not a JSON object, or one that holds text which is not Unicode.</summary>
    NotAnObject,

    /// <summary>A member name occurs twice, at any depth (RFC 7517 §4).</summary>
    DuplicateMember,

    /// <summary>A member is longer than <see cref="JwkMembers.MaxLength"/>.</summary>
    MemberTooLong,

    /// <summary>No <c>kid</c> that is a string of 1 to 256 bytes.</summary>
    KeyIdMissing,

    /// <summary><c>kty</c> is missing, or neither <c>RSA</c> nor <c>EC</c>.</summary>
    KeyTypeNotSupported,

    /// <summary>A symmetric key (<c>oct</c>, or a member <c>k</c>): published, it is no secret (RFC 8725 §2.2, §3.5).</summary>
    Symmetric,

    /// <summary>
    /// A private member (<c>d</c>, <c>p</c>, <c>q</c>, …): published, the key is compromised. Also every other copy of it in
    /// the set, under whatever <c>kid</c>.
    /// </summary>
    PrivateMember,

    /// <summary><c>use</c> is not <c>sig</c> (RFC 7517 §4.2).</summary>
    NotForSignatures,

    /// <summary><c>key_ops</c> does not contain <c>verify</c> (RFC 7517 §4.3).</summary>
    NotForVerifying,

    /// <summary><c>alg</c> is not one of <see cref="JwtAlgorithms"/>.</summary>
    AlgorithmNotSupported,

    /// <summary><c>alg</c> does not fit the key's type or curve (RFC 7518 §3.1).</summary>
    AlgorithmMismatch,

    /// <summary>Neither the public numbers nor a certificate is there.</summary>
    MaterialMissing,

    /// <summary>A public number is not a base64url string.</summary>
    Encoding,

    /// <summary>The RSA modulus has fewer than 2,048 bits (RFC 7518 §3.3) or more than 8,192.</summary>
    ModulusSize,

    /// <summary>The RSA modulus is even.</summary>
    ModulusEven,

    /// <summary>The RSA exponent is even, below 3, or above 2³².</summary>
    Exponent,

    /// <summary>The curve is not P-256, P-384 or P-521.</summary>
    CurveNotSupported,

    /// <summary>A coordinate does not have the curve's length, or the point is not on the curve (RFC 7518 §6.2.1, RFC 8725 §3.4).</summary>
    Point,

    /// <summary>The first certificate of <c>x5c</c> cannot be read.</summary>
    Certificate,

    /// <summary>The key of the first certificate of <c>x5c</c> is not the key beside it (RFC 7517 §4.7).</summary>
    CertificateMismatch,

    /// <summary>Other material has the same <c>kid</c> and neither type nor <c>alg</c> tells them apart.</summary>
    KeyIdAmbiguous,
}
