using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace JwksSdk.Tests.Support;

/// <summary>An endpoint in memory: answers by script and keeps what was asked.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly ConcurrentQueue<string> _requests = new();

    /// <summary>Makes the answer to a request.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } =
        static (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));

    /// <summary>The addresses asked for, in order.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>The last value of <c>Authorization</c>; null when there was none.</summary>
    public string? LastAuthorization { get; private set; }

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public ScriptedHandler Always(string json)
    {
        Answer = (_, _) => Task.FromResult(Json(json));
        return this;
    }

    public ScriptedHandler Always(HttpStatusCode status, Action<HttpResponseMessage>? shape = null)
    {
        Answer = (_, _) =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent("") };
            shape?.Invoke(response);
            return Task.FromResult(response);
        };
        return this;
    }

    /// <summary>Serves documents by address; 404 for every other one.</summary>
    public ScriptedHandler Serve(Dictionary<string, string> documents)
    {
        Answer = (request, _) =>
            Task.FromResult(
                documents.TryGetValue(request.RequestUri!.ToString(), out var json)
                    ? Json(json)
                    : new HttpResponseMessage(HttpStatusCode.NotFound)
            );
        return this;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        _requests.Enqueue(request.RequestUri!.ToString());
        LastAuthorization = request.Headers.TryGetValues("Authorization", out var values) ? values.Single() : null;
        return Answer(request, cancellationToken);
    }
}

/// <summary>A factory whose clients all use one handler.</summary>
internal sealed class OneHandlerFactory(HttpMessageHandler handler) : IHttpClientFactory
{
    public HttpClient CreateClient(string name) => new(handler, disposeHandler: false);
}
