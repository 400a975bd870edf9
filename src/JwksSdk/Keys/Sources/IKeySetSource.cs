namespace JwksSdk.Keys;

/// <summary>
/// One place from which key sets can be had: an address, a file, memory. An application adds its own with
/// <c>builder.AddKeySource(…)</c>; the store asks the sources of a provider in order until one answers. A source hands over
/// what was published and judges nothing: reading the keys, their limits, freshness and trust are the store's.
/// </summary>
public interface IKeySetSource
{
    /// <summary>A short constant name, for logs, metrics and health: <c>http</c>, <c>pinned-file</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Gets the key set of an issuer. What it throws counts as a failure; the store waits no longer than 8 seconds for all
    /// sources together, and never asks twice at a time for one issuer.
    /// </summary>
    /// <param name="request">Whose key set, and what is known of it already.</param>
    /// <param name="cancellationToken">Ends when the time is over, or the application stops.</param>
    Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken);
}
