using System.Text.Json.Nodes;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Keys;

/// <summary>Only a token that has not expired makes a request, whatever is known of its issuer's keys.</summary>
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
    public async Task A_token_without_a_date_of_expiry_makes_no_request_to_a_cold_store(string claims)
    {
        Assert.Equal(JwtErrorCode.UnknownKeyId, await AskAsync(new UnsignedToken("rsa-1", null, claims)));
        Assert.Equal(0, _world.Endpoint.Count);
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
    public async Task An_expired_token_makes_no_request(int expiresIn, int requests)
    {
        await AskAsync(_world.Token("rsa-1", expiresIn));
        Assert.Equal(requests, _world.Endpoint.Count);

        await AskAsync(_world.Token("rsa-1"));
        await AskAsync(_world.Token("rsa-2", expiresIn));
        Assert.Equal(1 + requests, _world.Endpoint.Count);
    }

    [Fact]
    public async Task The_wall_clock_decides_what_has_expired()
    {
        var token = _world.Token("rsa-1");
        _world.Clock.LeapWallClock(TimeSpan.FromHours(1));
        await AskAsync(token);
        Assert.Equal(0, _world.Endpoint.Count);

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
    [InlineData("ins_2", null, true)]
    [InlineData("junk", null, true)]
    [InlineData("junk", new[] { "ins_1" }, false)]
    [InlineData("ins_2", new[] { "ins_1" }, true)]
    // A published key of another shape, wherever it is in the set, shows that the shape says nothing.
    [InlineData("junk", new[] { "own" }, true)]
    [InlineData("junk", new[] { "own", "ins_1" }, true)]
    [InlineData("junk", new[] { "ins_1", "own" }, true)]
    public void A_kid_of_another_shape_than_all_published_ones_is_worth_no_request(
        string keyId,
        string[]? held,
        bool isWorthIt
    )
    {
        using var token = _world.Token(keyId).Parse();

        Assert.Equal(isWorthIt, TokenPlausibility.Check(token, Shaped(), Held(held), _world.Clock.GetUtcNow()));
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

    private async Task<JwtErrorCode> AskAsync(UnsignedToken token) => (await _world.FindAsync(token)).Error;
}
