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

    /// <summary>Nothing was lost yet.</summary>
    public static LostKeys None { get; } = new();

    public bool IsCompromised(VerificationKey key) => Compromised.Contains(key.Thumbprint);

    /// <summary>Whether a key must not come from anywhere but the issuer itself.</summary>
    public bool Has(VerificationKey key) => IsCompromised(key) || Withdrawn.Contains(key.Thumbprint);

    /// <summary>With the keys whose private half a key set gives away.</summary>
    public LostKeys With(KeySetReading reading)
    {
        var compromised = reading
            .Refused.Where(static key => key.Reason == KeyRefusal.PrivateMember)
            .Select(static key => key.Thumbprint)
            .OfType<string>()
            .ToArray();
        return compromised.Length == 0 ? this : this with { Compromised = Append(Compromised, compromised) };
    }

    /// <summary>Once a key set has taken the place of an earlier one: what it lacks is withdrawn.</summary>
    /// <param name="earlier">The keys until now.</param>
    /// <param name="reading">The keys from now on.</param>
    /// <param name="isIssuers">Whether they are the issuer's own word: then what it has is not withdrawn any more.</param>
    public LostKeys After(KeySnapshot? earlier, KeySetReading reading, bool isIssuers)
    {
        var present = reading.Keys.Select(static key => key.Thumbprint).ToArray();
        var gone = earlier?.Keys.Select(static key => key.Thumbprint).Except(present) ?? [];
        return this with { Withdrawn = Append(isIssuers ? [.. Withdrawn.Except(present)] : Withdrawn, [.. gone]) };
    }

    /// <summary>What may be used of a key set that the issuer itself gave out just now.</summary>
    public KeySetReading Filter(KeySetReading reading) => Filter(reading, IsCompromised);

    /// <summary>What may be used of a key set that somebody kept.</summary>
    public KeySetReading FilterKept(KeySetReading reading) => Filter(reading, Has);

    private KeySetReading Filter(KeySetReading reading, Func<VerificationKey, bool> isLost)
    {
        if (!reading.Keys.Any(isLost))
        {
            return reading;
        }

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
