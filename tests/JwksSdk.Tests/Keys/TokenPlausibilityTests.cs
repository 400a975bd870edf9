using System.Text.Json.Nodes;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Keys;

/// <summary>
/// Where keys are held, only a token that has not expired and whose kid looks like its provider's makes a request for another
/// one. Where there are none, nothing that a token says keeps the first ones from being fetched.
/// </summary>
public sealed class TokenPlausibilityTests : IDisposable
{
    private readonly KeyStoreWorld _world = new();

    public TokenPlausibilityTests() => _world.Endpoint.Published = [KeySets.Rsa];

    public static TheoryData<string> OddExpiries =>
        [
            "",
            """ "exp":null, """,
            """ "exp":"1790000300", """,
            """ "exp":true, """,
            """ "exp":[1790000300], """,
            """ "exp":{"exp":1790000300}, """,
            """ "exp":-1, """,
            """ "exp":0, """,
            """ "exp":1e400, """,
            """ "exp":1e300, """,
            """ "exp":99999999999999999999, """,
            """ "exp":253402300801, """,
            """ "cnf":{"exp":1790000300}, """,
        ];

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(OddExpiries))]
    public async Task A_token_without_a_date_of_expiry_lets_a_cold_store_fetch_as_any_other(string claims)
    {
        Assert.Equal(JwtErrorCode.None, await AskAsync(new UnsignedToken("rsa-1", null, claims)));
        Assert.Equal(1, _world.Endpoint.Count);
    }

    [Fact]
    public async Task In_an_outage_of_a_cold_store_an_expired_token_is_told_what_any_other_is()
    {
        _world.Endpoint.Mood = EndpointMood.Failing;

        Assert.Equal(JwtErrorCode.KeysUnavailable, await AskAsync(_world.Token("rsa-1", -61)));
        Assert.Equal(JwtErrorCode.KeysUnavailable, await AskAsync(_world.Token("rsa-1")));
        Assert.Equal(1, _world.Endpoint.Count);
    }

    [Fact]
    public async Task A_flood_of_expired_tokens_to_a_cold_store_stays_within_the_back_off()
    {
        _world.Endpoint.Mood = EndpointMood.Failing;
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Equal(JwtErrorCode.KeysUnavailable, await AskAsync(_world.Token($"junk-{i}", -61)));
        }

        Assert.Equal(1, _world.Endpoint.Count);
    }

    /// <summary>Nobody can tell what was published since: not of a fresh token, and not of an expired one.</summary>
    [Fact]
    public async Task In_an_outage_an_expired_token_of_another_key_is_told_what_any_other_is()
    {
        await AskAsync(_world.Token("rsa-1"));
        _world.Endpoint.Mood = EndpointMood.Failing;
        Assert.Equal(JwtErrorCode.UnknownKeyId, await AskAsync(_world.Token("rsa-2", -61)));
        Assert.Equal(1, _world.Endpoint.Count);

        Assert.Equal(JwtErrorCode.KeysUnavailable, await AskAsync(_world.Token("rsa-2")));
        Assert.Equal(2, _world.Endpoint.Count);
        // A scheduled fetch is due after one that failed, and begins in the background when any token looks for its key.
        var causedByTokens = CausedByTokens();
        Assert.Equal(JwtErrorCode.KeysUnavailable, await AskAsync(_world.Token("rsa-2", -61)));
        _world.Clock.Settle();
        Assert.Equal(causedByTokens, CausedByTokens());
    }

    [Fact]
    public async Task Keys_that_are_trusted_no_more_are_fetched_for_an_expired_token_too()
    {
        await AskAsync(_world.Token("rsa-1"));
        _world.Clock.Advance(TimeSpan.FromMinutes(71));

        Assert.Equal(JwtErrorCode.None, await AskAsync(_world.Token("rsa-1", -61)));
        Assert.Equal(2, _world.Endpoint.Count);
    }

    [Theory]
    [MemberData(nameof(OddExpiries))]
    public async Task A_token_without_a_date_of_expiry_makes_no_request_for_its_kid(string claims)
    {
        await AskAsync(_world.Token("rsa-1"));

        Assert.Equal(JwtErrorCode.UnknownKeyId, await AskAsync(new UnsignedToken("rsa-2", null, claims)));
        Assert.Equal(1, _world.Endpoint.Count);
    }

    [Theory]
    // The skew of the declaration is 60 seconds.
    [InlineData(-61, 0)]
    [InlineData(-60, 0)]
    [InlineData(-59, 1)]
    [InlineData(0, 1)]
    [InlineData(300, 1)]
    [InlineData(1_000_000_000, 1)]
    public async Task An_expired_token_makes_no_request_for_its_kid(int expiresIn, int requests)
    {
        await AskAsync(_world.Token("rsa-1"));
        await AskAsync(_world.Token("rsa-2", expiresIn));
        Assert.Equal(1 + requests, _world.Endpoint.Count);
    }

    [Fact]
    public async Task The_wall_clock_decides_what_has_expired()
    {
        await AskAsync(_world.Token("rsa-1"));
        _world.Endpoint.Published = [KeySets.Rsa, KeySets.OtherRsa];
        var token = _world.Token("rsa-2");
        _world.Clock.LeapWallClock(TimeSpan.FromHours(1));
        Assert.Equal(JwtErrorCode.UnknownKeyId, await AskAsync(token));
        Assert.Equal(1, _world.Endpoint.Count);

        _world.Clock.LeapWallClock(TimeSpan.FromHours(-1));
        Assert.Equal(JwtErrorCode.None, await AskAsync(token));
    }

    [Fact]
    public async Task An_expired_token_whose_signature_does_not_hold_makes_no_request()
    {
        await AskAsync(_world.Token("rsa-1"));
        var key = _world.Keys.Find("rsa-1"u8, JwtAlgorithms.RS256).Key!;

        Assert.Null(await _world.FindNewerAsync(_world.Token("rsa-1", -61), key));
        Assert.Equal(1, _world.Endpoint.Count);
        Assert.Null(await _world.FindNewerAsync(_world.Token("rsa-1"), key));
        Assert.Equal(2, _world.Endpoint.Count);
    }

    [Fact]
    public async Task An_expired_token_of_a_known_key_is_answered_with_it()
    {
        await AskAsync(_world.Token("rsa-1"));

        Assert.Equal(JwtErrorCode.None, await AskAsync(_world.Token("rsa-1", -1_000_000)));
    }

    [Fact]
    public async Task An_expired_token_of_a_key_that_was_refused_is_answered_with_that()
    {
        using var weak = FakeSigningKey.Create("weak", keySize: 1024);
        _world.Endpoint.Published = [KeySets.Rsa, weak];
        await AskAsync(_world.Token("rsa-1"));

        Assert.Equal(JwtErrorCode.KeyRefused, await AskAsync(_world.Token("weak", -61)));
        Assert.Equal(1, _world.Endpoint.Count);
    }

    [Theory]
    [InlineData("ins_2", null, "None", "None")]
    [InlineData("junk", null, "None", "None")]
    [InlineData("junk", new[] { "ins_1" }, "UnusualKeyId", "UnusualKeyId")]
    [InlineData("ins_2", new[] { "ins_1" }, "None", "Expired")]
    // A published key of another shape, wherever it is in the set, shows that the shape says nothing.
    [InlineData("junk", new[] { "own" }, "None", "Expired")]
    [InlineData("junk", new[] { "own", "ins_1" }, "None", "Expired")]
    [InlineData("junk", new[] { "ins_1", "own" }, "None", "Expired")]
    public void A_token_is_worth_no_request_by_its_kid_first_and_by_its_expiry_next(
        string keyId,
        string[]? held,
        string current,
        string expired
    )
    {
        using var one = _world.Token(keyId).Parse();
        using var other = _world.Token(keyId, -61).Parse();

        var now = _world.Clock.GetUtcNow();
        Assert.Equal(current, TokenPlausibility.Check(one, Shaped(), Held(held), now).ToString());
        Assert.Equal(expired, TokenPlausibility.Check(other, Shaped(), Held(held), now).ToString());
    }

    [Fact]
    public async Task Keys_that_are_trusted_no_more_say_nothing_of_the_shape_of_new_ones()
    {
        var clock = new SettlingClock();
        var fake = new FakeClerk(clock: clock);
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(clock);
        services.AddRehearsedInstance().UseFake(fake);
        await using var provider = services.BuildServiceProvider();
        var verifier = provider.GetRequiredService<IJwtVerifier>();
        var kind = fake.TokenKinds[0];
        var cancellation = TestContext.Current.CancellationToken;
        Assert.True((await verifier.VerifyAsync(fake.Mint(kind), cancellation)).IsVerified);
        using var next = FakeSigningKey.Create("jwk_2");
        var published = KeySets.Of(next);
        fake.Intercept = _ => FakeResponse.Json(JsonNode.Parse(published)!);

        // While the published ones are trusted, and all of one shape, another one is junk.
        Assert.Equal(JwtErrorCode.UnknownKeyId, (await VerifyAsync()).Error.Code);
        Assert.Equal(1, fake.KeySetRequests);
        clock.Advance(TimeSpan.FromMinutes(71));

        Assert.Equal(JwtErrorCode.None, (await VerifyAsync()).Error.Code);

        async Task<JwtResult<JwtToken>> VerifyAsync() =>
            await verifier.VerifyAsync(
                fake.Mint(kind, token => (token.SigningKey, token.Header["kid"]) = (next, next.KeyId)),
                cancellation
            );
    }

    private static KeySnapshot? Held(string[]? keyIds) =>
        keyIds is null
            ? null
            : new KeySnapshot(
                KeySets.Read(KeySets.Of([.. keyIds.Select(KeySets.Rsa.WithKeyId)]))!,
                new RefreshPolicy().Times(TimeSpan.Zero, null)
            );

    /// <summary>The world's route, of a provider whose kids begin with <c>ins_</c>.</summary>
    private Route Shaped()
    {
        var facts = _world.Route.Provider.Facts;
        var shaped = new ProviderFacts(
            facts.Issuers,
            facts.Kinds,
            facts.Algorithms,
            facts.ClockSkewSeconds,
            facts.AllowBoundTokens
        )
        {
            KeyIds = new KeyIdShape(KeyIdAlphabet.Base64Url, 1, 256, "ins_"),
        };
        return new RoutedProvider(_world.Route.Provider.Declaration, shaped).Routes.Single();
    }

    private int CausedByTokens() => _world.Endpoint.Requests.Count(static asked => asked.ByToken);

    private async Task<JwtErrorCode> AskAsync(UnsignedToken token) => (await _world.FindAsync(token)).Error;
}
