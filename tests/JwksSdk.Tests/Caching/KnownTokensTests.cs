using JwksSdk.Caching;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Caching;

/// <summary>A token that was verified is known again, and dies with whatever its verification rested on.</summary>
public sealed class KnownTokensTests : IDisposable
{
    private readonly RecordingMeters _meters = new();
    private readonly TestDeclaration _declaration = new("Cached", "");
    private readonly ServiceCollection _services = TestServices.New();
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedHandler _endpoint = new();
    private readonly Lazy<ServiceProvider> _provider;

    public KnownTokensTests()
    {
        _services.AddSingleton<TimeProvider>(_clock);
        _services.AddSingleton<System.Diagnostics.Metrics.IMeterFactory>(_meters);
        _declaration
            .Add(_services, null, static options => options.ClientId = ["client"])
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => _endpoint)
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear());
        _services.AddJwksTokenCache();
        _endpoint.Always(KeySets.Of(KeySets.Rsa));
        _provider = new Lazy<ServiceProvider>(() => _services.BuildServiceProvider());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IJwtVerifier Verifier => _provider.Value.GetRequiredService<IJwtVerifier>();

    private VerifiedTokenCache Cache => _provider.Value.GetRequiredService<VerifiedTokenCache>();

    public void Dispose()
    {
        if (_provider.IsValueCreated)
        {
            _provider.Value.Dispose();
        }

        _meters.Dispose();
    }

    [Fact]
    public async Task A_token_that_was_verified_is_known_again_as_characters_and_as_UTF_8()
    {
        var token = Token();
        var first = await VerifyAsync(token);
        var second = await VerifyAsync(token);
        var third = await Verifier.VerifyAsync<Auth0AccessToken>(_declaration.AccessToken, token.Utf8(), Cancellation);

        Assert.True(first.TryGetToken(out var verified));
        Assert.True(second.TryGetToken(out var known));
        Assert.True(third.TryGetToken(out var again));
        Assert.Same(verified, known);
        Assert.Same(verified, again);
        Assert.Equal(["miss", "hit", "hit"], Lookups());
        Assert.Equal(3, _meters.Of("jwkssdk.tokens").Count());
        Assert.Single(_meters.Of("jwkssdk.tokens").Distinct());
    }

    [Fact]
    public async Task Without_the_cache_each_presentation_is_verified()
    {
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(_clock);
        _declaration.Add(services).HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => _endpoint);
        await using var provider = services.BuildServiceProvider();
        var verifier = provider.GetRequiredService<IJwtVerifier>();
        var token = Token();

        var first = await verifier.VerifyAsync(token, Cancellation);
        var second = await verifier.VerifyAsync(token, Cancellation);

        Assert.True(
            first.TryGetToken(out var one) && second.TryGetToken(out var other) && !ReferenceEquals(one, other)
        );
    }

    [Fact]
    public async Task What_was_refused_is_not_remembered()
    {
        var expired = Token(expiresIn: -61);
        Assert.Equal(JwtErrorCode.Expired, (await VerifyAsync(expired)).Error.Code);
        Assert.True((await VerifyAsync(Token())).IsVerified);
        Assert.Equal(JwtErrorCode.Expired, (await VerifyAsync(expired)).Error.Code);
        Assert.Equal(JwtErrorCode.BadSignature, (await VerifyAsync(Forgery.SignedByStranger(Token()))).Error.Code);
        Assert.Equal(JwtErrorCode.Malformed, (await VerifyAsync("a.b")).Error.Code);
        Assert.Equal(JwtErrorCode.Encoding, (await VerifyAsync(Token() + "\u00e9")).Error.Code);
        Assert.Equal(JwtErrorCode.TokenEmpty, (await VerifyAsync("")).Error.Code);

        Assert.Equal(1, Cache.Count);
    }

    /// <summary>A token that nobody presents again takes no room beyond its end, nor beyond a day.</summary>
    [Theory]
    [InlineData(300, 360)]
    [InlineData(200_000, 86_400)]
    public async Task A_token_is_held_until_it_expires_and_for_a_day_at_most(long expiresIn, int seconds)
    {
        var token = Token(expiresIn);
        Assert.True((await VerifyAsync(token)).IsVerified);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await VerifyAsync(token);

        // One that is still held would be found, and known or outdated.
        Assert.Equal(["miss", "miss"], Lookups());
    }

    [Fact]
    public async Task A_token_that_is_too_long_is_refused_before_it_is_looked_for()
    {
        Assert.Equal(JwtErrorCode.TokenTooLong, (await VerifyAsync(new string('a', 16_385))).Error.Code);
        Assert.Empty(Lookups());
    }

    /// <summary>One changed character makes another token, which the cache does not know.</summary>
    [Fact]
    public async Task Nothing_but_the_exact_token_is_known()
    {
        var token = Token();
        Assert.True((await VerifyAsync(token)).IsVerified);
        for (var i = 0; i < token.Length; i += 7)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.False((await VerifyAsync(changed)).IsVerified);
        }

        Assert.DoesNotContain("hit", Lookups());
    }

    [Fact]
    public async Task What_is_asked_for_decides_what_is_known()
    {
        var token = Token();
        Assert.True((await VerifyAsync(token)).IsVerified);

        var id = await Verifier.VerifyAsync<Auth0IdToken>(_declaration.IdToken, token, Cancellation);
        var any = await Verifier.VerifyAsync(token, Cancellation);
        var own = await Verifier.VerifyAsync<OwnAuth0Token>(_declaration.AccessToken, token, Cancellation);

        Assert.Equal(JwtErrorCode.WrongTokenKind, id.Error.Code);
        Assert.True(any.IsVerified && own.IsVerified);
        Assert.Equal(["miss", "miss", "miss", "miss"], Lookups());
        Assert.True((await Verifier.VerifyAsync(token, Cancellation)).TryGetToken(out var again));
        Assert.IsType<Auth0AccessToken>(again);
        Assert.Equal("hit", Lookups()[^1]);
    }

    /// <summary>An ID token that its own method took is not given where any kind is taken that can answer the declaration.</summary>
    [Fact]
    public async Task A_token_that_its_own_method_took_is_not_known_where_any_kind_is_taken()
    {
        var declaration = new TestDeclaration("Required", "");
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(_clock);
        declaration
            .Add(
                services,
                null,
                static options =>
                {
                    options.ClientId = ["client"];
                    options.RequiredScopes = ["orders.read"];
                }
            )
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => _endpoint);
        services.AddJwksTokenCache();
        await using var provider = services.BuildServiceProvider();
        var verifier = provider.GetRequiredService<IJwtVerifier>();
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var token = KeySets.Rsa.Sign(
            """{"alg":"RS256","typ":"JWT","kid":"rsa-1"}""",
            $$"""{"iss":"{{TestApp.Issuer}}","sub":"auth0|1","aud":"client","iat":{{now}},"exp":{{now + 300}}}"""
        );

        for (var i = 0; i < 2; i++)
        {
            var id = await verifier.VerifyAsync<Auth0IdToken>(declaration.IdToken, token, Cancellation);
            Assert.True(id.IsVerified);
            Assert.Equal(JwtErrorCode.ScopeMissing, (await verifier.VerifyAsync(token, Cancellation)).Error.Code);
        }
    }

    [Fact]
    public async Task A_known_token_expires_to_the_tick()
    {
        var token = Token(expiresIn: 300);
        Assert.True((await VerifyAsync(token)).IsVerified);

        _clock.Advance(TimeSpan.FromSeconds(360) - TimeSpan.FromTicks(1));
        Assert.True((await VerifyAsync(token)).IsVerified);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(new JwtError(JwtErrorCode.Expired, "exp"), (await VerifyAsync(token)).Error);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_is_looked_at_again()
    {
        var token = Token();
        Assert.True((await VerifyAsync(token)).IsVerified);
        _clock.LeapWallClock(TimeSpan.FromHours(-1));

        Assert.Equal(new JwtError(JwtErrorCode.IssuedInFuture, "iat"), (await VerifyAsync(token)).Error);
        Assert.Equal(["miss", "outdated"], Lookups());
    }

    [Fact]
    public async Task A_withdrawn_key_kills_its_tokens_at_once()
    {
        var token = Token();
        Assert.True((await VerifyAsync(token)).IsVerified);
        _endpoint.Always(KeySets.Of(KeySets.OtherRsa));
        await RefreshAsync();

        Assert.Equal(JwtErrorCode.UnknownKeyId, (await VerifyAsync(token)).Error.Code);
        Assert.Equal(["miss", "outdated"], Lookups());
        Assert.Equal(0, Cache.Count);
    }

    [Fact]
    public async Task New_material_under_the_same_kid_kills_the_tokens_of_the_old()
    {
        var token = Token();
        Assert.True((await VerifyAsync(token)).IsVerified);
        _endpoint.Always(KeySets.Of(KeySets.OtherRsa.WithKeyId("rsa-1")));
        await RefreshAsync();

        Assert.Equal(JwtErrorCode.BadSignature, (await VerifyAsync(token)).Error.Code);
    }

    [Fact]
    public async Task A_key_that_is_for_another_algorithm_now_kills_its_tokens()
    {
        var token = Token();
        Assert.True((await VerifyAsync(token)).IsVerified);
        _endpoint.Always($$"""{"keys":[{{KeySets.Rsa.Changed(("alg", "PS256"))}}]}""");
        await RefreshAsync();

        Assert.Equal(JwtErrorCode.KeyAlgorithmMismatch, (await VerifyAsync(token)).Error.Code);
    }

    [Fact]
    public async Task Keys_that_did_not_change_leave_the_known_tokens_known()
    {
        var token = Token();
        Assert.True((await VerifyAsync(token)).IsVerified);
        _endpoint.Always(KeySets.Of(KeySets.OtherRsa, KeySets.Rsa));
        await RefreshAsync();

        Assert.True((await VerifyAsync(token)).IsVerified);
        Assert.Equal(["miss", "hit"], Lookups());
    }

    [Fact]
    public async Task Without_trust_in_the_key_set_nothing_is_known()
    {
        var token = Token(expiresIn: 100_000);
        Assert.True((await VerifyAsync(token)).IsVerified);
        _endpoint.Always(System.Net.HttpStatusCode.ServiceUnavailable);
        _clock.Advance(TimeSpan.FromHours(20));

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await VerifyAsync(token)).Error.Code);
        Assert.Equal(["miss", "outdated"], Lookups());
    }

    [Fact]
    public async Task A_known_token_is_given_without_allocation()
    {
        // Without anybody who listens to the meter: a measurement that is kept allocates.
        _services.AddSingleton<System.Diagnostics.Metrics.IMeterFactory, QuietMeters>();
        var (token, cancellation) = (Token(), Cancellation);
        for (var i = 0; i < 200; i++)
        {
            await VerifyAsync(token);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var verification = Verifier.VerifyAsync<Auth0AccessToken>(_declaration.AccessToken, token, cancellation);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(verification.IsCompletedSuccessfully);
        Assert.True((await verification).IsVerified);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task A_tenant_that_is_refused_takes_its_known_tokens_along()
    {
        await using var world = new TenantWorld(configure: static options =>
            options.ApprovalLifetime = TimeSpan.FromMinutes(5)
        );
        world.Services.AddJwksTokenCache();
        world.Services.AddSingleton<System.Diagnostics.Metrics.IMeterFactory>(_meters);
        var issuer = TenantWorld.IssuerOf(1);
        world.Serve(issuer, KeySets.Rsa);
        world.IsTenant = static (_, _) => new(true);
        var token = world.Token(issuer);
        var client = world.Provider.GetRequiredService<TestClient>();
        Assert.True((await client.VerifyAsync(token)).IsVerified);
        Assert.True((await client.VerifyAsync(token)).IsVerified);
        Assert.Equal(["miss", "hit"], Lookups());

        world.IsTenant = static (_, _) => new(false);
        world.Clock.Advance(TimeSpan.FromSeconds(301));
        await client.VerifyAsync(token);
        await world.AskedAsync(2);
        await world.IdleAsync();

        Assert.Equal(JwtErrorCode.UnknownIssuer, (await client.VerifyAsync(token)).Error.Code);
    }

    /// <summary>The memory belongs to the caller, who may write to it while a listener of the meter runs.</summary>
    [Fact]
    public async Task What_is_kept_is_what_was_verified_and_not_what_was_looked_for()
    {
        var good = Token();
        var forged = KeySets.OtherRsa.WithKeyId("rsa-1").Sign(Decoded(good, 0), Decoded(good, 1));
        var buffer = forged.ToCharArray();
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        listener.InstrumentPublished = (instrument, its) =>
        {
            if (instrument.Name == "jwkssdk.token.cache" && instrument.Meter.Scope == _meters)
            {
                its.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => good.CopyTo(buffer));
        listener.Start();
        await Verifier.VerifyAsync<Auth0AccessToken>(_declaration.AccessToken, buffer, Cancellation);
        listener.Dispose();

        Assert.Equal(good, new string(buffer));
        Assert.Equal(JwtErrorCode.BadSignature, (await VerifyAsync(forged)).Error.Code);
        Assert.True((await VerifyAsync(good)).IsVerified);
        Assert.Equal("hit", Lookups()[^1]);
    }

    [Fact]
    public async Task The_token_s_own_checks_are_made_each_time()
    {
        var token = Token();
        RevocableToken.Revoked.Clear();
        Assert.True((await RevocableAsync()).IsVerified);
        Assert.True((await RevocableAsync()).IsVerified);
        RevocableToken.Revoked.TryAdd("auth0|1", 0);

        Assert.Equal(new JwtError(JwtErrorCode.ClaimNotAccepted, "sub"), (await RevocableAsync()).Error);
        Assert.Equal(["miss", "hit", "outdated"], Lookups());

        ValueTask<JwtResult<RevocableToken>> RevocableAsync() =>
            Verifier.VerifyAsync<RevocableToken>(_declaration.AccessToken, token, Cancellation);
    }

    [Fact]
    public async Task A_tenant_whose_approval_is_void_is_asked_for_nothing()
    {
        await using var world = new TenantWorld(configure: static options =>
            options.ApprovalLifetime = TimeSpan.FromMinutes(1)
        );
        world.Services.AddJwksTokenCache();
        var issuer = TenantWorld.IssuerOf(1);
        world.Serve(issuer, KeySets.Rsa);
        world.IsTenant = static (_, _) => new(true);
        var now = world.Clock.GetUtcNow().ToUnixTimeSeconds();
        var token = KeySets.Rsa.Sign(
            """{"alg":"RS256","typ":"JWT","kid":"rsa-1"}""",
            $$"""
            {"iss":"{{issuer}}","sub":"auth0|1","aud":"https://api.acme.test/","azp":"client","iat":{{now}},"exp":{{now
                + 360_000}}}
            """
        );
        var client = world.Provider.GetRequiredService<TestClient>();
        Assert.True((await client.VerifyAsync(token)).IsVerified);
        var keys = world.Store.Held(issuer)!.Keys;
        world.IsTenant = static (_, _) => new(false);
        world.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(JwtErrorCode.UnknownIssuer, (await client.VerifyAsync(token)).Error.Code);
        Assert.Null(keys.Refresher.State.Flight);
        Assert.Single(world.Handler.Requests);
    }

    /// <summary>A token may be known for a day; the keys of a tenant that was pushed out are not held for so long.</summary>
    [Fact]
    public async Task The_keys_of_an_evicted_tenant_are_not_kept_by_its_known_tokens()
    {
        await using var world = new TenantWorld(configure: static options => options.MaxTenants = 1)
        {
            IsTenant = static (_, _) => new(true),
        };
        world.Services.AddJwksTokenCache();
        world.Services.AddSingleton<System.Diagnostics.Metrics.IMeterFactory>(_meters);
        var (issuer, other) = (TenantWorld.IssuerOf(1), TenantWorld.IssuerOf(2));
        world.Serve(issuer, KeySets.Rsa);
        world.Serve(other, KeySets.Rsa);
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(issuer));
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(issuer));
        Assert.Equal(["miss", "hit"], Lookups());
        var held = HeldBy(world, issuer);
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(other));

        Assert.Null(world.Store.Held(issuer));
        for (var turn = 0; turn < 20 && held.Exists(static reference => reference.IsAlive); turn++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.All(held, static reference => Assert.False(reference.IsAlive));
        Assert.Equal(2, world.Provider.GetRequiredService<VerifiedTokenCache>().Count);

        // It comes back with keys of its own, on which its earlier tokens do not rest.
        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(issuer));
        Assert.Equal(["miss", "hit", "miss", "outdated"], Lookups());
    }

    [Fact]
    public async Task A_verification_outlives_its_services()
    {
        var token = Token();
        var verifier = Verifier;
        Assert.True((await VerifyAsync(token)).IsVerified);
        await _provider.Value.DisposeAsync();

        var known = await verifier.VerifyAsync<Auth0AccessToken>(_declaration.AccessToken, token, Cancellation);
        Assert.True(known.IsVerified);
    }

    [Fact]
    public async Task A_token_for_ever_is_kept_by_a_clock_that_was_never_set()
    {
        _clock.LeapWallClock(DateTimeOffset.UnixEpoch - _clock.GetUtcNow());
        var token = Token(expiresIn: 253_402_300_799);
        Assert.True((await VerifyAsync(token)).IsVerified);
        Assert.Equal(1, Cache.Count);
    }

    // Not inlined, so that no local of a test keeps them.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static List<WeakReference> HeldBy(TenantWorld world, string issuer)
    {
        var tenant = world.Store.Held(issuer)!;
        return [new(tenant), new(tenant.Keys), new(tenant.Keys.Snapshot), new(tenant.Keys.Snapshot!.Keys[0])];
    }

    private static string Decoded(string token, int part) =>
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[part]));

    private ValueTask<JwtResult<Auth0AccessToken>> VerifyAsync(string token) =>
        Verifier.VerifyAsync<Auth0AccessToken>(_declaration.AccessToken, token, Cancellation);

    private async Task RefreshAsync()
    {
        var sets = _provider.Value.GetRequiredService<IKeySets>();
        await sets.RefreshAsync(TestApp.Issuer, "a test", Cancellation);
    }

    private string[] Lookups() =>
        [.. _meters.Of("jwkssdk.token.cache").Select(static line => line[(line.LastIndexOf('=') + 1)..])];

    private string Token(long expiresIn = 300)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        return KeySets.Rsa.Sign(
            """{"alg":"RS256","typ":"JWT","kid":"rsa-1"}""",
            $$"""
            {"iss":"{{TestApp.Issuer}}","sub":"auth0|1","aud":"https://api.acme.test/","azp":"client","iat":{{now}},"exp":{{now
                + expiresIn}}}
            """
        );
    }
}

/// <summary>A token type of an application's own.</summary>
[JwtClaims]
public sealed partial record OwnAuth0Token : Auth0AccessToken;

/// <summary>A token type whose own check looks at more than the token.</summary>
[JwtClaims]
public sealed partial record RevocableToken : Auth0AccessToken
{
    internal static System.Collections.Concurrent.ConcurrentDictionary<string, byte> Revoked { get; } = new();

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy)
    {
        var error = base.Check(policy);
        return error.Code == JwtErrorCode.None && Revoked.ContainsKey(Subject!)
            ? new JwtError(JwtErrorCode.ClaimNotAccepted, "sub")
            : error;
    }
}
