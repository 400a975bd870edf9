namespace JwksSdk;

/// <summary>How key sets are kept up to date; holds for every provider. <c>services.Configure&lt;KeySetOptions&gt;(…)</c>.</summary>
public sealed class KeySetOptions
{
    /// <summary>
    /// How long a fetched key set is fresh. After that it goes on answering while a new one is fetched in the background.
    /// Default: 10 minutes. From 30 seconds to 24 hours.
    /// </summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a key set that is no longer fresh goes on answering while no new one can be had. After that its issuer's
    /// tokens cannot be decided (<see cref="JwtErrorCode.KeysUnavailable"/>): one of its keys may have been withdrawn since.
    /// Default: 1 hour. From 0 to 24 hours.
    /// </summary>
    public TimeSpan StaleLimit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The least time between two fetches that tokens cause, by an unknown <c>kid</c> or a signature that does not hold;
    /// counted for each issuer, in monotonic time, whatever the outcome of a fetch. Meanwhile such tokens are refused at
    /// once. Default: 30 seconds. From 1 second to 1 hour.
    /// </summary>
    public TimeSpan UnknownKeyCoolDown { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the key set of each declaration's primary issuer is fetched when the host starts, in the background: a
    /// failure does not keep the host from starting. Default: true.
    /// </summary>
    public bool FetchAtStart { get; set; } = true;
}
