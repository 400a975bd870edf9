using JwksSdk.Providers;

namespace JwksSdk.Keys;

/// <summary>
/// Fetches a key set at the address that the issuer's discovery document names. The document must name exactly the declared
/// issuer (OpenID Connect Discovery §4.3), and an address on the issuer's host or on a declared one. It is read anew each
/// time: an issuer that moves its key set says so nowhere else.
/// </summary>
internal sealed class DiscoverySource(DiscoveryKeySource source, KeyDownload download) : IKeySetSource
{
    public string Name => "http";

    public async Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken)
    {
        var asked = new KeySetRequest(request.Issuer) { IsTokenWaiting = request.IsTokenWaiting };
        var answer = await download.GetAsync(source.Uri, null, asked, cancellationToken).ConfigureAwait(false);
        if (answer.Document is null)
        {
            return answer;
        }

        if (DiscoveryDocument.Read(answer.Document.Json) is not { } document)
        {
            return KeySetAnswer.Failed(KeySetError.NotADiscoveryDocument);
        }

        if (!string.Equals(document.Issuer, request.Issuer, StringComparison.Ordinal))
        {
            return KeySetAnswer.Failed(KeySetError.IssuerMismatch);
        }

        if (!IsAllowed(document.JwksUri, request.Issuer))
        {
            return KeySetAnswer.Failed(KeySetError.ForeignKeyAddress);
        }

        return await download.GetAsync(document.JwksUri, null, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether the key address is where the issuer is, port included, or on a declared host at the port of its scheme.
    /// </summary>
    private bool IsAllowed(string address, string issuer) =>
        Address.WhyNotAbsolute(address) is null
        && (
            Address.AuthorityOf(address) == Address.AuthorityOf(issuer)
            || (
                new Uri(address).IsDefaultPort
                && source.KeyHosts.Contains(Address.HostOf(address)!, StringComparer.OrdinalIgnoreCase)
            )
        );
}
