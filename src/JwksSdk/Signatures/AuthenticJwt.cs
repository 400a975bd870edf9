using JwksSdk.Keys;
using JwksSdk.Parsing;

namespace JwksSdk.Signatures;

/// <summary>
/// A token whose signature held under a key of its issuer. Only this type opens the claims, and only a verification makes
/// one. Its bytes belong to the <see cref="UnverifiedJwt"/> it came from.
/// </summary>
internal readonly struct AuthenticJwt
{
    private readonly UnverifiedJwt _token;
    private readonly VerificationKey? _key;

    private AuthenticJwt(UnverifiedJwt token, VerificationKey key)
    {
        _token = token;
        _key = key;
    }

    /// <summary>The header.</summary>
    public JwtHeader Header => _token.Header;

    /// <summary>The whole token in ASCII.</summary>
    public ReadOnlySpan<byte> Text => _token.Text;

    /// <summary>The key under which the signature held.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, not the outcome of a verification.</exception>
    public VerificationKey Key => _key ?? throw NotVerified();

    /// <summary>Verifies the signature (RFC 7515 §5.2). False when it does not hold, or the key is not for the algorithm.</summary>
    public static bool TryVerify(in UnverifiedJwt token, VerificationKey key, out AuthenticJwt authentic)
    {
        var holds = key.Verify(token.Algorithm, token.SigningInput, token.Signature);
        authentic = holds ? new AuthenticJwt(token, key) : default;
        return holds;
    }

    /// <summary>The claims, as the JSON that was signed.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, not the outcome of a verification.</exception>
    public ReadOnlySpan<byte> Claims => _key is not null ? _token.Payload : throw NotVerified();

    private static InvalidOperationException NotVerified() => new("The signature of this token was not verified.");
}
