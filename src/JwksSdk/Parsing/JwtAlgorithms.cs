using System.ComponentModel;

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

    /// <summary>
    /// EdDSA (RFC 8037 §3.1). Here only so that the compiler can say why it cannot be declared: .NET cannot verify it.
    /// </summary>
    [Obsolete(JwtAlgorithmChoices.WhyNotEdDsa, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    EdDSA = 512,
}

/// <summary>Which members of <see cref="JwtAlgorithms"/> a declaration may name, and why not the others.</summary>
internal static class JwtAlgorithmChoices
{
    /// <summary>What the compiler and the start of the application say of EdDSA.</summary>
    public const string WhyNotEdDsa =
        "EdDSA cannot be verified: .NET has no Ed25519 and no Ed448 (RFC 8032). Let the provider sign with an algorithm that can be, for example RS256 or ES256, and declare that one.";

    /// <summary>The name of EdDSA in declarations and headers.</summary>
    public const string EdDsa = "EdDSA";

    /// <summary>The members that can be verified, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. typeof(JwtAlgorithms).GetEnumNames().Where(static name => name != EdDsa)];
}
