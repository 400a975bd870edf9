using JwksSdk.Providers;

namespace JwksSdk.Keys;

/// <summary>Fetches a key set at an address known beforehand.</summary>
internal sealed class JwksSource(JwksKeySource source, KeyDownload download) : IKeySetSource
{
    public string Name => "http";

    public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken) =>
        download.GetAsync(source.Uri, source.BearerToken, request, cancellationToken);
}
