using System.Net;
using System.Text;

namespace JwksSdk.ColdStart;

/// <summary>The provider, in memory: answers with its discovery document or its key set.</summary>
internal sealed class ProviderHandler(string keySet) : HttpMessageHandler
{
    private const string Discovery = $$"""{"issuer":"{{Expected.Issuer}}","jwks_uri":"{{Expected.JwksUri}}"}""";

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    request.RequestUri?.OriginalString == Expected.DiscoveryUri ? Discovery : keySet,
                    Encoding.UTF8,
                    "application/json"
                ),
                RequestMessage = request,
            }
        );
}
