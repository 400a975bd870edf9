using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.Providers.OneLogin;

/// <summary>The administrative list of signing keys, against an account that serves it.</summary>
public sealed class OneLoginSigningKeysTests
{
    private const string Secret = "acmeapisecret0001";
    private readonly ManualTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));
    private readonly FakeOneLogin _account;

    public OneLoginSigningKeysTests() => _account = new FakeOneLogin(clock: _clock);

    [Fact]
    public async Task Keys_are_listed_with_their_state()
    {
        _account.Rotate();
        await using var services = Services();

        var keys = await Client(services).GetSigningKeysAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, keys.Count);
        Assert.Single(keys, static key => key.Status == OneLoginSigningKeyStatus.Active);
        Assert.Single(keys, static key => key.Status == OneLoginSigningKeyStatus.Draining);
        Assert.All(keys, static key => Assert.Equal(Thumbprint(key), key.KeyId));
        Assert.Equal(0, _account.KeySetRequests);
    }

    [Fact]
    public async Task The_published_sample_is_read_and_its_kid_is_the_key_s_thumbprint()
    {
        var sample = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Fixtures", "onelogin-signing-keys.json"),
            TestContext.Current.CancellationToken
        );
        _account.Intercept = request =>
            request.Path == FakeOneLogin.SigningKeysPath ? new FakeResponse(200, sample) : null;
        await using var services = Services();

        var key = Assert.Single(await Client(services).GetSigningKeysAsync(TestContext.Current.CancellationToken));

        Assert.Equal(OneLoginSigningKeyStatus.Active, key.Status);
        Assert.Equal("gCo4CTRm_R1GNW_pIF9JPFNNa68IFBLxJFAaFOauhhg", key.KeyId);
        Assert.Equal(key.KeyId, Thumbprint(key));
    }

    [Fact]
    public async Task The_token_is_kept_until_shortly_before_it_expires()
    {
        await using var services = Services();
        var client = Client(services);

        await client.GetSigningKeysAsync(TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(35_939));
        await client.GetSigningKeysAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, _account.Requests.Count(FakeOneLogin.GenerateTokenPath));

        _clock.Advance(TimeSpan.FromSeconds(1));
        await client.GetSigningKeysAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, _account.Requests.Count(FakeOneLogin.GenerateTokenPath));
    }

    [Fact]
    public async Task A_token_that_was_given_out_before_is_kept_only_for_the_rest_of_its_life()
    {
        var created = _clock.GetUtcNow().AddSeconds(-30_000).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", null);
        var answer = $$"""{"access_token":"old","created_at":"{{created}}","expires_in":36000}""";
        _account.Intercept = request =>
            request.Path == FakeOneLogin.GenerateTokenPath ? new FakeResponse(200, answer)
            : request.Path == FakeOneLogin.SigningKeysPath ? new FakeResponse(200, "[]")
            : null;
        await using var services = Services();

        await Client(services).GetSigningKeysAsync(TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(5_940));
        await Client(services).GetSigningKeysAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, _account.Requests.Count(FakeOneLogin.GenerateTokenPath));
    }

    [Fact]
    public async Task A_kept_token_that_was_revoked_is_replaced_once()
    {
        await using var services = Services();
        await Client(services).GetSigningKeysAsync(TestContext.Current.CancellationToken);
        var refusals = 1;
        _account.Intercept = request =>
            request.Path == FakeOneLogin.SigningKeysPath && refusals-- > 0 ? new FakeResponse(401, "{}") : null;

        await Client(services).GetSigningKeysAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, _account.Requests.Count(FakeOneLogin.GenerateTokenPath));
        Assert.Equal(3, _account.Requests.Count(FakeOneLogin.SigningKeysPath));
    }

    [Fact]
    public async Task A_credential_without_the_permission_is_refused_after_one_more_try()
    {
        _account.Intercept = static request =>
            request.Path == FakeOneLogin.SigningKeysPath ? new FakeResponse(401, "{}") : null;
        await using var services = Services();

        var thrown = await Fails(services);

        Assert.Equal(HttpStatusCode.Unauthorized, thrown.StatusCode);
        Assert.Equal(2, _account.Requests.Count(FakeOneLogin.SigningKeysPath));
    }

    [Fact]
    public async Task Wrong_credentials_are_refused_without_a_word_of_them()
    {
        await using var services = Services(static options => options.ClientSecret = "wrongsecret");

        var thrown = await Fails(services);

        Assert.Equal(HttpStatusCode.Unauthorized, thrown.StatusCode);
        Assert.DoesNotContain("wrongsecret", thrown.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _account.Requests.Count(FakeOneLogin.SigningKeysPath));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("[1]")]
    [InlineData("""[{"status":"active"}]""")]
    [InlineData("""[{"kid":"a","kid":"b"}]""")]
    [InlineData("not json with leakedtext")]
    public async Task An_answer_that_is_no_such_list_is_refused_without_quoting_it(string body)
    {
        _account.Intercept = request =>
            request.Path == FakeOneLogin.SigningKeysPath ? new FakeResponse(200, body) : null;
        await using var services = Services();

        Assert.DoesNotContain("leakedtext", (await Fails(services)).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"access_token":1}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("{\"access_token\":\"a\\nb\"}")]
    public async Task An_answer_without_a_usable_token_is_refused(string body)
    {
        _account.Intercept = request =>
            request.Path == FakeOneLogin.GenerateTokenPath ? new FakeResponse(200, body) : null;
        await using var services = Services();

        await Fails(services);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_read()
    {
        var body = "[\"" + new string('x', 300_000) + "\"]";
        _account.Intercept = request =>
            request.Path == FakeOneLogin.SigningKeysPath ? new FakeResponse(200, body) : null;
        await using var services = Services();

        Assert.IsType<HttpRequestException>((await Fails(services)).InnerException);
    }

    [Fact]
    public async Task An_account_that_does_not_answer_is_an_exception_of_its_own()
    {
        _account.Stop(FakeOutage.CloseConnection);
        await using var services = Services();

        Assert.Null((await Fails(services)).StatusCode);
    }

    [Fact]
    public async Task An_unknown_state_is_said_to_be_unknown()
    {
        _account.Intercept = static request =>
            request.Path == FakeOneLogin.SigningKeysPath
                ? new FakeResponse(200, """[{"kid":"a","status":"resting","more":{}}]""")
                : null;
        await using var services = Services();

        var key = Assert.Single(await Client(services).GetSigningKeysAsync(TestContext.Current.CancellationToken));
        Assert.Equal(OneLoginSigningKeyStatus.Unknown, key.Status);
    }

    [Fact]
    public async Task Another_address_is_asked_where_the_issuer_s_is_a_custom_domain()
    {
        await using var services = Services(
            static options => options.Address = "https://acme.onelogin.com",
            issuer: "https://login.acme.com/oidc/2"
        );

        Assert.Single(await Client(services).GetSigningKeysAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(null, Secret, null)]
    [InlineData("acmeapiclient0001", " ", null)]
    [InlineData("acmeapiclient0001", Secret, "http://acme.onelogin.com")]
    [InlineData("acmeapiclient0001", Secret, "https://acme.onelogin.com/api")]
    public void Credentials_and_address_are_checked(string? id, string? secret, string? address)
    {
        using var services = Services(options =>
        {
            options.ClientId = id;
            options.ClientSecret = secret;
            options.Address = address;
        });

        var thrown = Assert.Throws<OptionsValidationException>(() => Client(services));
        Assert.DoesNotContain(Secret, thrown.Message, StringComparison.Ordinal);
    }

    private static OneLoginSigningKeysClient Client(ServiceProvider services) =>
        services.GetRequiredService<OneLoginSigningKeysClient>();

    private static Task<OneLoginApiException> Fails(ServiceProvider services) =>
        Assert.ThrowsAsync<OneLoginApiException>(() =>
            Client(services).GetSigningKeysAsync(TestContext.Current.CancellationToken)
        );

    private static string Thumbprint(OneLoginSigningKey key) =>
        Base64Url.EncodeToString(
            SHA256.HashData(
                Encoding.UTF8.GetBytes($$"""{"e":"{{key.Exponent}}","kty":"{{key.KeyType}}","n":"{{key.Modulus}}"}""")
            )
        );

    private ServiceProvider Services(
        Action<OneLoginApiOptions>? configure = null,
        string issuer = "https://acme.onelogin.com/oidc/2"
    )
    {
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(_clock);
        new Builder(services, issuer)
            .AddSigningKeysApi(options =>
            {
                options.ClientId = "acmeapiclient0001";
                options.ClientSecret = Secret;
                configure?.Invoke(options);
            })
            .ConfigurePrimaryHttpMessageHandler(_account.CreateHandler);
        return services.BuildServiceProvider();
    }

    private sealed class Builder(IServiceCollection services, string issuer) : IJwksProviderBuilder<OneLoginConvention>
    {
        public string Name => "Partners";

        public IServiceCollection Services => services;

        public IHttpClientBuilder HttpClientBuilder => services.AddHttpClient("JwksSdk.Partners");

        public ProviderFacts GetFacts(IServiceProvider provider) =>
            new OneLoginConvention().Resolve(new ProviderInputs().Set("Issuer", issuer).Set("ClientId", "c")).Facts;
    }
}
