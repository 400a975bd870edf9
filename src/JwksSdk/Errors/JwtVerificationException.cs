namespace JwksSdk;

/// <summary>
/// A token was refused, and its caller asked for an exception: <see cref="JwtResult{TToken}.GetTokenOrThrow"/> and every
/// method whose name ends with <c>OrThrowAsync</c>.
/// </summary>
/// <remarks>
/// Its message is the text of its error: no token text and no claim value. Its <see cref="Exception.HelpLink"/> is the address
/// of the page on the error's code. Where <see cref="JwtError.CannotDecide"/>, the
/// token may be good and nobody can tell.
/// </remarks>
public sealed class JwtVerificationException : Exception
{
    /// <summary>Makes the exception for an error.</summary>
    /// <param name="error">Why the token was refused.</param>
    /// <exception cref="ArgumentException">The error is <see cref="JwtErrorCode.None"/>.</exception>
    public JwtVerificationException(JwtError error)
        : base(error.ToString())
    {
        if (error.Code == JwtErrorCode.None)
        {
            throw new ArgumentException("A refusal has an error.", nameof(error));
        }

        Error = error;
        HelpLink = error.HelpLink;
    }

    /// <summary>Why the token was refused; never <see cref="JwtErrorCode.None"/>.</summary>
    public JwtError Error { get; }
}
