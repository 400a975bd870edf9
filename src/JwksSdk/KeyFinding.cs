using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Telemetry;

namespace JwksSdk;

/// <summary>What there is to say about the key of a token: whose it is, why it is not used, and how its set stands.</summary>
/// <param name="keys">Every key set.</param>
/// <param name="route">Where the token's issuer led to.</param>
/// <param name="keyId">The token's <c>kid</c>, told by its hash alone.</param>
/// <param name="algorithm">The token's algorithm.</param>
/// <param name="now">The present.</param>
internal sealed class KeyFinding(KeyStore keys, Route route, byte[] keyId, JwtAlgorithms algorithm, DateTimeOffset now)
{
    private readonly KeySetRefresher _refresher = keys.KeysOf(route).Refresher;
    private readonly KeySetStatus _set = KeySetStatusReader.Read(keys.KeysOf(route), now);

    private string Kid => $"kid (SHA-256 {KeyIds.Hash(keyId)})";

    private IReadOnlyList<VerificationKey> Held => _refresher.State.Snapshot?.Keys ?? [];

    /// <summary>Where the keys are looked for.</summary>
    public static string Declared(Route route) =>
        route is Tenant tenant && tenant.Approval != TenantApproval.Lasting
            ? "where that tenant publishes its keys"
            : route.Issuer.Keys switch
            {
                JwksKeySource set => set.Uri,
                DiscoveryKeySource document => $"the address in {document.Uri}",
                _ => "one key given beforehand",
            };

    /// <summary>What came of looking for the key.</summary>
    public string Of(KeyLookup lookup) =>
        lookup.Key is null
            ? Lines(
                What(lookup.Error),
                Refused(lookup.Error),
                Elsewhere(lookup.Error),
                Done(lookup),
                Set(),
                Failing(),
                Next(lookup.Miss)
            )
            : Lines(Name(lookup.Key), Done(lookup), Set(), Failing());

    /// <summary>What came of the signature.</summary>
    /// <param name="tried">The key that the token names.</param>
    /// <param name="newer">The outcome of asking for newer material; null when there was no need to.</param>
    /// <param name="holds">Whether the signature held in the end.</param>
    public string Of(VerificationKey tried, KeyLookup? newer, bool holds)
    {
        if (holds)
        {
            return $"{algorithm} under {(newer is null ? "" : "newer material of ")}{Name(tried)}";
        }

        var hasNone = newer?.Key is null;
        return Lines(
            $"it is not made with {Name(tried)}",
            hasNone
                ? "no newer material under the same kid is known"
                : "nor with the newer material under the same kid",
            hasNone && newer is not null ? Done(newer) : null,
            Failing(),
            hasNone && newer is not null ? Next(newer.Miss) : null
        );
    }

    private static string Lines(params ReadOnlySpan<string?> lines)
    {
        var said = new List<string>();
        foreach (var line in lines)
        {
            if (line is not null)
            {
                said.Add(line);
            }
        }

        return string.Join('\n', said);
    }

    private static string Moment(DateTimeOffset? moment) =>
        moment is { } known ? ExplanationText.Moment(known) : "further notice";

    private string Name(VerificationKey key) =>
        key.MatchesAnyKeyId ? "the key given beforehand, whatever the kid" : $"the key with this {Kid}";

    private string What(JwtErrorCode error) =>
        error switch
        {
            JwtErrorCode.KeyIdMissing => "the header has no kid, and keys are never guessed",
            JwtErrorCode.KeyAlgorithmMismatch =>
                $"the key with this {Kid} is for {OtherAlgorithms()}; the token says {algorithm}",
            JwtErrorCode.KeysUnavailable when _set.IsTrusted =>
                $"no key with this {Kid} is held; it may be published by now, but the latest fetch failed",
            JwtErrorCode.KeysUnavailable when Held.Count > 0 => "the keys that are held are too old to be trusted",
            JwtErrorCode.KeysUnavailable => "no keys are held",
            _ => $"no key with this {Kid} is held",
        };

    private string OtherAlgorithms() =>
        Held.Where(key => key.MatchesAnyKeyId || key.KeyId.Span.SequenceEqual(keyId))
            .Aggregate(default(JwtAlgorithms), static (all, key) => all | key.Algorithms)
            .ToString();

    /// <summary>Why a key with this kid is published and not used, also where its set has no other.</summary>
    private string? Refused(JwtErrorCode error)
    {
        var reasons = _refresher
            .News.Refused.Concat(_refresher.State.Snapshot?.Refused ?? [])
            .Where(key => key.KeyId.Span.SequenceEqual(keyId))
            .Select(static key => key.Reason.ToString())
            .Distinct()
            .ToArray();
        return
            error is JwtErrorCode.KeyRefused or JwtErrorCode.KeysUnavailable && keyId.Length > 0 && reasons.Length > 0
            ? $"one with this {Kid} is published, and was refused: {string.Join(", ", reasons)}"
            : null;
    }

    /// <summary>
    /// Whether another declared issuer has a key with this kid: the token may be meant for that one. Of those without keys, as before
    /// a first fetch, nobody can tell.
    /// </summary>
    private string? Elsewhere(JwtErrorCode error)
    {
        var others = keys.All.Where(each => each.Key != route).ToArray();
        var owners = others
            .Where(each => each.Value.Snapshot?.Keys.Any(key => key.KeyId.Span.SequenceEqual(keyId)) == true)
            .Select(static each => Of(each.Key))
            .ToArray();
        var unknown = others
            .Where(static each => each.Value.Snapshot is null)
            .Select(static each => Of(each.Key))
            .ToArray();
        return keyId.Length == 0 ? null
            : owners.Length > 0 ? $"one with it is held for {string.Join(" and ", owners)}"
            : unknown.Length > 0 && error == JwtErrorCode.UnknownKeyId
                ? $"whether another has one is not known: no keys are held for {string.Join(" and ", unknown)}"
            : null;

        static string Of(Route other) => $"{other.Issuer.Issuer} of {other.Provider.Declaration.Name}";
    }

    /// <summary>What was done to find the key.</summary>
    private string? Done(KeyLookup lookup) =>
        lookup.Miss switch
        {
            KeyMiss.Fetched or KeyMiss.Joined when lookup.Key is not null =>
                "a fetch brought it while the token waited",
            KeyMiss.Fetched or KeyMiss.Joined when _set.LastError != KeySetError.None =>
                $"the token waited for a fetch, which failed: {_set.LastError}",
            KeyMiss.Fetched or KeyMiss.Joined => "the token waited for a fetch, which did not bring it",
            KeyMiss.Remembered =>
                $"not asked for: a good fetch lacked it within the last {_refresher.Policy.CoolDown.TotalSeconds:0} s",
            KeyMiss.Skipped => _refresher.CanFetch
                ? "not asked for: the budget for that is spent"
                : "not asked for: there is nobody to ask",
            KeyMiss.UnusualKeyId => "not asked for: the kid is unlike all that this provider gives",
            KeyMiss.Expired =>
                "not asked for: by its exp, for which nobody vouches, the token has expired or has no date of expiry",
            _ => null,
        };

    private string? Set()
    {
        if (_set.Source is not { } source)
        {
            return _set.LastError == KeySetError.None ? "nothing was fetched yet" : "no fetch succeeded yet";
        }

        var count = _set.Keys.Count == 1 ? "1 key" : $"{_set.Keys.Count} keys";
        var origin = _set.IsStandIn ? $"{source}, which stands in for the issuer" : source;
        // A pinned key was fetched at no time.
        var fetched = _set.FetchedAt > DateTimeOffset.UnixEpoch ? $", fetched {Moment(_set.FetchedAt)}" : "";
        return !_refresher.CanFetch
            ? null
            : Lines(
                $"the set: {count} from {origin}{fetched}",
                $"fresh until {Moment(_set.FreshUntil)}, trusted until {Moment(_set.TrustedUntil)}"
            );
    }

    private string? Failing() =>
        _set.FailingSince is { } since
            ? $"fetches have failed since {Moment(since)}, the latest: {_set.LastError}"
            : null;

    /// <summary>When the next fetch of this sort may begin, where that is what is missing.</summary>
    private string? Next(KeyMiss miss)
    {
        if (miss is not (KeyMiss.Fetched or KeyMiss.Joined or KeyMiss.Skipped) || !_refresher.CanFetch)
        {
            return null;
        }

        var (state, present) = (_refresher.State, _refresher.Now);
        var reason = IssuerKeys.MissingFor(state.Find(keyId, algorithm, present)) ?? FetchReason.BadSignature;
        var opens = _refresher.Policy.OpensAt(state.History, reason);
        return opens <= present ? null
            : opens - present < TimeSpan.FromSeconds(1) ? "the next such fetch may begin within a second"
            : $"the next such fetch may begin after {Moment(now + (opens - present))}";
    }
}
