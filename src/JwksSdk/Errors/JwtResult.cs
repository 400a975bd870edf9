using System.Diagnostics.CodeAnalysis;

namespace JwksSdk;

/// <summary>The outcome of one verification: a verified token, or one error from a closed list. Never both, never neither.</summary>
/// <typeparam name="TToken">The typed token.</typeparam>
/// <remarks><c>default</c> is a refusal with <see cref="JwtErrorCode.TokenEmpty"/>, so a forgotten result accepts nothing.</remarks>
public readonly struct JwtResult<TToken>
    where TToken : class
{
    private readonly TToken? _token;
    private readonly JwtError _error;

    private JwtResult(TToken? token, JwtError error)
    {
        _token = token;
        _error = error;
    }

    /// <summary>True when the token was verified: signature, issuer, kind and every declared check.</summary>
    public bool IsVerified => _token is not null;

    /// <summary>Why the token was refused; <see cref="JwtErrorCode.None"/> when it was verified.</summary>
    public JwtError Error =>
        _token is not null ? default
        : _error.Code == JwtErrorCode.None ? new JwtError(JwtErrorCode.TokenEmpty)
        : _error;

    /// <summary>Gives the verified token.</summary>
    /// <param name="token">The token when the result is true; null otherwise.</param>
    /// <returns>Whether the token was verified.</returns>
    public bool TryGetToken([NotNullWhen(true)] out TToken? token)
    {
        token = _token;
        return token is not null;
    }

    /// <summary>Gives the verified token, or throws.</summary>
    /// <exception cref="JwtVerificationException">The token was refused.</exception>
    public TToken GetTokenOrThrow() => _token ?? throw new JwtVerificationException(Error);

    /// <summary>A verified result.</summary>
    /// <param name="token">The token.</param>
    public static implicit operator JwtResult<TToken>(TToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new JwtResult<TToken>(token, default);
    }

    /// <summary>A refusal.</summary>
    /// <param name="error">The error; its code must not be <see cref="JwtErrorCode.None"/>.</param>
    public static implicit operator JwtResult<TToken>(JwtError error) => new(null, error);

    /// <summary>A refusal with a code alone.</summary>
    /// <param name="code">The code; must not be <see cref="JwtErrorCode.None"/>.</param>
    public static implicit operator JwtResult<TToken>(JwtErrorCode code) => new(null, new JwtError(code));

    /// <summary>The same outcome with the token seen as one of its base types.</summary>
    /// <typeparam name="TBase">A base type of the token.</typeparam>
    public JwtResult<TBase> As<TBase>()
        where TBase : class => _token is TBase token ? token : Error;

    /// <summary>"verified" with the name of the token's type, or the error; never a claim value.</summary>
    public override string ToString() => _token is null ? Error.ToString() : $"verified {_token.GetType().Name}";
}
