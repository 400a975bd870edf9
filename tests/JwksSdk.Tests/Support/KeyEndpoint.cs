using System.Collections.Immutable;
using System.Net;
using JwksSdk.Keys;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Support;

/// <summary>How an endpoint answers.</summary>
internal enum EndpointMood
{
    Good,
    Failing,
    Garbage,
    Empty,
    Broken,
    Hanging,
}

/// <summary>
/// The endpoint of one key set: answers by its mood, keeps when it was asked and for which lane of the budget, and what the
/// asker must know since the last good answer that was taken.
/// </summary>
internal sealed class KeyEndpoint(SettlingClock clock) : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<Asked> _asked = [];
    private readonly List<string> _addresses = [];
    private int _active;
    private Pending? _pending;

    /// <summary>One request: when, and whether a token caused it.</summary>
    public readonly record struct Asked(TimeSpan At, bool ByToken);

    /// <summary>A good answer: the keys, when its request came, and how long it says that it is fresh.</summary>
    public sealed record Good(IReadOnlyList<FakeSigningKey> Keys, TimeSpan Begun, string? CacheControl);

    public EndpointMood Mood { get; set; } = EndpointMood.Good;

    public IReadOnlyList<FakeSigningKey> Published { get; set; } = [];

    public string? CacheControl { get; set; }

    /// <summary>The good answers that were taken, in order.</summary>
    public ImmutableList<Good> Taken { get; private set; } = [];

    /// <summary>Whether the last request that came to an end brought no keys.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The most requests that there were at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Whether a request waits, and has not been given up.</summary>
    public bool IsHolding => Volatile.Read(ref _pending) is { Token.IsCancellationRequested: false };

    public IReadOnlyList<Asked> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>What was asked for, as it was written.</summary>
    public IReadOnlyList<string> Addresses
    {
        get
        {
            lock (_lock)
            {
                return [.. _addresses];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _asked.Count;
            }
        }
    }

    /// <summary>Answers the request that waits, with what was published when it came; false when there is none.</summary>
    public bool Release(bool isGood)
    {
        if (Interlocked.Exchange(ref _pending, null) is not { Token.IsCancellationRequested: false } pending)
        {
            return false;
        }

        pending.Gate.TrySetResult(isGood ? Take(pending.Answer) : new HttpResponseMessage(HttpStatusCode.BadGateway));
        return true;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        request.Options.TryGetValue(HttpResilience.Impatient, out var byToken);
        var good = new Good(Published, clock.Elapsed, CacheControl);
        lock (_lock)
        {
            _asked.Add(new Asked(clock.Elapsed, byToken));
            _addresses.Add(request.RequestUri!.OriginalString);
            MostAtOnce = Math.Max(MostAtOnce, ++_active);
        }

        // A request that was given up is none any more, from the very moment.
        using var ended = new EndOnce(this, cancellationToken);
        switch (Mood)
        {
            case EndpointMood.Good:
                return Take(good);
            case EndpointMood.Failing:
                return new HttpResponseMessage(HttpStatusCode.InternalServerError);
            case EndpointMood.Garbage:
                return ScriptedHandler.Json("<html>");
            case EndpointMood.Empty:
                return ScriptedHandler.Json("""{"keys":[]}""");
            case EndpointMood.Broken:
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            default:
                var pending = new Pending(good, cancellationToken);
                Volatile.Write(ref _pending, pending);
                return await pending.Gate.Task.WaitAsync(cancellationToken);
        }
    }

    private HttpResponseMessage Take(Good good)
    {
        lock (_lock)
        {
            Taken = Taken.Add(good);
        }

        var response = ScriptedHandler.Json(KeySets.Of([.. good.Keys]));
        if (good.CacheControl is { } cacheControl)
        {
            response.Headers.TryAddWithoutValidation("Cache-Control", cacheControl);
        }

        return response;
    }

    private sealed record Pending(Good Answer, CancellationToken Token)
    {
        public TaskCompletionSource<HttpResponseMessage> Gate { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class EndOnce : IDisposable
    {
        private readonly KeyEndpoint _endpoint;
        private readonly CancellationTokenRegistration _registration;
        private readonly int _taken;
        private int _isEnded;

        public EndOnce(KeyEndpoint endpoint, CancellationToken token)
        {
            _endpoint = endpoint;
            _taken = endpoint.Taken.Count;
            _registration = token.Register(End);
        }

        public void Dispose()
        {
            _registration.Dispose();
            End();
        }

        private void End()
        {
            if (Interlocked.Exchange(ref _isEnded, 1) == 0)
            {
                lock (_endpoint._lock)
                {
                    _endpoint._active--;
                    _endpoint.HasFailed = _endpoint.Taken.Count == _taken;
                }
            }
        }
    }
}
