using System.Net;
using JwksSdk.Providers;

namespace JwksSdk.Keys;

/// <summary>
/// Gets one small JSON document from a provider, through the provider's own HTTP client: https or this machine only, no
/// redirect, status 200, counted while it streams. The content type is not looked at; providers get it wrong.
/// </summary>
internal sealed class KeyDownload(IHttpClientFactory clients, string clientName, TimeProvider clock)
{
    /// <summary>The longest answer, in bytes after decompression.</summary>
    public const int MaxLength = 128 * 1024;

    /// <summary>Gets a document, whatever JSON it holds.</summary>
    /// <param name="uri">Its address.</param>
    /// <param name="bearerToken">The credential to send; null to send none.</param>
    /// <param name="request">What is asked for; its validators are sent when they are of this address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<KeySetAnswer> GetAsync(
        string uri,
        string? bearerToken,
        KeySetRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!Address.IsSecure(uri))
        {
            return KeySetAnswer.Failed(KeySetError.InsecureAddress);
        }

        var validators = request.Validators?.Address == uri ? request.Validators : null;
        using var message = Message(uri, bearerToken, validators, request.IsTokenWaiting);
        using var client = clients.CreateClient(clientName);
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var response = await client
            .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if (response.RequestMessage?.RequestUri is { } answered && answered != new Uri(uri))
        {
            // The application's own primary handler followed a redirect.
            return KeySetAnswer.Failed(KeySetError.Redirect);
        }

        if (response.StatusCode == HttpStatusCode.NotModified && validators is not null)
        {
            return KeySetAnswer.NotModified(CacheHeaders.Lifetime(response, clock.GetUtcNow()));
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            var isRedirect = (int)response.StatusCode is >= 300 and <= 399 and not 304;
            var error = isRedirect ? KeySetError.Redirect : KeySetError.Status;
            return KeySetAnswer.Failed(error, response.StatusCode.ToString("D"));
        }

        await response.Content.LoadIntoBufferAsync(MaxLength, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return KeySetAnswer.Of(
            new KeySetDocument(body)
            {
                Lifetime = CacheHeaders.Lifetime(response, clock.GetUtcNow()),
                Validators = Validators(uri, response),
            }
        );
    }

    private static HttpRequestMessage Message(
        string uri,
        string? bearerToken,
        KeySetValidators? validators,
        bool isTokenWaiting
    )
    {
        var message = new HttpRequestMessage(HttpMethod.Get, uri);
        message.Headers.TryAddWithoutValidation("Accept", "application/jwk-set+json, application/json");
        message.Options.Set(HttpResilience.Impatient, isTokenWaiting);
        if (bearerToken is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bearerToken);
        }

        if (validators?.EntityTag is { } entityTag)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", entityTag);
        }

        // RFC 9110 §13.1.3: the date says nothing beside an entity tag.
        if (validators is { EntityTag: null, LastModified: { } lastModified })
        {
            message.Headers.IfModifiedSince = lastModified;
        }

        return message;
    }

    private static KeySetValidators? Validators(string uri, HttpResponseMessage response)
    {
        var entityTag = response.Headers.ETag?.ToString();
        var lastModified = response.Content.Headers.LastModified;
        return entityTag is null && lastModified is null ? null : new KeySetValidators(uri, entityTag, lastModified);
    }
}
