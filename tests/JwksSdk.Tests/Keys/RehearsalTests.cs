using System.Text.Json.Nodes;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>
/// Days in the life of an application and its identity provider. No good token is refused and no withdrawn key accepted,
/// except where the facts make it impossible; those tests say so in their names and say for how long.
/// </summary>
[Collection(Alone.Name)]
public sealed class RehearsalTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly Rehearsal _life = Rehearsal.OfOpenIdConnect();

    private FakeKeyRing Ring => _life.Provider.KeyRings[0];

    public void Dispose() => _life.Dispose();

    [Fact]
    public async Task Three_days_of_announced_rotations_refuse_nobody_and_cost_a_fetch_each_eight_minutes()
    {
        await _life.StartAsync();
        for (var day = 0; day < 3; day++)
        {
            _life.Live(6 * Hour, stepSeconds: 60);
            _life.Provider.PublishNextKey();
            _life.Live(Hour);
            _life.Provider.Rotate();
            _life.Live(Hour);
            _life.Live(16 * Hour, stepSeconds: 60);
        }

        Assert.Empty(_life.Refusals);
        Assert.InRange(_life.Provider.KeySetRequests, 470, 542);
        Assert.Equal(_life.Provider.KeySetRequests, _life.Provider.DiscoveryRequests);
    }

    [Fact]
    public async Task A_withdrawn_key_is_accepted_for_nine_minutes_at_most()
    {
        await _life.StartAsync();
        var old = Ring.Current;
        _life.Provider.PublishNextKey();
        _life.Live(Hour);
        _life.Provider.Rotate();
        _life.Live(Hour);
        var withdrawnAt = _life.Now;
        _life.Provider.WithdrawPreviousKeys();
        _life.Withdrawn = old;
        _life.Live(2 * Hour);

        Assert.Empty(_life.Refusals);
        Assert.InRange(_life.LastAccepted!.Value - withdrawnAt, TimeSpan.Zero, TimeSpan.FromMinutes(9.1));
        Assert.Equal(JwtErrorCode.UnknownKeyId, _life.Verify(_life.Mint(old)));
    }

    [Fact]
    public async Task A_key_that_signs_as_soon_as_it_is_published_is_found_by_its_first_token()
    {
        await _life.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            _life.Live(TimeSpan.FromMinutes(7));
            _life.Provider.Rotate();
        }

        Assert.Empty(_life.Refusals);
    }

    [Theory]
    [InlineData(FakeOutage.ServiceUnavailable)]
    [InlineData(FakeOutage.CloseConnection)]
    [InlineData(FakeOutage.Hang)]
    public async Task An_outage_of_an_hour_refuses_nobody(FakeOutage outage)
    {
        await _life.StartAsync();
        _life.Provider.PublishNextKey();
        _life.Live(0.5 * Hour);
        _life.Stop(outage);
        _life.Live(0.5 * Hour);

        // Announced before the outage, signing within it.
        _life.Provider.Rotate();
        _life.Live(0.5 * Hour);
        _life.Recover();
        _life.Live(Hour);

        Assert.Empty(_life.Refusals);
    }

    [Theory]
    [InlineData(FakeOutage.ServiceUnavailable)]
    [InlineData(FakeOutage.CloseConnection)]
    [InlineData(FakeOutage.Hang)]
    public async Task Impossible_in_an_outage_beyond_the_bound_of_trust_and_possible_within_a_minute_of_its_end(
        FakeOutage outage
    )
    {
        await _life.StartAsync();
        _life.Live(0.5 * Hour);
        var cutAt = _life.Now;
        _life.Stop(outage);
        _life.Live(3 * Hour);
        var backAt = _life.Now;
        _life.Recover();
        _life.Live(0.5 * Hour);

        // 10 minutes of freshness and an hour beyond, counted from the last good fetch, 9 minutes before the cut at most.
        Assert.InRange(_life.Refusals[0].At - cutAt, TimeSpan.FromMinutes(60.9), TimeSpan.FromMinutes(70.1));
        Assert.All(_life.Refusals, static refusal => Assert.Equal(JwtErrorCode.KeysUnavailable, refusal.Error));
        Assert.InRange(_life.Refusals[^1].At - backAt, -Hour, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task An_attacker_who_cuts_the_network_keeps_a_withdrawn_key_alive_to_the_bound_of_trust_and_no_longer()
    {
        await _life.StartAsync();
        var old = Ring.Current;
        _life.Provider.Rotate();
        _life.Live(0.5 * Hour);
        var cutAt = _life.Now;
        _life.Provider.WithdrawPreviousKeys();
        _life.Stop(FakeOutage.Hang);
        _life.Withdrawn = old;
        _life.Live(3 * Hour, stepSeconds: 10);

        Assert.InRange(_life.LastAccepted!.Value - cutAt, TimeSpan.Zero, TimeSpan.FromMinutes(70));
        Assert.Equal(JwtErrorCode.KeysUnavailable, _life.Verify(_life.Mint(old)));
        _life.Recover();
        _life.Live(TimeSpan.FromMinutes(2));
        Assert.Equal(JwtErrorCode.UnknownKeyId, _life.Verify(_life.Mint(old)));
    }

    [Fact]
    public async Task Impossible_for_a_key_first_published_in_an_outage_and_nobody_says_that_its_token_is_bad()
    {
        await _life.StartAsync();
        _life.Live(0.5 * Hour);
        _life.Stop(FakeOutage.ServiceUnavailable);
        _life.Live(TimeSpan.FromMinutes(1));
        _life.Provider.Rotate();
        _life.Live(0.5 * Hour);
        var backAt = _life.Now;
        _life.Recover();
        _life.Live(0.5 * Hour);

        Assert.NotEmpty(_life.Refusals);
        Assert.All(_life.Refusals, static refusal => Assert.Equal(JwtErrorCode.KeysUnavailable, refusal.Error));
        Assert.InRange(_life.Refusals[^1].At - backAt, -Hour, TimeSpan.FromSeconds(35));
    }

    [Fact]
    public async Task Impossible_for_a_process_that_starts_in_an_outage_until_a_minute_after_its_end()
    {
        await _life.StartAsync();
        _life.Live(TimeSpan.FromMinutes(10));
        _life.Stop(FakeOutage.CloseConnection);
        _life.Live(TimeSpan.FromMinutes(5));
        Assert.Empty(_life.Refusals);

        var restartedAt = _life.Now;
        await _life.StartAsync();
        _life.Live(TimeSpan.FromMinutes(20));
        var backAt = _life.Now;
        _life.Recover();
        _life.Live(TimeSpan.FromMinutes(20));

        Assert.InRange(_life.Refusals[0].At - restartedAt, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.All(_life.Refusals, static refusal => Assert.Equal(JwtErrorCode.KeysUnavailable, refusal.Error));
        Assert.InRange(_life.Refusals[^1].At - backAt, -Hour, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task An_edge_that_lags_behind_does_no_harm_to_a_rotation_announced_before()
    {
        await _life.StartAsync();
        _life.Live(0.5 * Hour);
        var former = _life.Provider.GetKeySet();
        _life.Provider.PublishNextKey();
        _life.Provider.Intercept = Serve(former, static _ => true);
        _life.Live(TimeSpan.FromMinutes(10));
        _life.Provider.Intercept = null;
        _life.Live(TimeSpan.FromMinutes(10));
        _life.Provider.Rotate();
        _life.Live(Hour);

        Assert.Empty(_life.Refusals);
    }

    [Fact]
    public async Task Edges_that_flap_do_no_harm_to_a_rotation_announced_before()
    {
        await _life.StartAsync();
        _life.Live(0.5 * Hour);
        var former = _life.Provider.GetKeySet();
        _life.Provider.PublishNextKey();
        _life.Provider.Intercept = Serve(former, static count => count % 2 == 0);
        _life.Live(TimeSpan.FromMinutes(10));
        _life.Provider.Rotate();

        // The edges flap still while the key signs: whoever gets the former set asks again at once.
        _life.Live(TimeSpan.FromMinutes(10));
        _life.Provider.Intercept = null;
        _life.Live(Hour);

        Assert.Empty(_life.Refusals);
    }

    [Fact]
    public async Task Impossible_while_the_edge_lacks_the_key_that_signs_and_for_one_cool_down_after()
    {
        await _life.StartAsync();
        _life.Live(0.5 * Hour);
        var former = _life.Provider.GetKeySet();
        _life.Provider.Intercept = Serve(former, static _ => true);
        _life.Provider.Rotate();
        _life.Live(TimeSpan.FromMinutes(3));
        var caughtUpAt = _life.Now;
        _life.Provider.Intercept = null;
        _life.Live(Hour);

        Assert.NotEmpty(_life.Refusals);
        Assert.All(_life.Refusals, static refusal => Assert.Equal(JwtErrorCode.UnknownKeyId, refusal.Error));
        Assert.InRange(_life.Refusals[^1].At - caughtUpAt, -Hour, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_wall_clock_that_leaps_by_an_hour_refuses_nobody_and_moves_no_fetch()
    {
        await _life.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            _life.Live(TimeSpan.FromMinutes(20), stepSeconds: 10);
            _life.Clock.LeapWallClock(i % 2 == 0 ? Hour : -Hour);
        }

        Assert.Empty(_life.Refusals);
        Assert.InRange(_life.Provider.KeySetRequests, 14, 16);
    }

    [Fact]
    public async Task New_material_under_the_same_kid_is_found_by_its_first_token_and_the_old_one_ends_with_it()
    {
        using var life = Rehearsal.OfClerk();
        await life.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            life.Live(TimeSpan.FromMinutes(13), stepSeconds: 10);
            var old = life.Provider.KeyRings[0].Current;
            life.Provider.Rotate();
            life.Live(TimeSpan.FromMinutes(1), stepSeconds: 10);
            Assert.Equal(JwtErrorCode.BadSignature, life.Verify(life.Mint(old)));
        }

        Assert.Empty(life.Refusals);
    }

    private static Func<FakeRequest, FakeResponse?> Serve(JsonNode former, Func<int, bool> isFormer)
    {
        var count = 0;
        return request =>
            request.Path == "/protocol/keys" && isFormer(++count) ? FakeResponse.Json(former.DeepClone()) : null;
    }
}
