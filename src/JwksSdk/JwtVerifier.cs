using JwksSdk.Caching;
using JwksSdk.Claims;
using JwksSdk.Keys;
using JwksSdk.Parsing;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Signatures;
using JwksSdk.Telemetry;
using JwksSdk.Tokens;
using Microsoft.Extensions.Options;

namespace JwksSdk;

/// <summary>The line: parse → route → key → signature → claims, one exit per step, nothing loops back.</summary>
internal sealed class JwtVerifier(
    Router router,
    KeyStore keys,
    JwtExplainer explainer,
    IOptions<JwtVerifierOptions> options,
    TimeProvider clock,
    JwksMetrics metrics,
    KnownTokens? known = null
) : IJwtVerifier
{
    private readonly int _maxTokenLength = options.Value.MaxTokenLength;
    private readonly bool _keepAllClaims = options.Value.KeepAllClaims;

    public ValueTask<JwtResult<JwtToken>> VerifyAsync(CompactToken token, CancellationToken cancellationToken) =>
        Run<JwtToken, AnyKind>(default, token, cancellationToken);

    public ValueTask<JwtResult<TToken>> VerifyAsync<TToken>(
        TokenKind kind,
        CompactToken token,
        CancellationToken cancellationToken
    )
        where TToken : JwtToken, IJwtClaims<TToken>
    {
        ThrowIfNotOf<TToken>(kind);
        return Run<TToken, OneKind<TToken>>(
            new OneKind<TToken>(router.ProviderOf(kind), kind),
            token,
            cancellationToken
        );
    }

    public ValueTask<JwtExplanation> ExplainAsync(CompactToken token, CancellationToken cancellationToken) =>
        explainer.Explain(null, token, cancellationToken);

    public ValueTask<JwtExplanation> ExplainAsync<TToken>(
        TokenKind kind,
        CompactToken token,
        CancellationToken cancellationToken
    )
        where TToken : JwtToken, IJwtClaims<TToken>
    {
        ThrowIfNotOf<TToken>(kind);
        return explainer.Explain(ClaimsType.Of<TToken>(kind), token, cancellationToken);
    }

    private static void ThrowIfNotOf<TToken>(TokenKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (!kind.TokenType.IsAssignableFrom(typeof(TToken)))
        {
            throw new ArgumentException(
                $"{typeof(TToken).Name} is not derived from {kind.TokenType.Name}.",
                nameof(kind)
            );
        }
    }

    /// <summary>Reads the caller's memory before it returns; what goes on has a copy of its own.</summary>
    private ValueTask<JwtResult<TToken>> Run<TToken, TScope>(
        TScope scope,
        CompactToken text,
        CancellationToken cancellationToken
    )
        where TToken : JwtToken
        where TScope : struct, IScope<TToken>
    {
        if (text.Length <= _maxTokenLength && known?.Find<TToken>(text, scope.Kind) is { Token: TToken token } again)
        {
            return ValueTask.FromResult(Count<TToken>(again.Provider, token));
        }

        var malformed = UnverifiedJwt.Parse(text, _maxTokenLength, out var parsed);
        return malformed.Code == JwtErrorCode.None
            ? RunAsync<TToken, TScope>(scope, parsed, cancellationToken)
            : ValueTask.FromResult(Count<TToken>(null, malformed));
    }

    private async ValueTask<JwtResult<TToken>> RunAsync<TToken, TScope>(
        TScope scope,
        UnverifiedJwt token,
        CancellationToken cancellationToken
    )
        where TToken : JwtToken
        where TScope : struct, IScope<TToken>
    {
        using var rented = token;
        var routing = await router.FindAsync(token.Issuer, scope.Provider, cancellationToken).ConfigureAwait(false);
        if (routing.Route is not { } route)
        {
            return Count<TToken>(null, routing.Error);
        }

        if (!route.Accepts(token.Algorithm))
        {
            return Count<TToken>(route.Provider, JwtErrorCode.AlgorithmNotAllowed);
        }

        var lookup = await keys.FindAsync(route, token, cancellationToken).ConfigureAwait(false);
        if (lookup.Key is not { } key)
        {
            return Count<TToken>(route.Provider, lookup.Error);
        }

        if (!AuthenticJwt.TryVerify(token, key, out var authentic))
        {
            var newer = await keys.FindNewerAsync(route, token, key, cancellationToken).ConfigureAwait(false);
            if (newer.Key is null || !AuthenticJwt.TryVerify(token, newer.Key, out authentic))
            {
                return Count<TToken>(route.Provider, JwtErrorCode.BadSignature);
            }
        }

        return Count(route.Provider, Read<TToken, TScope>(scope, authentic, route));
    }

    private JwtResult<TToken> Read<TToken, TScope>(TScope scope, in AuthenticJwt authentic, Route route)
        where TToken : JwtToken
        where TScope : struct, IScope<TToken>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = scope.Claims(authentic, route, clock.GetUtcNow(), _keepAllClaims);
        if (known is not null && result.TryGetToken(out var token))
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            known.Keep(authentic, token, scope.Kind, route, bytes);
        }

        return result;
    }

    private JwtResult<TToken> Count<TToken>(RoutedProvider? provider, JwtResult<TToken> result)
        where TToken : JwtToken
    {
        metrics.Token(provider?.Declaration.Name, result.Error.Code);
        return result;
    }

    /// <summary>What a call asks for: which routes are open, and how the claims are read.</summary>
    private interface IScope<TToken>
        where TToken : JwtToken
    {
        /// <summary>The kind; null for any.</summary>
        TokenKind? Kind { get; }

        /// <summary>The one declaration whose tokens are let in; null for all.</summary>
        RoutedProvider? Provider { get; }

        JwtResult<TToken> Claims(in AuthenticJwt token, Route route, DateTimeOffset now, bool keepAll);
    }

    private readonly struct AnyKind : IScope<JwtToken>
    {
        public TokenKind? Kind => null;

        public RoutedProvider? Provider => null;

        public JwtResult<JwtToken> Claims(in AuthenticJwt token, Route route, DateTimeOffset now, bool keepAll) =>
            ClaimsStep.VerifyAny(token, route, now, keepAll);
    }

    private readonly struct OneKind<TToken>(RoutedProvider provider, TokenKind kind) : IScope<TToken>
        where TToken : JwtToken, IJwtClaims<TToken>
    {
        public TokenKind Kind => kind;

        public RoutedProvider Provider => provider;

        public JwtResult<TToken> Claims(in AuthenticJwt token, Route route, DateTimeOffset now, bool keepAll) =>
            ClaimsStep.Verify<TToken>(token, route, kind, now, keepAll);
    }
}
