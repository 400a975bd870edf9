using System.ComponentModel;
using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>
/// The one verifier of the application. Generated clients stand before it; use it directly where tokens of several
/// providers arrive in one place. Safe for any number of threads.
/// </summary>
public interface IJwtVerifier
{
    /// <summary>
    /// Verifies a token of any registered declaration, chosen by the token's issuer, and of any kind that its provider has.
    /// </summary>
    /// <remarks>
    /// Any kind: an ID token too. Look at the type of the token before it opens anything, or ask a generated client for the one
    /// kind that is due. What a declaration requires (<c>RequiredScopes</c>, <c>RequiredPermissions</c>, <c>RequiredRoles</c>,
    /// <c>RequiredGroups</c>, <c>Organizations</c>, <c>TenantIds</c>) is required of every kind here: one that need not have such a
    /// claim is refused with the code that a missing value gives, <see cref="JwtErrorCode.ScopeMissing"/> for an ID token where scopes
    /// are required. Only the method for that kind takes it. Where no one kind has all that is required, no token is taken here.
    /// </remarks>
    /// <param name="token">The compact token, in characters or UTF-8. Null and empty give <see cref="JwtErrorCode.TokenEmpty"/>.</param>
    /// <param name="cancellationToken">Ends this call's waiting for keys; a fetch that others share goes on.</param>
    /// <returns>The typed token of its kind, or an error. A bad token never throws.</returns>
    /// <exception cref="OperationCanceledException">The cancellation token ended the wait for keys.</exception>
    ValueTask<JwtResult<JwtToken>> VerifyAsync(CompactToken token, CancellationToken cancellationToken);

    /// <summary>Verifies a token of one kind of one declaration. Generated clients call this.</summary>
    /// <typeparam name="TToken">The typed token: the kind's own, or a record derived from it.</typeparam>
    /// <param name="kind">The kind.</param>
    /// <param name="token">The compact token, in characters or UTF-8. Null and empty give <see cref="JwtErrorCode.TokenEmpty"/>.</param>
    /// <param name="cancellationToken">Ends this call's waiting for keys; a fetch that others share goes on.</param>
    /// <exception cref="ArgumentException">The typed token is neither the kind's own nor derived from it.</exception>
    /// <exception cref="InvalidOperationException">
    /// The declaration of the kind was not registered, or lacks an input that this kind needs.
    /// </exception>
    /// <exception cref="OperationCanceledException">The cancellation token ended the wait for keys.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<JwtResult<TToken>> VerifyAsync<TToken>(
        TokenKind kind,
        CompactToken token,
        CancellationToken cancellationToken
    )
        where TToken : JwtToken, IJwtClaims<TToken>;

    /// <summary>
    /// Verifies a token of any member of a federation, chosen by the token's issuer, and of any kind that the federation takes.
    /// Generated clients call this.
    /// </summary>
    /// <remarks>
    /// What a declaration requires is required of every kind, as by <see cref="VerifyAsync(CompactToken, CancellationToken)"/>. A
    /// verifier that a test writes gives a case of the union, whose constructor is public.
    /// </remarks>
    /// <typeparam name="TUnion">The union of the members' tokens.</typeparam>
    /// <param name="federation">The federation.</param>
    /// <param name="token">The compact token, in characters or UTF-8. Null and empty give <see cref="JwtErrorCode.TokenEmpty"/>.</param>
    /// <param name="cancellationToken">Ends this call's waiting for keys; a fetch that others share goes on.</param>
    /// <exception cref="InvalidOperationException">The federation was not registered.</exception>
    /// <exception cref="OperationCanceledException">The cancellation token ended the wait for keys.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<JwtResult<TUnion>> VerifyAsync<TUnion>(
        FederationDeclaration<TUnion> federation,
        CompactToken token,
        CancellationToken cancellationToken
    )
        where TUnion : FederatedToken;

    /// <summary>
    /// Says why a token of any registered declaration and any kind is refused: the checks of
    /// <see cref="VerifyAsync(CompactToken, CancellationToken)"/> as an ordered list, each with what is declared and what was found.
    /// </summary>
    /// <param name="token">The compact token, in characters or UTF-8.</param>
    /// <param name="cancellationToken">Ends this call's waiting for keys; a fetch that others share goes on.</param>
    /// <returns>
    /// The explanation: its error is the one that a verification at the same moment gives. It holds no value of the token, but
    /// what is declared: it is meant for a support ticket, not for whoever sent the token.
    /// </returns>
    /// <remarks>It costs what a verification costs, a request for keys included where one is allowed. It is not counted as a token.</remarks>
    /// <exception cref="OperationCanceledException">The cancellation token ended the wait for keys.</exception>
    ValueTask<JwtExplanation> ExplainAsync(CompactToken token, CancellationToken cancellationToken);

    /// <summary>
    /// Says why a token of one kind of one declaration is refused, read as the typed token that it is verified as: the checks of
    /// <see cref="VerifyAsync{TToken}(TokenKind, CompactToken, CancellationToken)"/>. Generated clients call this.
    /// </summary>
    /// <typeparam name="TToken">The typed token: the kind's own, or a record derived from it.</typeparam>
    /// <param name="kind">The kind.</param>
    /// <param name="token">The compact token, in characters or UTF-8.</param>
    /// <param name="cancellationToken">Ends this call's waiting for keys; a fetch that others share goes on.</param>
    /// <remarks>
    /// The own checks of <typeparamref name="TToken"/> are made several times, to tell apart what they refuse for: they should
    /// have no effects.
    /// </remarks>
    /// <exception cref="ArgumentException">The typed token is neither the kind's own nor derived from it.</exception>
    /// <exception cref="InvalidOperationException">
    /// The declaration of the kind was not registered, or lacks an input that this kind needs.
    /// </exception>
    /// <exception cref="OperationCanceledException">The cancellation token ended the wait for keys.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<JwtExplanation> ExplainAsync<TToken>(
        TokenKind kind,
        CompactToken token,
        CancellationToken cancellationToken
    )
        where TToken : JwtToken, IJwtClaims<TToken>;

    /// <summary>
    /// Says why a token of any member of a federation is refused: the checks of
    /// <see cref="VerifyAsync{TUnion}(FederationDeclaration{TUnion}, CompactToken, CancellationToken)"/>. Generated clients call this.
    /// </summary>
    /// <param name="federation">The federation.</param>
    /// <param name="token">The compact token, in characters or UTF-8.</param>
    /// <param name="cancellationToken">Ends this call's waiting for keys; a fetch that others share goes on.</param>
    /// <exception cref="InvalidOperationException">The federation was not registered.</exception>
    /// <exception cref="OperationCanceledException">The cancellation token ended the wait for keys.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<JwtExplanation> ExplainAsync(
        FederationDeclaration federation,
        CompactToken token,
        CancellationToken cancellationToken
    );
}
