namespace JwksSdk.Keys;

/// <summary>
/// The keys of an issuer that were lost while this process ran, as RFC 7638 thumbprints: withdrawn ones, which only the issuer
/// itself brings back, and compromised ones, whose private half was published, which nothing does (RFC 8725 §3.5).
/// Immutable, and bounded.
/// </summary>
internal sealed record LostKeys
{
    /// <summary>How many are remembered of each sort: the latest ones.</summary>
    public const int Most = 200;

    private string[] Withdrawn { get; init; } = [];

    private string[] Compromised { get; init; } = [];

    /// <summary>What was published last, stand-ins apart: a key that goes while one is in place is withdrawn like any other.</summary>
    private string[] Published { get; init; } = [];

    /// <summary>Nothing was lost yet.</summary>
    public static LostKeys None { get; } = new();

    /// <summary>Whether nothing brings a key back.</summary>
    public bool IsCompromised(VerificationKey key) => Compromised.Contains(key.Thumbprint);

    /// <summary>Whether nobody but the issuer itself brings a key back.</summary>
    public bool IsWithdrawn(VerificationKey key) => Withdrawn.Contains(key.Thumbprint);

    /// <summary>With the keys whose private half a key set gives away.</summary>
    public LostKeys With(KeySetReading reading)
    {
        var compromised = reading
            .Refused.Where(static key => key.Reason == KeyRefusal.PrivateMember)
            .Select(static key => key.Thumbprint)
            .OfType<string>()
            .ToArray();
        return this with { Compromised = Append(Compromised, compromised) };
    }

    /// <summary>Once a published key set has taken the place of what was held: what it lacks is withdrawn, and what it has is not.</summary>
    /// <param name="held">The keys until now; null when there were none.</param>
    /// <param name="reading">The keys from now on.</param>
    public LostKeys After(KeySnapshot? held, KeySetReading reading)
    {
        string[] present = [.. reading.Keys.Select(static key => key.Thumbprint)];
        var gone = Published.Union(held?.Keys.Select(static key => key.Thumbprint) ?? []).Except(present);
        return this with { Withdrawn = Append([.. Withdrawn.Except(present)], [.. gone]), Published = present };
    }

    /// <summary>What may be used of a key set that the issuer itself gave out just now.</summary>
    public KeySetReading Filter(KeySetReading reading) => Filter(reading, IsCompromised);

    /// <summary>What may be used of a key set that somebody kept.</summary>
    public KeySetReading FilterKept(KeySetReading reading) =>
        Filter(reading, key => IsCompromised(key) || IsWithdrawn(key));

    private KeySetReading Filter(KeySetReading reading, Func<VerificationKey, bool> isLost)
    {
        var refused = reading
            .Keys.Where(isLost)
            .Select(key => new RefusedKey(
                key.KeyId,
                IsCompromised(key) ? KeyRefusal.PrivateMember : KeyRefusal.Withdrawn,
                key.Thumbprint
            ));
        return new KeySetReading([.. reading.Keys.Where(key => !isLost(key))], [.. reading.Refused, .. refused]);
    }

    private static string[] Append(string[] known, string[] lost) =>
        [.. known.Except(lost).Concat(lost).TakeLast(Most)];
}
