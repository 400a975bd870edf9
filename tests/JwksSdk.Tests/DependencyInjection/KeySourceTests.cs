using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Keys.Sources;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>The sources that an application adds to a declaration, from registration to token.</summary>
public sealed class KeySourceTests : IDisposable
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private readonly ManualTimeProvider _clock = new();
    private readonly FakeAuth0 _fake;
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceCollection _services = TestServices.New();
    private readonly IJwksProviderBuilder<Auth0Convention> _builder;

    public KeySourceTests()
    {
        _fake = new FakeAuth0(clock: _clock) { Intercept = static _ => FakeResponse.Status(404) };
        _services.AddSingleton<TimeProvider>(_clock);
        _builder = Add(new TestDeclaration());
    }

    [Fact]
    public async Task A_source_of_the_application_answers_while_the_provider_does_not()
    {
        _builder.AddKeySource(new OwnSource(_fake));
        await using var provider = _services.BuildServiceProvider();

        var result = await provider.GetRequiredService<TestClient>().VerifyAsync(_fake.MintAccessToken());

        Assert.True(result.IsVerified, result.ToString());
        Assert.Equal(1, _fake.KeySetRequests);
    }

    [Fact]
    public async Task Sources_are_asked_in_the_order_in_which_they_were_added()
    {
        var asked = new List<string>();
        _builder
            .AddKeySource(new OwnSource(_fake, "one", asked, fails: true))
            .AddKeySource(_ => new OwnSource(_fake, "two", asked, fails: true))
            .AddKeySource(new OwnSource(_fake, "three", asked))
            .AddKeySource(new OwnSource(_fake, "four", asked));
        await using var provider = _services.BuildServiceProvider();

        var result = await provider.GetRequiredService<TestClient>().VerifyAsync(_fake.MintAccessToken());

        Assert.True(result.IsVerified, result.ToString());
        Assert.Equal(["one", "two", "three"], asked);
    }

    [Fact]
    public async Task A_source_answers_for_its_own_declaration_alone()
    {
        var other = new TestDeclaration("PartnerIdentity", "");
        JwksSdk
            .DependencyInjection.JwksRegistration.Add<object, OtherOptions, Auth0Convention>(
                _services,
                other.Declaration,
                static verifier => verifier,
                null,
                static options => options.Domain = "other.eu.auth0.com"
            )
            .AddKeySource(new OwnSource(_fake));
        await using var provider = _services.BuildServiceProvider();

        var result = await provider.GetRequiredService<TestClient>().VerifyAsync(_fake.MintAccessToken());

        Assert.Equal(JwtErrorCode.KeysUnavailable, result.Error.Code);
    }

    [Fact]
    public async Task A_pinned_file_is_looked_for_in_the_content_root()
    {
        await PinAsync(_folder.File("keys.lock.json"));
        _services.AddSingleton<IHostEnvironment>(new ContentRoot(_folder.Path));
        _builder.AddPinnedKeys(Month);
        await using var provider = _services.BuildServiceProvider();

        var result = await provider.GetRequiredService<TestClient>().VerifyAsync(_fake.MintAccessToken());

        Assert.True(result.IsVerified, result.ToString());
    }

    [Fact]
    public async Task A_pinned_file_at_an_absolute_path_needs_no_host_and_the_provider_takes_its_place()
    {
        await PinAsync(_folder.File("pinned.json"));
        _builder.AddPinnedKeys(_folder.File("pinned.json"), Month);
        await using var provider = _services.BuildServiceProvider();
        var client = provider.GetRequiredService<TestClient>();
        var pinned = _fake.MintAccessToken();
        Assert.True((await client.VerifyAsync(pinned)).IsVerified);

        // The pinned keys are withdrawn, and the provider comes back.
        _fake.Rotate();
        _fake.Rotate();
        _fake.WithdrawPreviousKeys();
        _fake.Intercept = null;
        _clock.Advance(TimeSpan.FromMinutes(1));
        var first = await client.VerifyAsync(pinned);
        await Eventually.TrueAsync(() => _fake.KeySetRequests >= 2);
        var rotated = await client.VerifyAsync(_fake.MintAccessToken());

        Assert.True(first.IsVerified, first.ToString());
        Assert.True(rotated.IsVerified, rotated.ToString());
        Assert.Equal(JwtErrorCode.UnknownKeyId, (await client.VerifyAsync(pinned)).Error.Code);
    }

    [Fact]
    public async Task Pinned_keys_answer_after_the_file()
    {
        var ring = _fake.KeyRings[0];
        _builder
            .AddPinnedKeys(_folder.File("none.json"), Month)
            .AddPinnedKey("another", PinnedPemTests.PublicKeyOf(KeySets.Rsa))
            .AddPinnedKey(ring.Published[0].KeyId, PinnedPemTests.PublicKeyOf(ring.Published[0]))
            .AddPinnedKey(ring.Published[0].KeyId, PinnedPemTests.PublicKeyOf(ring.Published[0]));
        await using var provider = _services.BuildServiceProvider();

        var result = await provider.GetRequiredService<TestClient>().VerifyAsync(_fake.MintAccessToken());

        Assert.True(result.IsVerified, result.ToString());
    }

    [Fact]
    public void A_maximum_age_is_more_than_zero_and_at_most_ninety_days()
    {
        _builder.AddPinnedKeys(TimeSpan.FromDays(90)).AddPinnedKeys(TimeSpan.FromTicks(1));

        Assert.Throws<ArgumentOutOfRangeException>(() => _builder.AddPinnedKeys(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => _builder.AddPinnedKeys(TimeSpan.FromDays(90.1)));
        Assert.Throws<ArgumentException>(() => _builder.AddPinnedKeys(" ", Month));
    }

    [Fact]
    public void A_key_that_cannot_be_pinned_is_refused_when_it_is_added()
    {
        Assert.Throws<ArgumentException>(() => _builder.AddPinnedKey("k", "no PEM"));
        Assert.Throws<ArgumentException>(() => _builder.AddPinnedKey("", PinnedPemTests.PublicKeyOf(KeySets.Rsa)));
        _builder.AddPinnedKey("k", PinnedPemTests.PublicKeyOf(KeySets.Rsa));
        Assert.Throws<ArgumentException>(() =>
            _builder.AddPinnedKey("k", PinnedPemTests.PublicKeyOf(KeySets.OtherRsa))
        );
    }

    public void Dispose() => _folder.Dispose();

    private IJwksProviderBuilder<Auth0Convention> Add(TestDeclaration declaration)
    {
        var builder = declaration.Add(_services, null, static options => options.Domain = "acme-dev.eu.auth0.com");
        builder.UseFake(_fake);
        return builder;
    }

    private Task PinAsync(string path)
    {
        var json = _fake.GetKeySet().ToJsonString().Utf8();
        var keySet = PinnedKeySet.Create(_fake.Issuer, null, _clock.GetUtcNow(), json)!;
        return File.WriteAllBytesAsync(
            path,
            KeySetLock.Write(KeySetLockFile.Empty.With(keySet)),
            TestContext.Current.CancellationToken
        );
    }

    private sealed class OtherOptions : TestOptions;

    /// <summary>An application's own source: the fake's keys by another way.</summary>
    private sealed class OwnSource(
        FakeIdentityProvider fake,
        string name = "own",
        List<string>? asked = null,
        bool fails = false
    ) : IKeySetSource
    {
        public string Name => name;

        public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken)
        {
            asked?.Add(name);
            return Task.FromResult(
                fails
                    ? KeySetAnswer.Failed(KeySetError.Network)
                    : KeySetAnswer.Of(new KeySetDocument(fake.GetKeySet().ToJsonString().Utf8()))
            );
        }
    }

    private sealed class ContentRoot(string path) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "";

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = path;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
