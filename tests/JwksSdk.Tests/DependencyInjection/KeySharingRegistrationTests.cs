using JwksSdk.Keys;
using JwksSdk.Tests.Keys.Sharing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>What <c>AddJwksKeySharing</c> registers, and what it refuses at start.</summary>
public sealed class KeySharingRegistrationTests
{
    private const string Issuer = "https://acme.eu.auth0.com/";
    private const string Secret = "sk_test_not_to_be_shared";

    private readonly FleetClock _clock = new();
    private readonly ScriptedHandler _handler = new ScriptedHandler().Always(KeySets.Of(KeySets.Rsa));
    private readonly FleetCache _cache;

    public KeySharingRegistrationTests() => _cache = new FleetCache(_clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_applications_with_one_cache_make_one_request()
    {
        await using var first = Application();
        await using var second = Application();

        Assert.True(await KnowsAsync(first, "rsa-1"));
        Assert.True(await KnowsAsync(second, "rsa-1"));
        Assert.Single(_handler.Requests);
    }

    [Fact]
    public async Task Applications_with_different_keys_do_not_share()
    {
        await using var first = Application();
        await using var second = Application(Fleet.AesKey(9));

        Assert.True(await KnowsAsync(first, "rsa-1"));
        Assert.True(await KnowsAsync(second, "rsa-1"));
        Assert.Equal(2, _handler.Requests.Count);
    }

    [Fact]
    public async Task Without_sharing_the_cache_is_left_alone()
    {
        var services = Services();
        await using var application = services.BuildServiceProvider();

        Assert.True(await KnowsAsync(application, "rsa-1"));
        Assert.Empty(_cache.Calls);
    }

    [Fact]
    public async Task A_protector_among_the_services_protects_and_no_credential_is_ever_in_an_entry()
    {
        var services = Services();
        services.AddSingleton<IKeySetProtector, ClearProtector>();
        services.AddJwksKeySharing();
        await using var application = services.BuildServiceProvider();
        var sharing = application.GetRequiredService<KeySetSharing>();
        var download = new KeyDownload(new OneHandlerFactory(_handler), "test", _clock);
        var source = new JwksSource(new("https://api.test/jwks", Secret), download);
        var route = new SampleProvider().Route;

        var asked = sharing
            .Share(source, "https://api.test/jwks", route, new RefreshPolicy())
            .GetAsync(new(Issuer), Cancellation);
        await Eventually.TrueAsync(() => _clock.Waiting == 1);
        _clock.Advance(SharedClaim.Settling);

        Assert.NotNull((await asked).Document);
        Assert.Equal($"Bearer {Secret}", _handler.LastAuthorization);
        Assert.NotEqual(-1, _cache.Entry.AsSpan().IndexOf("\"keys\""u8));
        Assert.Equal(-1, _cache.Entry.AsSpan().IndexOf(Secret.Utf8()));
    }

    [Fact]
    public async Task An_outage_of_the_cache_is_logged_in_a_category_of_its_own()
    {
        using var log = new RecordingLogger();
        _cache.Before = static (_, _) => throw new IOException("down");
        var services = Services();
        services.AddLogging(logging =>
            logging
                .AddProvider(log)
                .SetMinimumLevel(LogLevel.None)
                .AddFilter("JwksSdk.KeySharing", LogLevel.Information)
        );
        services.AddJwksKeySharing(static options => options.AddKey("one", Fleet.KeyOne));
        await using var application = services.BuildServiceProvider();

        Assert.True(await KnowsAsync(application, "rsa-1"));
        Assert.StartsWith("The shared cache of key sets cannot be read: IOException.", log.Messages);
    }

    [Fact]
    public async Task The_keys_of_configuration_come_before_those_of_code_in_their_order()
    {
        var services = Services();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["JwksKeySharing:Keys:0:Name"] = "first",
                        ["JwksKeySharing:Keys:0:Value"] = Fleet.AesKey(1),
                        ["JwksKeySharing:Keys:1:Name"] = "second",
                        ["JwksKeySharing:Keys:1:Value"] = Fleet.AesKey(2),
                    }
                )
                .Build()
        );
        services.AddJwksKeySharing(static options => options.AddKey("third", Fleet.AesKey(3)));
        services.AddJwksKeySharing();
        await using var application = services.BuildServiceProvider();

        var keys = application.GetRequiredService<IOptions<KeySharingOptions>>().Value.Keys;
        Assert.Equal(["first", "second", "third"], keys.Select(static key => key.Name));
        Assert.Single(services, static service => service.ServiceType == typeof(KeySetSharing));
    }

    [Fact]
    public async Task Without_a_cache_or_a_key_the_host_does_not_start_and_says_what_to_call()
    {
        var services = TestServices.New();
        services.AddJwksKeySharing();
        var problems = await ProblemsAsync(services);

        Assert.Equal(2, problems.Length);
        Assert.Contains("AddStackExchangeRedisCache(…)", problems[0]);
        Assert.Contains("options.AddKey(name, base64)", problems[1]);
    }

    [Fact]
    public async Task A_key_that_cannot_be_used_fails_the_start_without_being_shown()
    {
        const string Short = "c2hvcnQgYnV0IHNlY3JldA==";
        var services = Services();
        services.AddJwksKeySharing(static options => options.AddKey("one", Short));
        var problem = Assert.Single(await ProblemsAsync(services));

        Assert.StartsWith("The key 'one' has 16 bytes, not 32.", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Short, problem);
    }

    [Fact]
    public void Without_a_host_the_first_use_says_so_too()
    {
        var services = Services();
        services.AddJwksKeySharing();
        using var application = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => application.GetRequiredService<KeyStore>());
    }

    private static async Task<string[]> ProblemsAsync(ServiceCollection services)
    {
        await using var application = services.BuildServiceProvider();
        var start = application.GetRequiredService<IStartupValidator>();
        return [.. Assert.Throws<OptionsValidationException>(start.Validate).Failures];
    }

    private ServiceProvider Application(string? key = null)
    {
        var services = Services();
        services.AddJwksKeySharing(options => options.AddKey("one", key ?? Fleet.KeyOne));
        return services.BuildServiceProvider();
    }

    private ServiceCollection Services()
    {
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton<IDistributedCache>(_cache);
        new TestDeclaration().Add(services).HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => _handler);
        return services;
    }

    private async Task<bool> KnowsAsync(ServiceProvider application, string keyId)
    {
        var store = application.GetRequiredService<KeyStore>();
        var route = application.GetRequiredService<JwksSdk.Routing.RouteTable>().Providers.Single().Routes[0];
        var keys = store.KeysOf(route);
        var sought = keys.SeekAsync(keyId.Utf8(), JwtAlgorithms.RS256, Cancellation).AsTask();
        while (!sought.IsCompleted)
        {
            await Eventually.TrueAsync(() => _clock.Waiting == 1 || sought.IsCompleted);
            _clock.Advance(SharedClaim.Settling);
        }

        return (await sought).Key is not null;
    }

    private sealed class ClearProtector : IKeySetProtector
    {
        public byte[] Protect(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> context) => entry.ToArray();

        public bool TryUnprotect(ReadOnlySpan<byte> protectedEntry, ReadOnlySpan<byte> context, out byte[] entry)
        {
            entry = protectedEntry.ToArray();
            return true;
        }
    }
}
