using System.Net;
using JwksSdk.Providers;

namespace JwksSdk.Keys;

/// <summary>
/// Gets one small JSON document from a provider, through the provider's own HTTP client: https or this machine only, no
/// redirect, status 200, counted while it streams. The content type is not looked at; providers get it wrong.
/// </summary>
internal sealed class KeyDownload(IHttpClientFactory clients, string clientName)
{
    /// <summary>The longest answer, in bytes after decompression.</summary>
    public const int MaxLength = 128 * 1024;

    /// <summary>Gets a document: its bytes, or why there are none.</summary>
    public async Task<(byte[]? Body, FetchResult Failure)> GetAsync(
        string uri,
        string? bearerToken,
        CancellationToken cancellationToken
    )
    {
        if (!Address.IsSecure(uri))
        {
            return (null, new(FetchError.InsecureAddress));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.TryAddWithoutValidation("Accept", "application/jwk-set+json, application/json");
        if (bearerToken is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bearerToken);
        }

        using var client = clients.CreateClient(clientName);
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var response = await client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var status = (int)response.StatusCode;
            var error = status is >= 300 and <= 399 ? FetchError.Redirect : FetchError.Status;
            return (null, new(error, Detail: response.StatusCode.ToString("D")));
        }

        await response.Content.LoadIntoBufferAsync(MaxLength, cancellationToken).ConfigureAwait(false);
        return (await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), default);
    }
}
