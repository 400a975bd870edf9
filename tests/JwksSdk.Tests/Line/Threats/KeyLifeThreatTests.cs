using JwksSdk.Testing;

namespace JwksSdk.Tests.Line.Threats;

/// <summary>Attacks on the life of keys, in the shape of every provider. What the store does in detail is tested with it.</summary>
public sealed class KeyLifeThreatTests : IDisposable
{
    private readonly LineWorld _world = new();

    public static TheoryData<string> Providers => LineWorld.Providers;

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_withdrawn_key_is_not_kept_alive_by_cutting_the_network(string provider)
    {
        var issuer = _world[provider];
        await _world.WarmAsync();
        issuer.Fake.Intercept = static _ => FakeResponse.Status(404);

        // Freshness is a day at most, and trust ends an hour later.
        _world.Clock.Advance(TimeSpan.FromHours(25));
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            var token = issuer.Fake.Mint(kind);
            await _world.RefusedAsync(issuer, token, JwtErrorCode.KeysUnavailable);
            Assert.True((await _world.VerifyAsync(token)).Error.CannotDecide);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_key_that_a_good_fetch_lacks_is_trusted_no_more(string provider)
    {
        var issuer = _world[provider];
        await _world.WarmAsync();
        var tokens = issuer.Mint();
        issuer.Publish(keys =>
        {
            keys.Clear();
            keys.Add(LineKeys.Open.WithKeyId(issuer.Raw(issuer.Fake.TokenKinds[0]).Key.KeyId + "2").ToJwk());
        });
        await _world.Sets.RefreshAsync(issuer.Fake.Issuer, "a test", TestContext.Current.CancellationToken);

        foreach (var token in tokens)
        {
            await _world.RefusedAsync(issuer, token.Text, JwtErrorCode.UnknownKeyId, token.Kind);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task New_material_under_one_kid_is_fetched_once_and_ends_the_old(string provider)
    {
        var issuer = _world[provider];
        await _world.WarmAsync();
        var kind = issuer.Fake.TokenKinds[0];
        var keyId = issuer.Raw(kind).Key.KeyId;
        var fresh = (provider == "OpenIdConnect" ? LineKeys.Stranger : LineKeys.Open).WithKeyId(keyId);
        issuer.Publish(keys =>
        {
            keys.Clear();
            keys.Add(fresh.ToJwk());
        });
        var before = issuer.Fake.KeySetRequests;

        var token = issuer.Raw(kind);
        var old = token.Sign();
        token.Key = fresh;
        var result = await _world.VerifyAsync(token.Sign());

        Assert.True(result.IsVerified, result.ToString());
        Assert.Equal(before + 1, issuer.Fake.KeySetRequests);
        await _world.RefusedAsync(issuer, old, JwtErrorCode.BadSignature);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_redirect_is_refused_and_a_foreign_host_is_asked_for_nothing(string provider)
    {
        var issuer = _world[provider];
        issuer.Fake.Intercept = static _ => new FakeResponse(302, "") { ContentType = "text/html" };
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            await _world.RefusedAsync(issuer, issuer.Fake.Mint(kind), JwtErrorCode.KeysUnavailable);
        }

        Assert.All(
            _world.Sent,
            uri => Assert.StartsWith(issuer.Fake.BaseAddress, uri.OriginalString, StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_clock_that_leaps_back_prolongs_no_trust(string provider)
    {
        var issuer = _world[provider];
        await _world.WarmAsync();
        issuer.Fake.Intercept = static _ => FakeResponse.Status(404);
        _world.Clock.Advance(TimeSpan.FromHours(25));
        _world.Clock.LeapWallClock(TimeSpan.FromHours(-25));

        await _world.RefusedAsync(issuer, issuer.Fake.Mint(issuer.Fake.TokenKinds[0]), JwtErrorCode.KeysUnavailable);
    }
}
