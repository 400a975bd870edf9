using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Providers.Clerk;

[JwksProvider(IdentityProvider.Clerk, PublishableKey = "pk_live_Y2xlcmsuYWNtZS5jb20k")]
internal sealed partial class BackendIdentity;

/// <summary>The secret key of the Backend API goes to the Backend API and nowhere else.</summary>
public sealed class ClerkSecretTests
{
    private const string Secret = "sk_live_0123456789abcdefghijklmnopqrstuvwxyz";

    private readonly RecordingLogger _logger = new();
    private readonly ScriptedHandler _handler = new ScriptedHandler().Always(KeySets.Of(KeySets.Rsa));
    private readonly ServiceCollection _services = TestServices.New();

    [Fact]
    public async Task The_secret_key_is_sent_and_never_logged()
    {
        await FetchAsync(static _ => { });

        Assert.Equal("Bearer " + Secret, _handler.LastAuthorization);
        HasNoSecret(_logger.Messages);
        HasNoSecret(_logger.Values);
    }

    [Fact]
    public async Task An_application_that_logs_every_header_does_not_log_the_secret_key()
    {
        _services.ConfigureHttpClientDefaults(static client => client.RedactLoggedHeaders(static _ => false));
        await FetchAsync(static client => client.RedactLoggedHeaders(static _ => false));

        HasNoSecret(_logger.Messages);
        HasNoSecret(_logger.Values);
    }

    [Fact]
    public async Task An_application_that_puts_the_log_of_requests_back_has_the_secret_key_redacted_in_it()
    {
        await FetchAsync(static client => client.AddDefaultLogger().RedactLoggedHeaders(static _ => false));

        Assert.Contains("Accept: application/jwk-set+json", _logger.Messages, StringComparison.Ordinal);
        Assert.Contains("Authorization: *", _logger.Messages, StringComparison.Ordinal);
        HasNoSecret(_logger.Messages);
    }

    private async Task FetchAsync(Action<IHttpClientBuilder> configure)
    {
        _services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logger));
        var builder = _services.AddBackendIdentity(
            new ConfigurationBuilder()
                .AddInMemoryCollection([
                    new("Jwks:BackendIdentity:KeySource", "BackendApi"),
                    new("Jwks:BackendIdentity:SecretKey", Secret),
                ])
                .Build()
        );
        builder.HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => _handler);
        configure(builder.HttpClientBuilder);
        await using var provider = _services.BuildServiceProvider();
        var source = Assert.IsType<JwksKeySource>(builder.GetFacts(provider).Issuers[0].Keys);
        var clients = provider.GetRequiredService<IHttpClientFactory>();
        var download = new KeyDownload(clients, BackendIdentity.Declaration.HttpClientName, TimeProvider.System);

        var answer = await new JwksSource(source, download).GetAsync(
            new KeySetRequest("https://issuer.test"),
            TestContext.Current.CancellationToken
        );

        Assert.NotNull(answer.Document);
    }

    private static void HasNoSecret(string text)
    {
        for (var start = 0; start + 12 <= Secret.Length; start++)
        {
            Assert.DoesNotContain(Secret.Substring(start, 12), text, StringComparison.Ordinal);
        }
    }
}
