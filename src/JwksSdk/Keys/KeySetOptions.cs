namespace JwksSdk;

/// <summary>How key sets are kept up to date; holds for every provider. <c>services.Configure&lt;KeySetOptions&gt;(…)</c>.</summary>
public sealed class KeySetOptions
{
    /// <summary>
    /// How long a fetched key set is fresh when its endpoint does not say (<c>Cache-Control</c>, <c>Expires</c>; RFC 9111
    /// §4.2.1). Default: 10 minutes. From <see cref="MinLifetime"/> to <see cref="MaxLifetime"/>.
    /// </summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The shortest time that a fetched key set is fresh, whatever its endpoint says. Default: 30 seconds. From 30 seconds
    /// to 24 hours.
    /// </summary>
    public TimeSpan MinLifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest time that a fetched key set is fresh, whatever its endpoint says: a withdrawn key is accepted no longer
    /// than this and <see cref="StaleLimit"/> together. Default: 24 hours. From 30 seconds to 7 days.
    /// </summary>
    public TimeSpan MaxLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long a key set that is no longer fresh goes on answering while no new one can be had. After that its issuer's
    /// tokens cannot be decided (<see cref="JwtErrorCode.KeysUnavailable"/>): one of its keys may have been withdrawn since.
    /// Default: 1 hour. From 0 to 24 hours.
    /// </summary>
    public TimeSpan StaleLimit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How often tokens may cause a fetch, by an unknown <c>kid</c> or a signature that does not hold: once in this time, and
    /// once more as a spare, so that a rotation right after a first miss is not lost. Counted for each issuer, in monotonic
    /// time, whatever the outcome of a fetch. Beyond that such tokens are refused at once. Default: 30 seconds. From 1 second
    /// to 1 hour.
    /// </summary>
    public TimeSpan UnknownKeyCoolDown { get; set; } = TimeSpan.FromSeconds(30);
}
