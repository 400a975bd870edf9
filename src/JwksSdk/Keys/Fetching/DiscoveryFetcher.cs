using JwksSdk.Providers;

namespace JwksSdk.Keys;

/// <summary>
/// Fetches a key set at the address that the issuer's discovery document names. The document must name exactly the declared
/// issuer (OpenID Connect Discovery §4.3), and an address on the issuer's host or on a declared one.
/// </summary>
internal sealed class DiscoveryFetcher(string issuer, DiscoveryKeySource source, KeyDownload download) : IKeySetFetcher
{
    public async Task<FetchResult> FetchAsync(CancellationToken cancellationToken)
    {
        var (body, failure) = await download.GetAsync(source.Uri, null, cancellationToken).ConfigureAwait(false);
        if (body is null)
        {
            return failure;
        }

        if (DiscoveryDocument.Read(body) is not { } document)
        {
            return new(FetchError.NotADiscoveryDocument);
        }

        if (!string.Equals(document.Issuer, issuer, StringComparison.Ordinal))
        {
            return new(FetchError.IssuerMismatch);
        }

        if (!IsAllowed(Address.HostOf(document.JwksUri)))
        {
            return new(FetchError.ForeignKeyAddress);
        }

        var fetcher = new JwksFetcher(new JwksKeySource(document.JwksUri), download);
        return await fetcher.FetchAsync(cancellationToken).ConfigureAwait(false);
    }

    private bool IsAllowed(string? host) =>
        host is not null
        && (
            string.Equals(host, Address.HostOf(issuer), StringComparison.OrdinalIgnoreCase)
            || source.KeyHosts.Contains(host, StringComparer.OrdinalIgnoreCase)
        );
}
