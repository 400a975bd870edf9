using JwksSdk.Keys;
using JwksSdk.Routing;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Keys;

/// <summary>Attacks on the key store, and defects that other libraries have had.</summary>
public sealed class KeyThreatTests : IDisposable
{
    private readonly KeyStoreWorld _world = new();

    public KeyThreatTests() => _world.Endpoint.Published = [KeySets.Rsa];

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_kid_that_a_good_fetch_lacks_is_not_answered_from_what_was_held_before()
    {
        _world.Endpoint.Published = [KeySets.Rsa, KeySets.OtherRsa];
        Assert.NotNull((await FindAsync("rsa-2")).Key);
        _world.Endpoint.Published = [KeySets.Rsa];
        await FindAsync("junk");

        Assert.Equal(JwtErrorCode.UnknownKeyId, (await FindAsync("rsa-2")).Error);

        // And a failure after it brings nothing back.
        _world.Endpoint.Mood = EndpointMood.Broken;
        Assert.Null((await FindAsync("rsa-2")).Key);
        Assert.Null((await FindAsync("rsa-2")).Key);
    }

    [Fact]
    public async Task A_key_object_is_replaced_when_its_material_is()
    {
        var before = (await FindAsync("rsa-1")).Key!;
        _world.Endpoint.Published = [KeySets.OtherRsa.WithKeyId("rsa-1")];
        await FindAsync("junk");

        var after = (await FindAsync("rsa-1")).Key!;
        Assert.NotSame(before, after);
        Assert.NotEqual(before.Thumbprint, after.Thumbprint);
    }

    [Fact]
    public async Task Failures_do_not_renew_trust_however_often_they_come()
    {
        await FindAsync("rsa-1");
        _world.Start();
        _world.Endpoint.Mood = EndpointMood.Failing;
        for (var minute = 0; minute < 69; minute++)
        {
            _world.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.NotNull((await FindAsync("rsa-1")).Key);
        }

        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await FindAsync("rsa-1")).Error);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task An_endpoint_that_fails_in_any_way_is_not_asked_by_each_token(int mood)
    {
        await FindAsync("rsa-1");
        _world.Endpoint.Mood = (EndpointMood)mood;
        for (var i = 0; i < 200; i++)
        {
            await FindAsync($"junk-{i}");
        }

        // Two that tokens caused, and a scheduled one behind the first of them.
        Assert.Equal(4, _world.Endpoint.Count);
    }

    [Fact]
    public async Task An_unknown_kid_empties_nothing_and_sends_nothing_of_itself()
    {
        var known = (await FindAsync("rsa-1")).Key;
        await FindAsync("../../junk?x=%0d%0a");

        Assert.Same(known, (await FindAsync("rsa-1")).Key);
        Assert.Equal([KeyStoreWorld.Issuer + "keys"], _world.Endpoint.Addresses.Distinct());
    }

    [Fact]
    public async Task A_token_of_an_issuer_that_is_not_declared_reaches_no_network()
    {
        for (var i = 0; i < 100; i++)
        {
            var token = KeySets.Rsa.Sign(
                """{"alg":"RS256","kid":"rsa-1"}""",
                $$"""{"iss":"https://issuer-{{i}}.test/","sub":"a","exp":1790000300}"""
            );
            Assert.Equal(JwtErrorCode.UnknownIssuer, await VerifyAsync(token));
        }

        Assert.Equal(0, _world.Endpoint.Count);
    }

    [Fact]
    public async Task A_wall_clock_that_leaps_back_prolongs_no_trust_and_opens_no_budget()
    {
        await FindAsync("rsa-1");
        _world.Endpoint.Mood = EndpointMood.Failing;
        await FindAsync("junk-1");
        await FindAsync("junk-2");
        _world.Clock.LeapWallClock(TimeSpan.FromHours(-1));
        await FindAsync("junk-3");
        Assert.Equal(4, _world.Endpoint.Count);

        _world.Clock.Advance(TimeSpan.FromMinutes(70));
        _world.Clock.LeapWallClock(TimeSpan.FromHours(-2));
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await FindAsync("rsa-1")).Error);
    }

    [Fact]
    public async Task The_same_kid_and_the_same_key_at_two_issuers_are_two_keys_each()
    {
        using var many = new ManyIssuers(2);
        var (here, there) = (many.Issuers[0], many.Issuers[1]);
        Assert.True((await many.VerifyAsync(many.Token(here))).IsVerified);

        // The other issuer has the same key, and still its own set: nothing is known of it before it was asked.
        Assert.Null(many.Refreshers[1].State.Snapshot);
        Assert.True((await many.VerifyAsync(many.Token(there))).IsVerified);
        Assert.NotSame(many.Refreshers[0].State.Snapshot!.Keys[0], many.Refreshers[1].State.Snapshot!.Keys[0]);
    }

    [Fact]
    public async Task One_kid_with_two_keys_and_one_key_with_two_kids_never_cross_between_issuers()
    {
        using var many = new ManyIssuers(3);
        var (here, there, alike) = (many.Issuers[0], many.Issuers[1], many.Issuers[2]);
        many.Own[there] = KeySets.OtherRsa.WithKeyId("rsa-1");
        many.Own[alike] = KeySets.Rsa.WithKeyId("alike");
        Assert.Equal(JwtErrorCode.None, await VerifyAsync(here, "rsa-1", KeySets.Rsa));
        Assert.Equal(JwtErrorCode.None, await VerifyAsync(there, "rsa-1", KeySets.OtherRsa));
        Assert.Equal(JwtErrorCode.None, await VerifyAsync(alike, "alike", KeySets.Rsa));

        // The same kid, and the key that another issuer has under it.
        Assert.Equal(JwtErrorCode.BadSignature, await VerifyAsync(here, "rsa-1", KeySets.OtherRsa));
        Assert.Equal(JwtErrorCode.BadSignature, await VerifyAsync(there, "rsa-1", KeySets.Rsa));

        // The same key, and the kid that another issuer has for it.
        Assert.Equal(JwtErrorCode.UnknownKeyId, await VerifyAsync(here, "alike", KeySets.Rsa));
        Assert.Equal(JwtErrorCode.UnknownKeyId, await VerifyAsync(alike, "rsa-1", KeySets.Rsa));

        async Task<JwtErrorCode> VerifyAsync(string issuer, string keyId, FakeSigningKey key) =>
            (await many.VerifyAsync(many.Token(issuer, keyId, key))).Error.Code;
    }

    [Fact]
    public async Task Discovery_that_turns_to_another_issuer_or_host_leaves_the_held_keys_in_place()
    {
        var clock = new SettlingClock();
        var fake = new FakeOpenIdConnect(algorithm: JwtAlgorithms.ES256, clock: clock);
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(clock);
        services.AddRehearsedIdentity().UseFake(fake);
        await using var provider = services.BuildServiceProvider();
        var verifier = provider.GetRequiredService<IJwtVerifier>();
        Assert.True((await verifier.VerifyAsync(fake.MintAccessToken(), Cancellation)).IsVerified);
        var route = provider.GetRequiredService<RouteTable>().Providers.Single().Routes.Single();
        var refresher = provider.GetRequiredService<KeyStore>().KeysOf(route).Refresher;
        var held = refresher.State.Snapshot;

        var document = fake.GetDiscoveryDocument();
        foreach (var (member, value, error) in Lies)
        {
            fake.Intercept = request =>
            {
                var lie = document.DeepClone().AsObject();
                lie[member] = value;
                return request.Path == fake.DiscoveryPath ? FakeResponse.Json(lie) : null;
            };
            clock.Advance(TimeSpan.FromMinutes(1));
            var junk = fake.MintAccessToken(static token => token.Header["kid"] = "junk");

            Assert.Equal(JwtErrorCode.KeysUnavailable, (await verifier.VerifyAsync(junk, Cancellation)).Error.Code);
            Assert.Equal(error, refresher.State.History.LastError);
            Assert.Same(held, refresher.State.Snapshot);
            Assert.True((await verifier.VerifyAsync(fake.MintAccessToken(), Cancellation)).IsVerified);
        }

        Assert.Equal(1, fake.KeySetRequests);
    }

    private static (string Member, string Value, KeySetError Error)[] Lies =>
        [
            ("issuer", "https://login.evil.test", KeySetError.IssuerMismatch),
            ("jwks_uri", "https://evil.test/protocol/keys", KeySetError.ForeignKeyAddress),
            ("jwks_uri", "http://login.acme.test/protocol/keys", KeySetError.ForeignKeyAddress),
        ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<KeyLookup> FindAsync(string keyId) => _world.FindAsync(_world.Token(keyId));

    private async Task<JwtErrorCode> VerifyAsync(string token) =>
        (await _world.Verifier.VerifyAsync(token, Cancellation)).Error.Code;
}
