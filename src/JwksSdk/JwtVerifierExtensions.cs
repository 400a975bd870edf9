using System.ComponentModel;
using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>The verifier for callers to whom a refused token is an exception.</summary>
public static class JwtVerifierExtensions
{
    /// <summary>
    /// Verifies a token as <see cref="IJwtVerifier.VerifyAsync(CompactToken, CancellationToken)"/> does, and throws when it is refused.
    /// </summary>
    /// <param name="verifier">The verifier.</param>
    /// <param name="token">The compact token, in characters or UTF-8.</param>
    /// <param name="cancellationToken">Ends this call's waiting for keys; a fetch that others share goes on.</param>
    /// <returns>The typed token of its kind.</returns>
    /// <exception cref="JwtVerificationException">The token was refused; its error says why.</exception>
    /// <exception cref="OperationCanceledException">The cancellation token ended the wait for keys.</exception>
    public static ValueTask<JwtToken> VerifyOrThrowAsync(
        this IJwtVerifier verifier,
        CompactToken token,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(verifier);
        return TokenOfAsync(verifier.VerifyAsync(token, cancellationToken));
    }

    /// <summary>Verifies a token of one kind of one declaration, and throws when it is refused. Generated clients call this.</summary>
    /// <typeparam name="TToken">The typed token: the kind's own, or a record derived from it.</typeparam>
    /// <param name="verifier">The verifier.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="token">The compact token, in characters or UTF-8.</param>
    /// <param name="cancellationToken">Ends this call's waiting for keys; a fetch that others share goes on.</param>
    /// <exception cref="JwtVerificationException">The token was refused; its error says why.</exception>
    /// <exception cref="ArgumentException">The typed token is neither the kind's own nor derived from it.</exception>
    /// <exception cref="InvalidOperationException">
    /// The declaration of the kind was not registered, or lacks an input that this kind needs.
    /// </exception>
    /// <exception cref="OperationCanceledException">The cancellation token ended the wait for keys.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ValueTask<TToken> VerifyOrThrowAsync<TToken>(
        this IJwtVerifier verifier,
        TokenKind kind,
        CompactToken token,
        CancellationToken cancellationToken
    )
        where TToken : JwtToken, IJwtClaims<TToken>
    {
        ArgumentNullException.ThrowIfNull(verifier);
        return TokenOfAsync(verifier.VerifyAsync<TToken>(kind, token, cancellationToken));
    }

    /// <summary>Verifies a token of any member of a federation, and throws when it is refused. Generated clients call this.</summary>
    /// <typeparam name="TUnion">The union of the members' tokens.</typeparam>
    /// <param name="verifier">The verifier.</param>
    /// <param name="federation">The federation.</param>
    /// <param name="token">The compact token, in characters or UTF-8.</param>
    /// <param name="cancellationToken">Ends this call's waiting for keys; a fetch that others share goes on.</param>
    /// <exception cref="JwtVerificationException">The token was refused; its error says why.</exception>
    /// <exception cref="InvalidOperationException">The federation was not registered.</exception>
    /// <exception cref="OperationCanceledException">The cancellation token ended the wait for keys.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ValueTask<TUnion> VerifyOrThrowAsync<TUnion>(
        this IJwtVerifier verifier,
        FederationDeclaration<TUnion> federation,
        CompactToken token,
        CancellationToken cancellationToken
    )
        where TUnion : FederatedToken
    {
        ArgumentNullException.ThrowIfNull(verifier);
        return TokenOfAsync(verifier.VerifyAsync(federation, token, cancellationToken));
    }

    private static async ValueTask<TGiven> TokenOfAsync<TGiven>(ValueTask<JwtResult<TGiven>> verification)
        where TGiven : class => (await verification.ConfigureAwait(false)).GetTokenOrThrow();
}
