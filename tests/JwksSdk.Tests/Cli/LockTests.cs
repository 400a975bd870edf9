using System.Text.Json.Nodes;
using JwksSdk.Cli;
using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Cli;

/// <summary><c>jwks lock</c> against a fake provider on this machine.</summary>
public sealed class LockTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new();
    private readonly TemporaryFolder _folder = new();
    private readonly FakeAuth0 _fake;
    private FakeIdentityProviderServer _server = null!;
    private string _output = "";
    private string _error = "";

    public LockTests() => _fake = new FakeAuth0(clock: _clock);

    private string Path => _folder.File("keys.lock.json");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _server = await FakeIdentityProviderServer.StartAsync(_fake, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_token_verifies_from_the_locked_file_when_the_provider_is_gone()
    {
        Assert.Equal(0, await LockAsync("--issuer", _fake.Issuer));
        await _server.DisposeAsync();
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(_clock);
        new TestDeclaration()
            .Add(services, null, options => options.Issuer = _fake.Issuer)
            .AddPinnedKeys(Path, TimeSpan.FromDays(30))
            .HttpClientBuilder.ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear());
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<TestClient>();

        var result = await client.VerifyAsync(_fake.MintAccessToken());
        _clock.Advance(TimeSpan.FromDays(30));
        var late = await client.VerifyAsync(_fake.MintAccessToken());

        Assert.True(result.IsVerified, result.ToString());
        Assert.Equal(JwtErrorCode.KeysUnavailable, late.Error.Code);
    }

    [Fact]
    public async Task Keys_are_told_by_their_thumbprints_and_never_by_their_kids()
    {
        Assert.Equal(0, await LockAsync("--issuer", _fake.Issuer));

        var keys = KeySets.Read(_fake.GetKeySet().ToJsonString())!.Keys;
        Assert.Contains($"{_fake.Issuer}: {keys.Count} keys", _output, StringComparison.Ordinal);
        Assert.All(keys, key => Assert.Contains($"  + {key.Thumbprint} ", _output, StringComparison.Ordinal));
        Assert.All(
            _fake.KeyRings[0].Published,
            key => Assert.DoesNotContain(key.KeyId, _output, StringComparison.Ordinal)
        );
        Assert.Empty(_error);
        Assert.Equal(1, _fake.DiscoveryRequests);
    }

    [Fact]
    public async Task What_changed_since_the_last_capture_is_told_and_written()
    {
        await LockAsync("--issuer", _fake.Issuer);
        var before = (await ReadAsync()).KeySets.Single().Keys;
        _fake.Rotate();
        _fake.WithdrawPreviousKeys();
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, await LockAsync());

        var after = (await ReadAsync()).KeySets.Single();
        Assert.Equal(2, before.Count);
        var marks = new Dictionary<string, char>();
        foreach (var line in _output.Split('\n').Where(static line => line.StartsWith("  ", StringComparison.Ordinal)))
        {
            marks.Add(line[4..].Split(' ')[0], line[2]);
        }

        // The key that was published in advance has its alg since it signs.
        var thumbprints = before.Concat(after.Keys).Select(static key => key.Thumbprint).Distinct();
        Assert.Equal(
            thumbprints.ToDictionary(
                static thumbprint => thumbprint,
                thumbprint =>
                    after.Keys.All(key => key.Thumbprint != thumbprint) ? '-'
                    : before.All(key => key.Thumbprint != thumbprint) ? '+'
                    : '~'
            ),
            marks
        );
        Assert.Equal(['+', '-', '~'], marks.Values.Order());
        Assert.Equal(_clock.GetUtcNow(), after.CapturedAt);
    }

    [Fact]
    public async Task Issuers_that_are_not_named_stay_in_the_file()
    {
        await LockAsync("--issuer", _fake.Issuer);
        await using var other = await FakeIdentityProviderServer.StartAsync(
            new FakeAuth0("other.test", _clock),
            Cancellation
        );

        Assert.Equal(0, await LockAsync("--issuer", other.Provider.Issuer, "--jwks-uri", other.Provider.JwksUri));
        Assert.Equal(0, other.Provider.DiscoveryRequests);

        var file = await ReadAsync();
        Assert.Null(file.Find(_fake.Issuer)!.Address);
        Assert.Equal(other.Provider.JwksUri, file.Find(other.Provider.Issuer)!.Address);
        Assert.Equal(0, await LockAsync());
        Assert.Equal((0, 2), (other.Provider.DiscoveryRequests, other.Provider.KeySetRequests));
    }

    [Fact]
    public async Task Refused_keys_are_told_with_their_reason_and_not_pinned()
    {
        _fake.Intercept = request =>
            request.Path == _fake.JwksPath ? FakeResponse.Json(WithSecret(_fake.GetKeySet())) : null;

        Assert.Equal(0, await LockAsync("--issuer", _fake.Issuer));

        Assert.Contains("  ! Symmetric: ", _output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-kid", _output, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(Path, Cancellation);
        Assert.DoesNotContain("secret-kid", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_writes_nothing_and_fails_when_the_published_keys_differ()
    {
        Assert.Equal(1, await LockAsync("--check", "--issuer", _fake.Issuer));
        Assert.False(File.Exists(Path));
        await LockAsync("--issuer", _fake.Issuer);
        var text = await File.ReadAllTextAsync(Path, Cancellation);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await LockAsync("--check"));

        _fake.Rotate();

        Assert.Equal(1, await LockAsync("--check"));
        Assert.Equal(text, await File.ReadAllTextAsync(Path, Cancellation));
    }

    [Fact]
    public async Task A_check_fails_when_the_capture_is_too_old_or_from_the_future()
    {
        await LockAsync("--issuer", _fake.Issuer);
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await LockAsync("--check", "--max-age", "48h"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await LockAsync("--check", "--max-age", "2d"));
        Assert.Equal(0, await LockAsync("--check"));

        _clock.LeapWallClock(TimeSpan.FromDays(-3));

        Assert.Equal(1, await LockAsync("--check"));
    }

    [Fact]
    public async Task An_issuer_that_cannot_be_reached_keeps_its_keys_and_the_others_are_written()
    {
        await using var other = await FakeIdentityProviderServer.StartAsync(
            new FakeAuth0("other.test", _clock),
            Cancellation
        );
        await LockAsync("--issuer", _fake.Issuer, "--issuer", other.Provider.Issuer);
        var before = await ReadAsync();
        _fake.Intercept = static _ => FakeResponse.Status(404);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(3, await LockAsync());

        Assert.Equal($"jwks: {_fake.Issuer}: no key set: Status 404. Name its address with --jwks-uri.\n", _error);
        var after = await ReadAsync();
        Assert.Equal(before.Find(_fake.Issuer)!.CapturedAt, after.Find(_fake.Issuer)!.CapturedAt);
        Assert.Equal(_clock.GetUtcNow(), after.Find(other.Provider.Issuer)!.CapturedAt);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_set_without_usable_keys_is_not_pinned()
    {
        _fake.Intercept = static _ => FakeResponse.Status(302);
        Assert.Equal(3, await LockAsync("--issuer", _fake.Issuer, "--jwks-uri", _fake.JwksUri));
        Assert.Contains("Redirect", _error, StringComparison.Ordinal);

        _fake.Intercept = static _ => FakeResponse.Json(WithSecret(JsonNode.Parse("""{"keys":[]}""")!));
        Assert.Equal(3, await LockAsync("--issuer", _fake.Issuer, "--jwks-uri", _fake.JwksUri));
        Assert.Contains("NoUsableKey", _error, StringComparison.Ordinal);
        Assert.Contains("  ! Symmetric: ", _output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData("--issuer", "http://issuer.test/")]
    [InlineData("--issuer", "issuer")]
    [InlineData("--issuer", "https://issuer.test/", "--jwks-uri", "http://issuer.test/keys")]
    [InlineData("--jwks-uri", "https://issuer.test/keys")]
    [InlineData("--issuer", "https://a.test/", "--max-age", "30d")]
    [InlineData("--check", "--issuer", "https://a.test/", "--max-age", "30")]
    [InlineData("--check", "--issuer", "https://a.test/", "--max-age", "0d")]
    [InlineData("--check", "--issuer", "https://a.test/", "--max-age", "91d")]
    [InlineData("--issuers", "https://a.test/")]
    [InlineData]
    public async Task What_cannot_be_done_is_said_in_one_line(params string[] args)
    {
        Assert.Equal(2, await LockAsync(args));

        Assert.StartsWith("jwks: ", _error, StringComparison.Ordinal);
        Assert.Equal(1, _error.Count(static c => c == '\n'));
        Assert.DoesNotContain("   at ", _error, StringComparison.Ordinal);
        Assert.Empty(_output);
    }

    [Fact]
    public async Task A_file_that_is_none_of_ours_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(Path, "{}", Cancellation);

        Assert.Equal(2, await LockAsync("--issuer", _fake.Issuer));

        Assert.Contains("UnknownVersion", _error, StringComparison.Ordinal);
        Assert.Equal("{}", await File.ReadAllTextAsync(Path, Cancellation));
        Assert.Equal(0, _fake.KeySetRequests);
    }

    [Fact]
    public async Task An_address_that_is_not_from_discovery_is_told()
    {
        await LockAsync("--issuer", _fake.Issuer);
        Assert.DoesNotContain(", from ", _output, StringComparison.Ordinal);

        Assert.Equal(0, await LockAsync("--issuer", _fake.Issuer, "--jwks-uri", _fake.JwksUri));
        Assert.Contains($" keys, from {_fake.JwksUri}\n", _output, StringComparison.Ordinal);
        Assert.Equal(0, await LockAsync("--check"));
        Assert.Contains($" keys, from {_fake.JwksUri}\n", _output, StringComparison.Ordinal);
        Assert.Empty(_error);
    }

    [Fact]
    public async Task An_address_on_another_host_is_warned_of_and_fails_a_check_that_does_not_name_it()
    {
        var elsewhere = _fake.JwksUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var warning = $"jwks: {_fake.Issuer}: {elsewhere} is not on the issuer's host.\n";

        Assert.Equal(0, await LockAsync("--issuer", _fake.Issuer, "--jwks-uri", elsewhere));
        Assert.Equal(warning, _error);
        Assert.Equal(0, await LockAsync());
        Assert.Equal(warning, _error);
        Assert.Equal(1, await LockAsync("--check"));
        Assert.Equal(warning, _error);
        Assert.Equal(0, await LockAsync("--check", "--issuer", _fake.Issuer, "--jwks-uri", elsewhere));
        Assert.Equal(warning, _error);
        Assert.Equal(1, await LockAsync("--check", "--issuer", _fake.Issuer, "--jwks-uri", _fake.JwksUri));
    }

    [Fact]
    public async Task An_address_of_the_file_that_is_none_is_not_told()
    {
        var captured = PinnedKeySet.Create(_fake.Issuer, "https://a.test/\u001b[2J", _clock.GetUtcNow(), "[]".Utf8())!;
        await File.WriteAllBytesAsync(Path, KeySetLock.Write(KeySetLockFile.Empty.With(captured)), Cancellation);

        Assert.Equal(2, await LockAsync());

        Assert.DoesNotContain('\u001b', _output + _error);
        Assert.Equal(1, _error.Count(static c => c == '\n'));
    }

    [Fact]
    public async Task A_private_address_is_refused_without_a_connection()
    {
        Assert.Equal(3, await LockAsync("--issuer", "https://10.0.0.1/"));

        Assert.Contains("no key set: PrivateAddress ", _error, StringComparison.Ordinal);
    }

    private static JsonNode WithSecret(JsonNode keySet)
    {
        keySet["keys"]!.AsArray().Add(JsonNode.Parse("""{"kty":"oct","kid":"secret-kid","k":"c2VjcmV0"}"""));
        return keySet;
    }

    private async Task<int> LockAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await JwksTool.RunAsync(["lock", "--out", Path, .. args], output, error, _clock, Cancellation);
        (_output, _error) = (output.ToString(), error.ToString());
        return code;
    }

    private async Task<KeySetLockFile> ReadAsync()
    {
        var problem = KeySetLock.Read(await File.ReadAllBytesAsync(Path, Cancellation), out var file);
        Assert.Equal(KeySetLockProblem.None, problem);
        return file!;
    }
}
