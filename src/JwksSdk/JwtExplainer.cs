using JwksSdk.Claims;
using JwksSdk.Keys;
using JwksSdk.Parsing;
using JwksSdk.Routing;
using JwksSdk.Signatures;
using JwksSdk.Telemetry;
using Microsoft.Extensions.Options;

namespace JwksSdk;

/// <summary>
/// The line once more, step by step with the same functions in the same order, telling of each what came of it. What a step
/// decides is decided there alone: this class only tells.
/// </summary>
internal sealed class JwtExplainer(
    Router router,
    KeyStore keys,
    IOptions<JwtVerifierOptions> options,
    TimeProvider clock
)
{
    private readonly int _maxTokenLength = options.Value.MaxTokenLength;
    private readonly bool _keepAllClaims = options.Value.KeepAllClaims;

    /// <summary>Explains a token. Reads the caller's memory before it returns.</summary>
    /// <param name="within">The declarations whose tokens are let in; null for all.</param>
    /// <param name="type">What is asked for; null for any kind.</param>
    /// <param name="text">The token.</param>
    /// <param name="cancellationToken">Ends this call's waiting for keys.</param>
    public ValueTask<JwtExplanation> Explain(
        RouteScope? within,
        ClaimsType? type,
        CompactToken text,
        CancellationToken cancellationToken
    )
    {
        var draft = new ExplanationDraft(router, within, type, _maxTokenLength);
        var malformed = UnverifiedJwt.Parse(text, _maxTokenLength, out var token);
        return malformed.Code == JwtErrorCode.None
            ? ExplainAsync(draft, token, cancellationToken)
            : ValueTask.FromResult(draft.Fail(CheckOf(malformed.Code), malformed, null, clock.GetUtcNow()));
    }

    private static LineCheck CheckOf(JwtErrorCode malformed) =>
        malformed switch
        {
            JwtErrorCode.TokenEmpty or JwtErrorCode.TokenTooLong => LineCheck.Length,
            JwtErrorCode.AlgorithmNotAllowed or JwtErrorCode.SymmetricAlgorithm => LineCheck.Algorithm,
            JwtErrorCode.IssuerMissing or JwtErrorCode.UnknownIssuer => LineCheck.Issuer,
            _ => LineCheck.Format,
        };

    private async ValueTask<JwtExplanation> ExplainAsync(
        ExplanationDraft draft,
        UnverifiedJwt token,
        CancellationToken cancellationToken
    )
    {
        using var rented = token;
        var routing = await router.FindAsync(token.Issuer, draft.Within, cancellationToken).ConfigureAwait(false);
        if (routing.Route is not { } route)
        {
            var finding = IssuerFinding.Of(token.Issuer, routing.Error, router, draft.Within);
            return draft.Fail(LineCheck.Issuer, new JwtError(routing.Error), finding, clock.GetUtcNow());
        }

        draft.Route = route;
        if (!route.Accepts(token.Algorithm))
        {
            var error = new JwtError(JwtErrorCode.AlgorithmNotAllowed);
            return draft.Fail(LineCheck.AcceptedAlgorithm, error, token.Algorithm.ToString(), clock.GetUtcNow());
        }

        var lookup = await keys.FindAsync(route, token, cancellationToken).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        var key = new KeyFinding(keys, route, token.KeyId.ToArray(), token.Algorithm, now);
        if (lookup.Key is null)
        {
            lookup = WithWorth(lookup, route, token);
            return draft.Fail(LineCheck.Key, new JwtError(lookup.Error), key.Of(lookup), now);
        }

        draft.PassTo(LineCheck.Key, key.Of(lookup));
        KeyLookup? newer = null;
        if (!AuthenticJwt.TryVerify(token, lookup.Key, out var authentic))
        {
            newer = await keys.FindNewerAsync(route, token, lookup.Key, cancellationToken).ConfigureAwait(false);
            now = clock.GetUtcNow();
            key = new KeyFinding(keys, route, token.KeyId.ToArray(), token.Algorithm, now);
            if (newer.Key is not { } other || !AuthenticJwt.TryVerify(token, other, out authentic))
            {
                newer = WithWorth(newer, route, token);
                var error = new JwtError(JwtErrorCode.BadSignature);
                return draft.Fail(LineCheck.Signature, error, key.Of(lookup.Key, newer, holds: false), now);
            }
        }

        draft.PassTo(LineCheck.Signature, key.Of(lookup.Key, newer, holds: true));
        return draft.End(
            ClaimsExplanation.Of(authentic, route, draft.Type, draft.Federation, now, _keepAllClaims),
            now
        );
    }

    /// <summary>That a token was worth no request says more of it than that none is made now.</summary>
    private KeyLookup WithWorth(KeyLookup lookup, Route route, in UnverifiedJwt token)
    {
        var unworthy = lookup.Miss is KeyMiss.Skipped or KeyMiss.Remembered
            ? keys.WhyNotWorthARequest(route, token)
            : KeyMiss.None;
        return unworthy == KeyMiss.None ? lookup : lookup.After(unworthy);
    }
}
