using System.IO.Compression;
using JwksSdk.Keys;
using JwksSdk.Routing;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>A registered client from token to keys over real HTTP on this machine.</summary>
public sealed class VerificationTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new();
    private readonly WebApplication _server;
    private readonly ServiceCollection _services = [];
    private readonly TestDeclaration _declaration = new();
    private RequestDelegate _answer = static context => context.Response.WriteAsync(KeySets.Of(KeySets.Rsa));
    private int _requests;
    private string _issuer = "";

    public VerificationTests()
    {
        _server = Server();
        _server.Run(context =>
        {
            Interlocked.Increment(ref _requests);
            return _answer(context);
        });
    }

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync();
        _issuer = _server.Urls.Single() + "/";
        _services.AddSingleton<TimeProvider>(_clock);
        _declaration.Add(
            _services,
            null,
            options =>
            {
                options.Issuer = _issuer;
                options.JwksUri = _issuer + "keys";
            }
        );
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_token_of_the_platform_and_one_of_another_implementation_verify()
    {
        await using var provider = _services.BuildServiceProvider();
        var client = provider.GetRequiredService<TestClient>();

        var ours = await client.VerifyAsync(Token(KeySets.Rsa));
        var theirs = await client.VerifyAsync(
            new JsonWebTokenHandler().CreateToken(
                Claims(),
                new SigningCredentials(
                    new RsaSecurityKey((System.Security.Cryptography.RSA)KeySets.Rsa.ToAlgorithm()) { KeyId = "rsa-1" },
                    "RS256"
                )
            )
        );

        Assert.True(ours.IsVerified, ours.ToString());
        Assert.True(theirs.IsVerified, theirs.ToString());
        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task The_first_token_after_a_rotation_verifies()
    {
        await using var provider = _services.BuildServiceProvider();
        var client = provider.GetRequiredService<TestClient>();
        await client.VerifyAsync(Token(KeySets.Rsa));
        _answer = static context => context.Response.WriteAsync(KeySets.Of(KeySets.Rsa, KeySets.OtherRsa));

        var result = await client.VerifyAsync(Token(KeySets.OtherRsa));

        Assert.True(result.IsVerified, result.ToString());
    }

    [Fact]
    public async Task The_first_token_after_new_material_under_an_old_kid_verifies()
    {
        await using var provider = _services.BuildServiceProvider();
        var client = provider.GetRequiredService<TestClient>();
        await client.VerifyAsync(Token(KeySets.Rsa));
        var swapped = KeySets.OtherRsa.WithKeyId("rsa-1");
        _answer = context => context.Response.WriteAsync(KeySets.Of(swapped));

        var result = await client.VerifyAsync(Token(swapped));

        Assert.True(result.IsVerified, result.ToString());
        Assert.Equal(JwtErrorCode.BadSignature, (await client.VerifyAsync(Token(KeySets.Rsa))).Error.Code);
        Assert.Equal(2, _requests);
    }

    [Fact]
    public async Task A_redirect_is_refused_and_not_followed()
    {
        _answer = static context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await using var provider = _services.BuildServiceProvider();

        var result = await provider.GetRequiredService<TestClient>().VerifyAsync(Token(KeySets.Rsa));

        Assert.Equal(JwtErrorCode.KeysUnavailable, result.Error.Code);
        Assert.True(result.Error.CannotDecide);
        Assert.Equal(1, _requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_compressed_answer_is_counted_as_it_unfolds(bool isBomb)
    {
        var body = KeySets.Of(KeySets.Rsa).PadRight(isBomb ? 50 * 1024 * 1024 : 1_000);
        var folded = new MemoryStream();
        await using (var gzip = new GZipStream(folded, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body.Utf8());
        }

        _answer = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(folded.ToArray()).AsTask();
        };
        await using var provider = _services.BuildServiceProvider();

        var result = await provider.GetRequiredService<TestClient>().VerifyAsync(Token(KeySets.Rsa));

        Assert.Equal(isBomb ? JwtErrorCode.KeysUnavailable : JwtErrorCode.None, result.Error.Code);
        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task The_keys_of_one_issuer_never_answer_for_another()
    {
        await using var other = Server();
        var foreign = KeySets.OtherRsa.WithKeyId("rsa-1");
        other.Run(context => context.Response.WriteAsync(KeySets.Of(foreign, KeySets.OtherRsa)));
        await other.StartAsync(TestContext.Current.CancellationToken);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        var (here, there) = (new TestDeclaration("Here", ""), new TestDeclaration("There", ""));
        Add(services, here, _issuer);
        AddOther(services, there, other.Urls.Single() + "/");
        await using var provider = services.BuildServiceProvider();
        var verifier = provider.GetRequiredService<IJwtVerifier>();

        Assert.Equal(JwtErrorCode.None, await VerifyAsync(_issuer, KeySets.Rsa));
        Assert.Equal(JwtErrorCode.None, await VerifyAsync(other.Urls.Single() + "/", foreign));
        Assert.Equal(JwtErrorCode.BadSignature, await VerifyAsync(_issuer, foreign));
        Assert.Equal(JwtErrorCode.BadSignature, await VerifyAsync(other.Urls.Single() + "/", KeySets.Rsa));
        Assert.Equal(JwtErrorCode.UnknownKeyId, await VerifyAsync(_issuer, KeySets.OtherRsa));

        async Task<JwtErrorCode> VerifyAsync(string issuer, FakeSigningKey key) =>
            (await verifier.VerifyAsync(Token(key, issuer), TestContext.Current.CancellationToken)).Error.Code;
    }

    [Fact]
    public async Task Disposing_of_the_services_ends_a_fetch_under_way()
    {
        var gate = new TaskCompletionSource();
        _answer = async context => await gate.Task.WaitAsync(context.RequestAborted);
        var provider = _services.BuildServiceProvider();
        var verification = provider.GetRequiredService<TestClient>().VerifyAsync(Token(KeySets.Rsa)).AsTask();
        await Eventually.TrueAsync(() => Volatile.Read(ref _requests) == 1);

        await provider.DisposeAsync();

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await verification).Error.Code);
    }

    [Fact]
    public async Task Keys_are_kept_for_each_route_and_made_at_start()
    {
        await using var provider = _services.BuildServiceProvider();
        var store = provider.GetRequiredService<KeyStore>();
        var route = provider.GetRequiredService<RouteTable>().Providers.Single().Routes.Single();

        Assert.Same(store.KeysOf(route), store.KeysOf(route));
        Assert.Equal(0, _requests);
    }

    [Fact]
    public async Task A_kind_is_read_as_its_own_token_or_one_derived_from_it()
    {
        await using var provider = _services.BuildServiceProvider();
        var verifier = provider.GetRequiredService<IJwtVerifier>();

        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await verifier.VerifyAsync<Auth0IdToken>(
                _declaration.AccessToken,
                Token(KeySets.Rsa),
                TestContext.Current.CancellationToken
            )
        );
    }

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        return server;
    }

    private static void Add(ServiceCollection services, TestDeclaration declaration, string issuer) =>
        declaration.Add(services, null, options => Point(options, issuer));

    /// <summary>Options belong to one declaration, so the second one of a test needs a type of its own.</summary>
    private static void AddOther(ServiceCollection services, TestDeclaration declaration, string issuer) =>
        JwksSdk.DependencyInjection.JwksRegistration.Add<object, OtherOptions, JwksSdk.Providers.Auth0Convention>(
            services,
            declaration.Declaration,
            static verifier => verifier,
            null,
            options => Point(options, issuer)
        );

    private static void Point(TestOptions options, string issuer)
    {
        options.Issuer = issuer;
        options.JwksUri = issuer + "keys";
    }

    [Theory]
    [InlineData("EdDSA", JwtErrorCode.AlgorithmNotAllowed)]
    [InlineData("Ed25519", JwtErrorCode.AlgorithmNotAllowed)]
    [InlineData("ES256", JwtErrorCode.AlgorithmNotAllowed)]
    [InlineData("HS256", JwtErrorCode.SymmetricAlgorithm)]
    public async Task An_algorithm_that_is_not_accepted_asks_for_no_key(string algorithm, JwtErrorCode expected)
    {
        await using var provider = _services.BuildServiceProvider();
        var header = $$"""{"alg":"{{algorithm}}","typ":"JWT","kid":"rsa-1"}""";

        var result = await provider.GetRequiredService<TestClient>().VerifyAsync(KeySets.Rsa.Sign(header, Claims()));

        Assert.Equal(expected, result.Error.Code);
        Assert.Equal(0, _requests);
    }

    private string Token(FakeSigningKey key, string? issuer = null) =>
        key.Sign($$"""{"alg":"RS256","typ":"JWT","kid":"{{key.KeyId}}"}""", Claims(issuer));

    private string Claims(string? issuer = null) =>
        $$"""
            {"iss":"{{issuer ?? _issuer}}","sub":"auth0|1","aud":"https://api.acme.test/","azp":"client",
            "iat":{{_clock.GetUtcNow().ToUnixTimeSeconds()}},"exp":{{_clock.GetUtcNow().ToUnixTimeSeconds() + 300}}}
            """;

    private sealed class OtherOptions : TestOptions;
}
