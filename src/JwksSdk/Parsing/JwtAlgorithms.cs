namespace JwksSdk;

/// <summary>
/// The closed list of signature algorithms (RFC 7518 §3.1), as a set. There is no <c>none</c> and no shared-secret
/// algorithm on it, and there never will be: a published key set cannot verify either.
/// </summary>
[Flags]
public enum JwtAlgorithms
{
    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    RS256 = 1,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384.</summary>
    RS384 = 2,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-512.</summary>
    RS512 = 4,

    /// <summary>RSASSA-PSS with SHA-256 and MGF1 with SHA-256.</summary>
    PS256 = 8,

    /// <summary>RSASSA-PSS with SHA-384 and MGF1 with SHA-384.</summary>
    PS384 = 16,

    /// <summary>RSASSA-PSS with SHA-512 and MGF1 with SHA-512.</summary>
    PS512 = 32,

    /// <summary>ECDSA with P-256 and SHA-256.</summary>
    ES256 = 64,

    /// <summary>ECDSA with P-384 and SHA-384.</summary>
    ES384 = 128,

    /// <summary>ECDSA with P-521 and SHA-512.</summary>
    ES512 = 256,
}
