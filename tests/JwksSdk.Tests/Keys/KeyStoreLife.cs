using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>One life of a key store, and the little model that says what must be true of it after each step.</summary>
internal sealed class KeyStoreLife : IDisposable
{
    private static readonly FakeSigningKey[] Pairs =
    [
        KeySets.Rsa,
        KeySets.OtherRsa,
        FakeSigningKey.Create("pair-3"),
        FakeSigningKey.Create("pair-4"),
    ];
    private static readonly Dictionary<FakeSigningKey, string> Thumbprints = [];
    private static readonly string?[] Lifetimes = [null, "max-age=0", "max-age=60", "max-age=3832304", "no-store", "?"];
    private static readonly double[] Waits = [0, 0.001, 0.25, 1, 3, 7.999, 8, 20, 29.999, 30, 60, 300, 600, 4_000];

    private readonly TimeSpan _coolDown;
    private readonly KeyStoreWorld _world;
    private readonly List<Task<KeyLookup>> _lookups = [];
    private readonly List<Task<VerificationKey?>> _searches = [];
    private int _made;

    public KeyStoreLife(TimeSpan coolDown)
    {
        _coolDown = coolDown;
        _world = new KeyStoreWorld(options => options.UnknownKeyCoolDown = coolDown);
        _world.Endpoint.Published = [NewKey(0)];
        _world.Clock.IsSettled = () =>
            _world.Endpoint.IsHolding
            || (_world.Refresher.State.Flight is null && _world.Clock.AreKeySetTimersSet && AllAnswered());
    }

    public enum Event
    {
        Advance,
        LeapWallClock,
        KnownToken,
        JunkToken,
        RepeatedJunkToken,
        BadSignature,
        ExpiredToken,
        ChangeMood,
        Release,
        PublishKey,
        WithdrawKey,
        SwapMaterial,
        ChangeLifetime,
        Request,
        Burst,
        Schedule,
    }

    /// <summary>What happens, with a number that settles its details.</summary>
    public readonly record struct Step(Event Event, int Number);

    private KeyEndpoint Endpoint => _world.Endpoint;

    /// <summary>The keys that the store must know now; null when it may trust none.</summary>
    private KeyEndpoint.Good? Trusted =>
        Endpoint.Taken.LastOrDefault() is { } last && _world.Refresher.Now < last.Begun + Lifetime(last) + Hour
            ? last
            : null;

    private static TimeSpan Hour { get; } = TimeSpan.FromHours(1);

    public void Live(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            // What is answered within a step is answered from a set that was there at some moment of it.
            var earlier = Math.Max(0, Endpoint.Taken.Count - 1);
            Do(step);
            _world.Clock.Settle();
            CheckAnswers(earlier);
        }

        Recover();
        CheckRequests();
    }

    public void Dispose() => _world.Dispose();

    private void Do(Step step)
    {
        var number = step.Number;
        switch (step.Event)
        {
            case Event.Advance:
                _world.Clock.Advance(TimeSpan.FromSeconds(Waits[number % Waits.Length]));
                break;
            case Event.LeapWallClock:
                _world.Clock.LeapWallClock(TimeSpan.FromMinutes((number % 180) - 90));
                break;
            case Event.KnownToken:
                Ask(Pick(Endpoint.Published, number).KeyId);
                break;
            case Event.JunkToken:
                Ask($"junk-{number}");
                break;
            case Event.RepeatedJunkToken:
                Ask($"junk-{number % 3}");
                break;
            case Event.BadSignature:
                Forge(number);
                break;
            case Event.ExpiredToken:
                AskExpired(number);
                break;
            case Event.ChangeMood:
                Endpoint.Mood = (EndpointMood)(number % 6);
                break;
            case Event.Release:
                Endpoint.Release(isGood: number % 3 != 0);
                break;
            case Event.PublishKey:
                Endpoint.Published = [NewKey(number), .. Endpoint.Published.Take(4)];
                break;
            case Event.WithdrawKey when Endpoint.Published.Count > 1:
                Endpoint.Published = [.. Endpoint.Published.Except([Pick(Endpoint.Published, number)])];
                break;
            case Event.SwapMaterial:
                Swap(number);
                break;
            case Event.ChangeLifetime:
                Endpoint.CacheControl = Pick(Lifetimes, number);
                break;
            case Event.Request:
                Request();
                break;
            case Event.Burst:
                Parallel.For(0, 20, i => Find(i % 2 == 0 ? $"junk-{number + i}" : Pick(Endpoint.Published, i).KeyId));
                break;
            case Event.Schedule:
                _world.Start();
                break;
        }
    }

    /// <summary>Asks for a kid, and compares with the model what is answered at once.</summary>
    private void Ask(string keyId)
    {
        var known = Trusted?.Keys.FirstOrDefault(key => key.KeyId == keyId);
        var taken = Endpoint.Taken.Count;
        var asked = Endpoint.Count;
        var expected = Trusted is null || Endpoint.HasFailed ? JwtErrorCode.KeysUnavailable : JwtErrorCode.UnknownKeyId;
        var lookup = Find(keyId);
        if (known is not null)
        {
            Assert.True(lookup.IsCompletedSuccessfully, "A known key was waited for.");
            Assert.Equal(Thumbprint(known), lookup.Result.Key?.Thumbprint);
        }
        else if (lookup.IsCompletedSuccessfully)
        {
            Assert.True(
                lookup.Result.Key is null || Endpoint.Taken.Count > taken,
                "A key was given that is withdrawn or no longer trusted."
            );

            // After a failed fetch nobody can tell whether the key was published since.
            Assert.True(lookup.Result.Error == expected || Endpoint.Count > asked, $"{lookup.Result.Error}");
        }
    }

    private Task<KeyLookup> Find(string keyId, int expiresIn = 300)
    {
        var lookup = _world.FindAsync(_world.Token(keyId, expiresIn));
        lock (_lookups)
        {
            _lookups.Add(lookup);
        }

        return lookup;
    }

    /// <summary>While keys are held an expired token causes no request and waits for none; without keys it is as good as any.</summary>
    private void AskExpired(int number)
    {
        var byTokens = RequestsByTokens();
        var hadKeys = Trusted is not null;
        var asked = Endpoint.Count;
        var expected = Endpoint.HasFailed ? JwtErrorCode.KeysUnavailable : JwtErrorCode.UnknownKeyId;
        var lookup = Find($"junk-{number}", expiresIn: -61);
        if (hadKeys)
        {
            Assert.True(lookup.IsCompletedSuccessfully, "An expired token was waited for.");
            Assert.True(lookup.Result.Error == expected || Endpoint.Count > asked, $"{lookup.Result.Error}");
            Assert.Equal(byTokens, RequestsByTokens());
        }
    }

    private void Forge(int number)
    {
        if (Trusted is { } trusted && Pick(trusted.Keys, number) is var key)
        {
            var tried = _world.FindAsync(_world.Token(key.KeyId)).Result.Key!;
            _searches.Add(_world.FindNewerAsync(_world.Token(key.KeyId), tried));
        }
    }

    private void Swap(int number)
    {
        var old = Pick(Endpoint.Published, number);
        var swapped = Pick(Pairs, number / 7).WithKeyId(old.KeyId);
        Endpoint.Published = [.. Endpoint.Published.Select(key => key.KeyId == old.KeyId ? swapped : key)];
    }

    private void Request()
    {
        var refresher = _world.Refresher;
        var state = refresher.State;
        if (refresher.Decide(state, FetchReason.Requested, refresher.Now) == FetchDecision.Start)
        {
            refresher.TryStart(state, FetchReason.Requested, refresher.Now);
        }
    }

    /// <summary>Looks at every answer that has come: of an expected kind, and a key only where the last good answer has it.</summary>
    private void CheckAnswers(int earlier)
    {
        foreach (var lookup in _lookups.Where(static lookup => lookup.IsCompleted))
        {
            var answer = lookup.Result;
            Assert.True(
                answer.Key is null
                    ? answer.Error is JwtErrorCode.UnknownKeyId or JwtErrorCode.KeysUnavailable
                    : IsPublished(answer.Key, earlier),
                $"{answer.Error}, or a key that the endpoint no longer has."
            );
        }

        Assert.All(
            _searches.Where(static search => search.IsCompleted),
            search => Assert.True(search.Result is null || IsPublished(search.Result, earlier))
        );
        _lookups.RemoveAll(static lookup => lookup.IsCompleted);
        _searches.RemoveAll(static search => search.IsCompleted);
    }

    private bool IsPublished(VerificationKey key, int earlier) =>
        Endpoint
            .Taken.Skip(earlier)
            .SelectMany(static good => good.Keys)
            .Any(published =>
                key.KeyId.Span.SequenceEqual(published.KeyId.Utf8()) && Thumbprint(published) == key.Thumbprint
            );

    /// <summary>Once the endpoint is well again, everything is as it should be within two minutes, without a restart.</summary>
    private void Recover()
    {
        Endpoint.Mood = EndpointMood.Good;
        Endpoint.Release(isGood: false);
        _world.Clock.Settle();
        Endpoint.Published = [NewKey(0), .. Endpoint.Published];
        var earlier = Math.Max(0, Endpoint.Taken.Count - 1);
        _world.Clock.Advance(TimeSpan.FromMinutes(2) > 2 * _coolDown ? TimeSpan.FromMinutes(2) : 2 * _coolDown);
        _world.Clock.Settle();
        CheckAnswers(earlier);
        Assert.True(AllAnswered(), "Somebody waits still.");

        var found = _world.FindAsync(_world.Token(Endpoint.Published[0].KeyId));
        _world.Clock.Settle();
        SettlingClock.Until(() => found.IsCompleted);
        Assert.Equal(Thumbprint(Endpoint.Published[0]), found.Result.Key?.Thumbprint);
    }

    private void CheckRequests()
    {
        var requests = Endpoint.Requests;
        Assert.InRange(Endpoint.MostAtOnce, 0, 1);
        FetchBound.OfTokens(_coolDown).Check([.. requests.Where(static r => r.ByToken).Select(static r => r.At)]);
        FetchBound.OfScheduled.Check([.. requests.Where(static r => !r.ByToken).Select(static r => r.At)]);
    }

    private bool AllAnswered()
    {
        lock (_lookups)
        {
            return _lookups.TrueForAll(static lookup => lookup.IsCompleted)
                && _searches.TrueForAll(static search => search.IsCompleted);
        }
    }

    private int RequestsByTokens() => Endpoint.Requests.Count(static request => request.ByToken);

    private FakeSigningKey NewKey(int number) => Pick(Pairs, number).WithKeyId($"key-{_made++}");

    private static T Pick<T>(IReadOnlyList<T> all, int number) => all[number % all.Count];

    /// <summary>How long an answer is fresh, clamped to 30 seconds and 24 hours.</summary>
    private static TimeSpan Lifetime(KeyEndpoint.Good good) =>
        good.CacheControl switch
        {
            "max-age=0" or "no-store" => TimeSpan.FromSeconds(30),
            "max-age=60" => TimeSpan.FromSeconds(60),
            "max-age=3832304" => TimeSpan.FromHours(24),
            _ => TimeSpan.FromMinutes(10),
        };

    private static string Thumbprint(FakeSigningKey key)
    {
        lock (Thumbprints)
        {
            var pair = Pairs.First(pair => ReferenceEquals(pair.ToAlgorithm(), key.ToAlgorithm()));
            if (!Thumbprints.TryGetValue(pair, out var thumbprint))
            {
                thumbprint = KeySets.Read(KeySets.Of(pair))!.Keys.Single().Thumbprint;
                Thumbprints.Add(pair, thumbprint);
            }

            return thumbprint;
        }
    }
}
