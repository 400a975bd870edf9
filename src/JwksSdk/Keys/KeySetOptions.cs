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
    /// The least time between two fetches that tokens cause, by an unknown <c>kid</c> or a signature that does not hold;
    /// counted for each issuer, in monotonic time, whatever the outcome of a fetch. Meanwhile such tokens are refused at
    /// once. Default: 30 seconds. From 1 second to 1 hour.
    /// </summary>
    public TimeSpan UnknownKeyCoolDown { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether every key set is fetched when the host starts, in the background: a failure does not keep the host from
    /// starting. Default: true.
    /// </summary>
    public bool FetchAtStart { get; set; } = true;
}
