using JwksSdk.Keys;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>What the start of a host does for the keys of each declaration, and what its stop ends.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly TestApp _app = new();

    [Fact]
    public async Task Required_keys_are_there_when_the_host_has_started()
    {
        _app.Add(KeyStartup.Required);

        await _app.StartAsync();

        Assert.True(_app.Status.IsTrusted);
        Assert.Single(_app.Endpoint.Requests);
    }

    [Fact]
    public async Task Without_required_keys_the_host_does_not_start_and_says_whose_are_missing()
    {
        _app.Add(KeyStartup.Required);
        _app.Fail();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(_app.StartAsync);

        Assert.Equal(
            "CustomerIdentity requires keys at the start, and those of https://acme.eu.auth0.com/ could not be had: Status.",
            exception.Message
        );
        Assert.Single(_app.Endpoint.Requests);
        _app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(_app.Status.IsFetching);
    }

    [Fact]
    public async Task All_required_keys_are_fetched_side_by_side_and_all_that_are_missing_are_named()
    {
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        _app.Endpoint.Answer = (_, _) => gate.Task;
        _app.Add(KeyStartup.Required, "First", "first.eu.auth0.com")
            .Add<TestApp.Second>(KeyStartup.Required, "Second", "second.eu.auth0.com");

        var start = _app.StartAsync();
        await Eventually.TrueAsync(() => _app.Endpoint.Requests.Count == 2);
        Assert.False(start.IsCompleted);
        gate.SetResult(new HttpResponseMessage(System.Net.HttpStatusCode.NotFound));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => start);
        Assert.Contains("First requires", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Second requires", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Required_keys_are_refreshed_ahead_of_time()
    {
        _app.Add(KeyStartup.Required);
        await _app.StartAsync();

        _app.Clock.Advance(TimeSpan.FromMinutes(9));

        await _app.FetchedAsync(2);
    }

    [Fact]
    public async Task A_required_declaration_does_not_wait_for_its_further_issuers()
    {
        _app.Add(KeyStartup.Required, configure: static options => options.CustomDomain = "login.acme.com");

        await _app.StartAsync();

        Assert.Equal(["https://acme.eu.auth0.com/.well-known/jwks.json"], _app.Endpoint.Requests);
    }

    [Fact]
    public async Task Nothing_is_fetched_at_the_start_of_a_lazy_declaration()
    {
        _app.Add(KeyStartup.Lazy);

        await _app.StartAsync();
        _app.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(_app.Endpoint.Requests);
        Assert.False(_app.Status.WasAsked);
    }

    [Fact]
    public async Task Keys_of_a_lazy_declaration_are_kept_fresh_once_they_were_asked_for()
    {
        _app.Add(KeyStartup.Lazy);
        await _app.StartAsync();
        await _app.RefreshAsync();

        await Eventually.TrueAsync(() => IsKept());

        bool IsKept()
        {
            _app.Clock.Advance(TimeSpan.FromMinutes(1));
            return _app.Endpoint.Requests.Count >= 2;
        }
    }

    [Fact]
    public async Task Keys_that_were_asked_for_before_the_start_are_kept_fresh_too()
    {
        _app.Add(KeyStartup.Lazy);
        await _app.RefreshAsync();
        await _app.StartAsync();

        _app.Clock.Advance(TimeSpan.FromMinutes(9));

        await _app.FetchedAsync(2);
    }

    [Fact]
    public async Task Nothing_is_refreshed_ahead_of_time_once_the_host_has_stopped()
    {
        _app.Add().Add<TestApp.Second>(KeyStartup.Lazy, "Lazy", "lazy.eu.auth0.com");
        await _app.StartAsync();
        await _app.RefreshAsync("https://lazy.eu.auth0.com/");
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => _app.Sets.All.All(static set => set.IsTrusted && !set.IsFetching));

        await _app.Host.StopAsync(TestContext.Current.CancellationToken);
        var requests = _app.Endpoint.Requests.Count;
        _app.Clock.Advance(TimeSpan.FromHours(1));

        Assert.All(_app.Sets.All, static set => Assert.False(set.IsFetching));
        Assert.Equal(requests, _app.Endpoint.Requests.Count);
    }

    [Fact]
    public async Task A_listener_may_itself_need_the_key_sets()
    {
        _app.Add(KeyStartup.Required);
        _app.Services.AddSingleton<IKeySetListener, NeedyListener>();

        await _app.StartAsync();

        await _app.Listener.HeardAsync(1);
        await Eventually.TrueAsync(() =>
            _app.Host.Services.GetServices<IKeySetListener>().OfType<NeedyListener>().Single().Saw == 1
        );
    }

    public void Dispose() => _app.Dispose();

    private sealed class NeedyListener(IKeySets sets) : IKeySetListener
    {
        public int Saw { get; private set; }

        public void OnEvent(KeySetEvent keySetEvent) => Saw = sets.All.Count(static set => set.IsTrusted);
    }
}
