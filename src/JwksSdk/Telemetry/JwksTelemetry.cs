namespace JwksSdk;

/// <summary>
/// The names under which the library can be observed. Log categories are <c>JwksSdk.{ClassName}</c>, one for each declared
/// provider. No name, tag or message ever holds token text, a claim value, a <c>kid</c> as it was sent, or a secret.
/// </summary>
public static class JwksTelemetry
{
    /// <summary>
    /// The meter. Its instruments:
    /// <list type="bullet">
    /// <item><c>jwkssdk.tokens</c>: tokens, by provider and outcome.</item>
    /// <item><c>jwkssdk.token.cache</c>: look-ups in the cache of verified tokens, where there is one, by outcome: <c>hit</c>,
    /// <c>miss</c>, or <c>outdated</c> (it was held, but a date, the key or the approval of its tenant does not hold any more).</item>
    /// <item><c>jwkssdk.key.misses</c>: look-ups of a key that was not held, by provider and by what was done about it:
    /// <c>fetched</c>, <c>joined</c> (a fetch under way), <c>remembered</c> (as missing), <c>skipped</c> (no budget), or
    /// <c>implausible</c> (the token was worth no request, which is looked at only where one could be made).</item>
    /// <item><c>jwkssdk.keyset.fetches</c> and <c>jwkssdk.keyset.fetch.duration</c> (seconds): by provider and outcome.</item>
    /// <item><c>jwkssdk.keyset.age</c> and <c>jwkssdk.keyset.trust.left</c> (seconds): of each fetched key set of a
    /// declaration, by provider and issuer. Read from the monotonic clock when they are collected, so that they tell the
    /// truth even if nothing is fetched any more.</item>
    /// <item><c>jwkssdk.keyset.shared</c>: entries of the shared cache, by provider and by what was done with them.</item>
    /// </list>
    /// Tags: <c>jwkssdk.provider</c>, <c>jwkssdk.issuer</c> (as declared, never as a token says), <c>jwkssdk.outcome</c>,
    /// <c>error.type</c>.
    /// </summary>
    public const string MeterName = "JwksSdk";

    /// <summary>
    /// The activity source: one activity for each fetch of a key set, <c>jwkssdk.keyset.fetch</c>, none for a token. Tags:
    /// <c>jwkssdk.provider</c>, <c>jwkssdk.issuer</c>, <c>jwkssdk.reason</c>, <c>jwkssdk.source</c>,
    /// <c>jwkssdk.not_modified</c>, <c>error.type</c>.
    /// </summary>
    public const string ActivitySourceName = "JwksSdk";
}
