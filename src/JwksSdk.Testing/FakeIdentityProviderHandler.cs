using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace JwksSdk.Testing;

/// <summary>Leads HTTP requests to a fake identity provider without a network.</summary>
internal sealed class FakeIdentityProviderHandler(FakeIdentityProvider provider) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("A request needs an absolute address.");
        if (!provider.Serves(uri.GetLeftPart(UriPartial.Authority)))
        {
            throw new HttpRequestException(
                HttpRequestError.NameResolutionError,
                $"No fake identity provider answers for {uri.Host}."
            );
        }

        var body = request.Content is null
            ? ""
            : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var answer = await provider
            .AnswerAsync(
                new FakeRequest(request.Method.Method, uri.AbsolutePath, Authorization(request), body),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (answer.ClosesConnection)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed.");
        }

        var response = new HttpResponseMessage((HttpStatusCode)answer.StatusCode)
        {
            RequestMessage = request,
            Content = new StringContent(answer.Body, Encoding.UTF8, MediaTypeHeaderValue.Parse(answer.ContentType)),
        };
        if (answer.CacheControl is { } cacheControl)
        {
            response.Headers.TryAddWithoutValidation("Cache-Control", cacheControl);
        }

        return response;
    }

    private static string? Authorization(HttpRequestMessage request) =>
        request.Headers.NonValidated.TryGetValues("Authorization", out var values) ? values.ToString() : null;
}
