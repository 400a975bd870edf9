using System.Net;
using System.Text;

namespace JwksSdk.ColdStart;

/// <summary>
/// The provider, in memory: answers with its discovery document or its key set. Not at once, as no network does: whoever asks has to
/// wait.
/// </summary>
internal sealed class ProviderHandler(string keySet) : HttpMessageHandler
{
    private const string Discovery = $$"""{"issuer":"{{Expected.Issuer}}","jwks_uri":"{{Expected.JwksUri}}"}""";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(
                request.RequestUri?.OriginalString == Expected.DiscoveryUri ? Discovery : keySet,
                Encoding.UTF8,
                "application/json"
            ),
            RequestMessage = request,
        };
    }
}
