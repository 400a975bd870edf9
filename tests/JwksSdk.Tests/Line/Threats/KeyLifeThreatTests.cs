using JwksSdk.Testing;
using JwksSdk.Tests.Line.Oracle;

namespace JwksSdk.Tests.Line.Threats;

/// <summary>Attacks on the life of keys, in the shape of every provider. What the store does in detail is tested with it.</summary>
public sealed class KeyLifeThreatTests : IDisposable
{
    private readonly LineWorld _world = new(hasCache: true);

    public static TheoryData<string> Providers => LineWorld.Providers;

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_withdrawn_key_is_not_kept_alive_by_cutting_the_network(string provider)
    {
        var issuer = _world[provider];
        var known = issuer.Raw(issuer.Fake.TokenKinds[0]);
        RawToken.Set(known.Claims, "exp", "4102444800");
        var withdrawn = known.Sign();
        await _world.WarmAsync();
        Assert.True((await _world.VerifyAsync(withdrawn)).IsVerified);
        issuer.Fake.Intercept = static _ => FakeResponse.Status(404);

        // Freshness is a day at most, and trust ends an hour later, for a token that was verified before too.
        _world.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await _world.VerifyAsync(withdrawn)).Error.Code);
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
        foreach (var token in tokens)
        {
            Assert.Contains(JwtErrorCode.None, await _world.VerdictsAsync(issuer, token.Text));
        }

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
        var token = issuer.Raw(kind);
        var old = token.Sign();
        Assert.True((await _world.VerifyAsync(old)).IsVerified);
        var before = issuer.Fake.KeySetRequests;

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
        // Its body is the very key set, and where it leads to the same is to be had.
        var issuer = _world[provider];
        var set = FakeResponse.Json(
            provider == "OpenIdConnect" ? LineKeys.Published(issuer.Fake) : issuer.Fake.GetKeySet()
        );
        issuer.Fake.Intercept = _ => set with { StatusCode = 302 };
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
