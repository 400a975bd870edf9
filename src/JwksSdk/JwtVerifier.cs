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

    public ValueTask<JwtResult<TUnion>> VerifyAsync<TUnion>(
        FederationDeclaration<TUnion> federation,
        CompactToken token,
        CancellationToken cancellationToken
    )
        where TUnion : FederatedToken
    {
        ArgumentNullException.ThrowIfNull(federation);
        return Run<TUnion, Federated<TUnion>>(
            new Federated<TUnion>(router.RoutesOf(federation), federation),
            token,
            cancellationToken
        );
    }

    public ValueTask<JwtExplanation> ExplainAsync(CompactToken token, CancellationToken cancellationToken) =>
        explainer.Explain(null, null, token, cancellationToken);

    public ValueTask<JwtExplanation> ExplainAsync<TToken>(
        TokenKind kind,
        CompactToken token,
        CancellationToken cancellationToken
    )
        where TToken : JwtToken, IJwtClaims<TToken>
    {
        ThrowIfNotOf<TToken>(kind);
        return explainer.Explain(router.ProviderOf(kind), ClaimsType.Of<TToken>(kind), token, cancellationToken);
    }

    public ValueTask<JwtExplanation> ExplainAsync(
        FederationDeclaration federation,
        CompactToken token,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(federation);
        return explainer.Explain(router.RoutesOf(federation), null, token, cancellationToken);
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

    /// <summary>
    /// Reads the caller's memory before it returns; what goes on has a copy of its own. An issuer that leads nowhere is refused here,
    /// before there is anything to wait for.
    /// </summary>
    private ValueTask<JwtResult<TGiven>> Run<TGiven, TScope>(
        TScope scope,
        CompactToken text,
        CancellationToken cancellationToken
    )
        where TGiven : class
        where TScope : struct, IScope<TGiven>
    {
        if (text.Length <= _maxTokenLength && known?.Find<TGiven>(text, scope.Number) is { Given: TGiven given } again)
        {
            return ValueTask.FromResult(Count<TGiven>(again.Provider, given));
        }

        var malformed = UnverifiedJwt.Parse(text, _maxTokenLength, out var parsed);
        if (malformed.Code != JwtErrorCode.None)
        {
            return ValueTask.FromResult(Count<TGiven>(null, malformed));
        }

        var routing = router.FindAsync(parsed.Issuer, scope.Within, cancellationToken).Preserve();
        if (!routing.IsCompletedSuccessfully || routing.Result.Route is not null)
        {
            return RunAsync<TGiven, TScope>(scope, parsed, routing, cancellationToken);
        }

        parsed.Dispose();
        return ValueTask.FromResult(Count<TGiven>(null, routing.Result.Error));
    }

    private async ValueTask<JwtResult<TGiven>> RunAsync<TGiven, TScope>(
        TScope scope,
        UnverifiedJwt token,
        ValueTask<RouteLookup> finding,
        CancellationToken cancellationToken
    )
        where TGiven : class
        where TScope : struct, IScope<TGiven>
    {
        // Not by `using`, which would keep a second copy of the token for the time of the waiting.
        try
        {
            var routing = await finding.ConfigureAwait(false);
            if (routing.Route is not { } route)
            {
                return Count<TGiven>(null, routing.Error);
            }

            if (!route.Accepts(token.Algorithm))
            {
                return Count<TGiven>(route.Provider, JwtErrorCode.AlgorithmNotAllowed);
            }

            var lookup = await keys.FindAsync(route, token, cancellationToken).ConfigureAwait(false);
            if (lookup.Key is not { } key)
            {
                return Count<TGiven>(route.Provider, lookup.Error);
            }

            if (!AuthenticJwt.TryVerify(token, key, out var authentic))
            {
                var newer = await keys.FindNewerAsync(route, token, key, cancellationToken).ConfigureAwait(false);
                if (newer.Key is null || !AuthenticJwt.TryVerify(token, newer.Key, out authentic))
                {
                    return Count<TGiven>(route.Provider, JwtErrorCode.BadSignature);
                }
            }

            return Count(route.Provider, Read<TGiven, TScope>(scope, authentic, route));
        }
        finally
        {
            token.Dispose();
        }
    }

    private JwtResult<TGiven> Read<TGiven, TScope>(TScope scope, in AuthenticJwt authentic, Route route)
        where TGiven : class
        where TScope : struct, IScope<TGiven>
    {
        var before = known is null ? 0 : GC.GetAllocatedBytesForCurrentThread();
        var result = scope.Claims(authentic, route, clock.GetUtcNow(), _keepAllClaims, out var kind);
        if (known is not null && result.TryGetToken(out var given))
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            known.Keep(scope.Number, given, authentic, scope.TokenOf(given), kind!, route, bytes);
        }

        return result;
    }

    private JwtResult<TGiven> Count<TGiven>(RoutedProvider? provider, JwtResult<TGiven> result)
        where TGiven : class
    {
        metrics.Token(provider?.Declaration.Name, result.Error.Code);
        return result;
    }

    /// <summary>What a call asks for: which routes are open, how the claims are read, and what is given for them.</summary>
    private interface IScope<TGiven>
        where TGiven : class
    {
        /// <summary>The number of the kind or the federation; 0 for any kind of any declaration.</summary>
        int Number { get; }

        /// <summary>The declarations whose tokens are let in; null for all.</summary>
        RouteScope? Within { get; }

        JwtResult<TGiven> Claims(
            in AuthenticJwt token,
            Route route,
            DateTimeOffset now,
            bool keepAll,
            out TokenKind? kind
        );

        JwtToken TokenOf(TGiven given);
    }

    private readonly struct AnyKind : IScope<JwtToken>
    {
        public int Number => 0;

        public RouteScope? Within => null;

        public JwtResult<JwtToken> Claims(
            in AuthenticJwt token,
            Route route,
            DateTimeOffset now,
            bool keepAll,
            out TokenKind? kind
        ) => ClaimsStep.VerifyAny(token, route, null, now, keepAll, out kind);

        public JwtToken TokenOf(JwtToken given) => given;
    }

    private readonly struct OneKind<TToken>(RoutedProvider provider, TokenKind asked) : IScope<TToken>
        where TToken : JwtToken, IJwtClaims<TToken>
    {
        public int Number => asked.Number;

        public RouteScope Within => provider;

        public JwtResult<TToken> Claims(
            in AuthenticJwt token,
            Route route,
            DateTimeOffset now,
            bool keepAll,
            out TokenKind? kind
        )
        {
            kind = asked;
            return ClaimsStep.Verify<TToken>(token, route, asked, now, keepAll);
        }

        public JwtToken TokenOf(TToken given) => given;
    }

    private readonly struct Federated<TUnion>(FederationRoutes members, FederationDeclaration<TUnion> federation)
        : IScope<TUnion>
        where TUnion : FederatedToken
    {
        public int Number => federation.Number;

        public RouteScope Within => members;

        public JwtResult<TUnion> Claims(
            in AuthenticJwt token,
            Route route,
            DateTimeOffset now,
            bool keepAll,
            out TokenKind? kind
        )
        {
            var result = ClaimsStep.VerifyAny(token, route, federation, now, keepAll, out kind);
            return result.TryGetToken(out var verified) ? federation.CaseOf(kind!, verified) : result.Error;
        }

        public JwtToken TokenOf(TUnion given) => given.Token;
    }
}
