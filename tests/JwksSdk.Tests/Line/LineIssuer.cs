using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Line.Oracle;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Line;

/// <summary>A token of an issuer: its kind, what is special about it, and its compact form.</summary>
internal sealed record LineToken(LineIssuer Issuer, string Kind, string Shape, string Text)
{
    /// <summary>The declaration and the kind.</summary>
    public string OfKind => $"{Issuer.Name} {Kind}";

    public override string ToString() => $"{OfKind} ({Shape})";
}

/// <summary>One kind of token, through the method that the generator wrote for it.</summary>
internal sealed record LineKind(string Name, LineVerification<IServiceProvider, JwtToken> Verify)
{
    public static LineKind Of<TClient, TToken>(string name, LineVerification<TClient, TToken> verify)
        where TClient : class
        where TToken : JwtToken =>
        new(
            name,
            (services, token, cancellationToken) =>
                AsTokenAsync(verify(services.GetRequiredService<TClient>(), token, cancellationToken))
        );

    private static async ValueTask<JwtResult<JwtToken>> AsTokenAsync<TToken>(ValueTask<JwtResult<TToken>> verification)
        where TToken : JwtToken => (await verification).As<JwtToken>();
}

/// <summary>A verification by whatever it is made with.</summary>
internal delegate ValueTask<JwtResult<TToken>> LineVerification<TWith, TToken>(
    TWith with,
    CompactToken token,
    CancellationToken cancellationToken
)
    where TToken : JwtToken;

/// <summary>One declaration of the world: the fake that plays its provider, and its generated client.</summary>
internal sealed class LineIssuer(
    string name,
    FakeIdentityProvider fake,
    Func<IServiceCollection, IJwksProviderBuilder> add,
    params LineKind[] kinds
)
{
    private readonly List<(string Kind, string Shape, Func<string> Mint)> _further = [];

    /// <summary>The provider's name, with a suffix for the second declaration of one.</summary>
    public string Name => name;

    public FakeIdentityProvider Fake => fake;

    public IReadOnlyList<LineKind> Kinds => kinds;

    /// <summary>Registers the declaration, with the fake in the place of its provider.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="sent">Keeps the address of every request, to whatever host.</param>
    public void Add(IServiceCollection services, ConcurrentQueue<Uri> sent) =>
        add(services)
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => new Recorder(sent, fake.CreateHandler()));

    /// <summary>Adds a further shape of a kind.</summary>
    public LineIssuer With(string kind, string shape, Func<string> mint)
    {
        _further.Add((kind, shape, mint));
        return this;
    }

    /// <summary>A good token of every kind, and of its further shapes.</summary>
    public IReadOnlyList<LineToken> Mint() =>
        [
            .. fake.TokenKinds.Select(kind => new LineToken(this, kind, "usual", fake.Mint(kind))),
            .. _further.Select(shape => new LineToken(this, shape.Kind, shape.Shape, shape.Mint())),
        ];

    /// <summary>A good token in its members, to be changed and signed anew.</summary>
    public RawToken Raw(string kind)
    {
        var text = fake.Mint(kind);
        return RawToken.Read(text, KeyOf(Testing.Compact.KeyId(text)));
    }

    /// <summary>Publishes the provider's key set as a test changes it.</summary>
    public void Publish(Action<JsonArray> change)
    {
        var set = name == "OpenIdConnect" ? LineKeys.Published(fake) : fake.GetKeySet();
        change(set as JsonArray ?? set["keys"]!.AsArray());
        fake.Intercept = request => request.Path == fake.JwksPath ? FakeResponse.Json(set) : null;
    }

    /// <summary>The key that signed a token of this issuer.</summary>
    public FakeSigningKey KeyOf(string keyId) =>
        fake.KeyRings.SelectMany(static ring => ring.Published).First(key => key.KeyId == keyId);

    public override string ToString() => name;

    private sealed class Recorder(ConcurrentQueue<Uri> sent, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken end)
        {
            sent.Enqueue(request.RequestUri!);
            var response = await base.SendAsync(request, end);
            if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308)
            {
                // The same path and query elsewhere, where the same keys would be had.
                response.Headers.Location = new UriBuilder(request.RequestUri!) { Host = "canary.test" }.Uri;
            }

            return response;
        }
    }
}
