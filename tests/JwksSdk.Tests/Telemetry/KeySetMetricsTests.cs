using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Telemetry;

/// <summary>What the meter says about the age of key sets and about keys that were not held.</summary>
public sealed class KeySetMetricsTests : IDisposable
{
    private const string Tags = "jwkssdk.provider=CustomerIdentity jwkssdk.issuer=https://acme.eu.auth0.com/";

    private readonly TestApp _app = new();

    [Fact]
    public async Task Age_and_trust_are_told_even_if_nothing_is_fetched_any_more()
    {
        _app.Add();
        _ = _app.Sets;
        Assert.Empty(_app.Meters.Observe("jwkssdk.keyset.age"));
        Assert.Equal([$"jwkssdk.keyset.trust.left 0 s {Tags}"], _app.Meters.Observe("jwkssdk.keyset.trust.left"));

        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        await _app.RefreshAsync();
        _app.Clock.LeapWallClock(TimeSpan.FromDays(1));
        _app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal([$"jwkssdk.keyset.age 1200 s {Tags}"], _app.Meters.Observe("jwkssdk.keyset.age"));
        Assert.Equal([$"jwkssdk.keyset.trust.left 3000 s {Tags}"], _app.Meters.Observe("jwkssdk.keyset.trust.left"));

        _app.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal([$"jwkssdk.keyset.age 4800 s {Tags}"], _app.Meters.Observe("jwkssdk.keyset.age"));
        Assert.Equal([$"jwkssdk.keyset.trust.left 0 s {Tags}"], _app.Meters.Observe("jwkssdk.keyset.trust.left"));
    }

    [Fact]
    public async Task A_key_that_is_not_held_is_counted_by_what_was_done_about_it()
    {
        _app.Add();
        await _app.RefreshAsync();

        await VerifyAsync("rsa-1");
        Assert.Empty(Misses());

        await VerifyAsync("rsa-1", TimeSpan.FromDays(-1));
        Assert.Empty(Misses());

        await VerifyAsync("junk-1");
        await VerifyAsync("junk-1");
        await VerifyAsync("junk-2", TimeSpan.FromDays(-1));
        await VerifyAsync("junk-3");
        await VerifyAsync("junk-4");

        Assert.Equal(["fetched", "remembered", "implausible", "fetched", "skipped"], Misses());
    }

    [Fact]
    public async Task While_no_fetch_is_made_anyway_nobody_asks_whether_a_token_is_worth_one()
    {
        _app.Add();
        await _app.RefreshAsync();

        await VerifyAsync("junk-1");
        await VerifyAsync("junk-1", TimeSpan.FromDays(-1));
        await VerifyAsync("junk-2");
        await VerifyAsync("junk-3", TimeSpan.FromDays(-1));

        Assert.Equal(["fetched", "remembered", "fetched", "skipped"], Misses());
    }

    [Fact]
    public async Task A_token_that_waits_for_a_fetch_under_way_is_counted_once()
    {
        _app.Add();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        _app.Endpoint.Answer = (_, _) => gate.Task;

        var first = VerifyAsync("rsa-1");
        var second = VerifyAsync("junk");
        gate.SetResult(ScriptedHandler.Json(KeySets.Of(KeySets.Rsa)));
        await Task.WhenAll(first, second);

        Assert.Equal(["fetched", "joined"], Misses());
    }

    public void Dispose() => _app.Dispose();

    private IEnumerable<string> Misses() =>
        _app
            .Meters.Of("jwkssdk.key.misses")
            .Select(static line => line["jwkssdk.key.misses 1 {miss} jwkssdk.outcome=".Length..])
            .Select(static rest => rest[..^" jwkssdk.provider=CustomerIdentity".Length]);

    private async Task VerifyAsync(string keyId, TimeSpan? age = null)
    {
        var expiry = (_app.Clock.GetUtcNow() + (age ?? TimeSpan.FromHours(1))).ToUnixTimeSeconds();
        var token = KeySets.Rsa.Sign(
            $$"""{"alg":"RS256","kid":"{{keyId}}"}""",
            $$"""{"iss":"{{TestApp.Issuer}}","exp":{{expiry}}}"""
        );
        await _app.Verifier.VerifyAsync(token, TestContext.Current.CancellationToken);
    }
}
