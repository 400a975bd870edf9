namespace JwksSdk.Keys;

/// <summary>How long an answer says that it is fresh (RFC 9111 §4.2, §5.2.2, §5.3). Pure.</summary>
internal static class CacheHeaders
{
    /// <summary>
    /// The rest of the answer's freshness, from the moment it arrived; zero when it must not be kept or is old already; null
    /// when it does not say. Not clamped.
    /// </summary>
    public static TimeSpan? Lifetime(HttpResponseMessage response, DateTimeOffset now)
    {
        var control = response.Headers.CacheControl;
        if (control is { NoStore: true } or { NoCache: true })
        {
            return TimeSpan.Zero;
        }

        if (control?.MaxAge is { } maxAge)
        {
            return NotNegative(maxAge - (response.Headers.Age ?? TimeSpan.Zero));
        }

        if (!response.Content.Headers.TryGetValues("Expires", out _))
        {
            return null;
        }

        // Expires is a date of the server's clock; a value that is no date, such as 0, means that it has passed.
        return response.Content.Headers.Expires is { } expires
            ? NotNegative(expires - (response.Headers.Date ?? now) - (response.Headers.Age ?? TimeSpan.Zero))
            : TimeSpan.Zero;
    }

    private static TimeSpan NotNegative(TimeSpan lifetime) => lifetime > TimeSpan.Zero ? lifetime : TimeSpan.Zero;
}
