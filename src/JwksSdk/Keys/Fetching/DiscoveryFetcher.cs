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

        if (!IsAllowed(document.JwksUri))
        {
            return new(FetchError.ForeignKeyAddress);
        }

        var fetcher = new JwksFetcher(new JwksKeySource(document.JwksUri), download);
        return await fetcher.FetchAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether the key address is where the issuer is, port included, or on a declared host at the port of its scheme.
    /// </summary>
    private bool IsAllowed(string address) =>
        Address.WhyNotAbsolute(address) is null
        && (
            Address.AuthorityOf(address) == Address.AuthorityOf(issuer)
            || (
                new Uri(address).IsDefaultPort
                && source.KeyHosts.Contains(Address.HostOf(address)!, StringComparer.OrdinalIgnoreCase)
            )
        );
}
