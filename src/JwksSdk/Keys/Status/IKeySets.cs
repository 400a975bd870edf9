namespace JwksSdk;

/// <summary>The key sets of all registered declarations, seen from outside. A singleton among the services.</summary>
public interface IKeySets
{
    /// <summary>
    /// The state of each key set at this moment: one for each declared issuer. Makes no request. Tenants are not among them,
    /// nor in the gauges and health checks: <see cref="Find"/> sees them.
    /// </summary>
    IReadOnlyList<KeySetStatus> All { get; }

    /// <summary>
    /// The state of one key set at this moment, of a declared issuer or of a tenant that is held; null for any other, also for
    /// a tenant of which no token came yet. Makes no request, and asks no resolver.
    /// </summary>
    /// <param name="issuer">The exact issuer.</param>
    KeySetStatus? Find(string issuer);

    /// <summary>
    /// Fetches a key set now, because the application knows that something changed. A fetch that began before the call may
    /// bring what was published before it, so a newer one is made; calls at the same time share it. It is made within the
    /// budget of scheduled fetches (8 at once, one more each 20 seconds, and none while a failure holds them back): a call
    /// never waits for the budget.
    /// </summary>
    /// <param name="issuer">The exact issuer: a declared one, or that of a tenant that is held.</param>
    /// <param name="reason">The application's own words, for the log alone: the first 100 characters, without control characters.</param>
    /// <param name="cancellationToken">Ends the waiting, not the fetch.</param>
    /// <exception cref="ArgumentException">No registered declaration has the issuer, and no tenant that is held.</exception>
    Task<KeySetRefresh> RefreshAsync(string issuer, string reason, CancellationToken cancellationToken = default);
}
