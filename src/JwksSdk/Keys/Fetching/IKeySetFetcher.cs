namespace JwksSdk.Keys;

/// <summary>One way to get the current key set of one issuer.</summary>
internal interface IKeySetFetcher
{
    /// <summary>Gets the key set. May throw what the network throws.</summary>
    /// <param name="cancellationToken">Ends when the time for a fetch is over, or the application stops.</param>
    Task<FetchResult> FetchAsync(CancellationToken cancellationToken);
}
