using System.Net;
using JwksSdk.Keys;
using JwksSdk.Routing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Keys;

/// <summary>One life of a key set found by discovery, through every handler of the provider's client, and its requests.</summary>
internal sealed class RequestBoundLife : IDisposable
{
    private const string Issuer = "https://issuer.test";
    private const string KeysUri = Issuer + "/keys";
    private static readonly string Discovery = $$"""{"issuer":"{{Issuer}}","jwks_uri":"{{KeysUri}}"}""";
    private static readonly double[] Waits = [0.01, 0.5, 3, 10, 20, 30, 60, 600, 4_000];

    private readonly TimeSpan _coolDown;
    private readonly SettlingClock _clock = new();
    private readonly Endpoint _endpoint;
    private readonly ServiceProvider _services;
    private readonly KeyStore _store;
    private readonly Route _route;
    private readonly KeySetRefresher _refresher;
    private readonly List<Task> _waiting = [];

    public RequestBoundLife(TimeSpan coolDown)
    {
        _coolDown = coolDown;
        _endpoint = new Endpoint(_clock);
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(_clock);
        services
            .AddWireIdentity(static options => options.Issuer = Issuer)
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => _endpoint);
        services.Configure<KeySetOptions>(options => options.UnknownKeyCoolDown = coolDown);
        _services = services.BuildServiceProvider();
        _store = _services.GetRequiredService<KeyStore>();
        _route = _services.GetRequiredService<RouteTable>().Providers.Single().Routes.Single();
        _refresher = _store.KeysOf(_route).Refresher;
        _clock.IsSettled = () =>
            _clock.IsAwaited
            || (
                _refresher.State.Flight is null
                && _clock.AreKeySetTimersSet
                && _waiting.TrueForAll(static task => task.IsCompleted)
            );
    }

    public enum Event
    {
        Advance,
        LeapWallClock,
        KnownToken,
        JunkToken,
        Request,
        Break,
        Fail,
        FailKeys,
        Mend,
    }

    /// <summary>What happens, with a number that settles its details.</summary>
    public readonly record struct Step(Event Event, int Number);

    public void Live(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            Do(step);
            _clock.Settle();
        }

        Check();
    }

    public void Dispose() => _services.Dispose();

    private void Do(Step step)
    {
        switch (step.Event)
        {
            case Event.Advance:
                _clock.Advance(TimeSpan.FromSeconds(Waits[step.Number % Waits.Length]));
                break;
            case Event.LeapWallClock:
                _clock.LeapWallClock(TimeSpan.FromMinutes((step.Number % 180) - 90));
                break;
            case Event.KnownToken:
                Find("rsa-1");
                break;
            case Event.JunkToken:
                Find($"junk-{step.Number}");
                break;
            case Event.Request:
                _waiting.Add(_services.GetRequiredService<IKeySets>().RefreshAsync(Issuer, "life"));
                break;
            default:
                _endpoint.Mood = step.Event;
                break;
        }
    }

    private void Find(string keyId)
    {
        using var token = new UnsignedToken(keyId, _clock.GetUtcNow().ToUnixTimeSeconds() + 300).Parse();
        _waiting.Add(_store.FindAsync(_route, token, CancellationToken.None).AsTask());
    }

    private void Check()
    {
        Check(byToken: true, tries: 1, FetchBound.OfTokens(_coolDown));
        Check(byToken: false, tries: 3, FetchBound.OfScheduled);
    }

    /// <summary>Each fetch begins with one discovery document; every document has its tries and no more.</summary>
    private void Check(bool byToken, int tries, FetchBound fetches)
    {
        var documents = _endpoint.Asked.Where(asked => asked.ByToken == byToken).GroupBy(static asked => asked.Message);
        var begun = new List<TimeSpan>();
        var keys = 0;
        foreach (var document in documents)
        {
            Assert.InRange(document.Count(), 1, tries);
            if (document.First().IsKeys)
            {
                keys++;
            }
            else
            {
                begun.Add(document.First().At);
            }
        }

        fetches.Check(begun);
        Assert.InRange(keys, 0, begun.Count);
    }

    /// <summary>One request: of which message, when, for which lane and which document.</summary>
    private readonly record struct Request(HttpRequestMessage Message, TimeSpan At, bool ByToken, bool IsKeys);

    private sealed class Endpoint(SettlingClock clock) : HttpMessageHandler
    {
        private readonly List<Request> _asked = [];

        public Event Mood { get; set; } = Event.Mend;

        public IReadOnlyList<Request> Asked
        {
            get
            {
                lock (_asked)
                {
                    return [.. _asked];
                }
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var isKeys = request.RequestUri!.OriginalString == KeysUri;
            lock (_asked)
            {
                _asked.Add(new Request(request, clock.Elapsed, IsByToken(request), isKeys));
            }

            return Mood switch
            {
                Event.Break => Task.FromException<HttpResponseMessage>(new HttpRequestException("reset")),
                Event.Fail => Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway)),
                Event.FailKeys when isKeys => Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway)),
                _ => Task.FromResult(ScriptedHandler.Json(isKeys ? KeySets.Of(KeySets.Rsa) : Discovery)),
            };
        }

        private static bool IsByToken(HttpRequestMessage request) =>
            request.Options.TryGetValue(HttpResilience.Impatient, out var isImpatient) && isImpatient;
    }
}
