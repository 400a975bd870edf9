using System.Text.Json;

namespace JwksSdk.Providers;

/// <summary>
/// Sends one call to OneLogin's administrative API and reads its JSON answer, bounded in size and time by the HTTP client.
/// Every failure is one exception without anything secret in it.
/// </summary>
internal sealed class OneLoginApiChannel(IHttpClientFactory clients, string clientName, string address)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>An absolute address of the API.</summary>
    public string At(string path) => Address.Join(address, path);

    /// <summary>Sends a request. The request's content and headers may hold credentials; they are in no exception.</summary>
    public async Task<JsonDocument> SendAsync(
        string what,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var client = clients.CreateClient(clientName);
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new OneLoginApiException($"OneLogin answered the {what} with {(int)response.StatusCode}.")
                {
                    StatusCode = response.StatusCode,
                };
            }

            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return JsonDocument.Parse(body, Strict);
        }
        catch (HttpRequestException e)
        {
            throw new OneLoginApiException($"The {what} could not be fetched from OneLogin: {e.HttpRequestError}.", e);
        }
        catch (JsonException)
        {
            // Without the cause, whose message quotes the answer.
            throw new OneLoginApiException($"OneLogin's {what} is not JSON.");
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OneLoginApiException($"OneLogin did not answer the {what} in time.", e);
        }
    }

    /// <summary>A member that is a well-formed string; null when it is absent or anything else.</summary>
    public static string? Text(JsonElement element, string name)
    {
        try
        {
            return
                element.ValueKind == JsonValueKind.Object
                && element.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape, which the platform's reader only finds here.
            return null;
        }
    }
}
