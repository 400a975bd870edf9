using JwksSdk.Providers;

namespace JwksSdk.Keys;

/// <summary>Fetches a key set at an address known beforehand.</summary>
internal sealed class JwksFetcher(JwksKeySource source, KeyDownload download) : IKeySetFetcher
{
    public async Task<FetchResult> FetchAsync(CancellationToken cancellationToken)
    {
        var (body, failure) = await download
            .GetAsync(source.Uri, source.BearerToken, cancellationToken)
            .ConfigureAwait(false);
        return body is null ? failure : FetchResult.Of(JwksReader.Read(body));
    }
}
