using System.Security.Cryptography;
using System.Text.Json.Nodes;
using JwksSdk.IdentityModel;
using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.IdentityModel;

public sealed class SecurityKeysTests : IDisposable
{
    private const string OtherIssuer = "https://other.eu.auth0.com/";
    private readonly TestApp _app = new();

    public SecurityKeysTests() => _app.Add().Add<TestApp.Second>(name: "Others", domain: "other.eu.auth0.com");

    private JwksSecurityKeys Keys => _app.Host.Services.GetRequiredService<JwksSecurityKeys>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_keys_of_an_issuer_are_those_of_its_key_set()
    {
        _app.Endpoint.Always(
            KeySets.Of(
                KeySets.Rsa,
                KeySets.Signer(JwtAlgorithms.ES256), // Not accepted by the declaration, like PS256.
                KeySets.Rsa.WithKeyId("pss").WithAlgorithm(JwtAlgorithms.PS256),
                KeySets.OtherRsa
            )
        );
        Assert.True(await Keys.WarmUpAsync(TestApp.Issuer, Cancellation));

        var keys = Keys.Find(TestApp.Issuer);

        Assert.Equal(["rsa-1", "rsa-2"], keys.Select(static key => key.KeyId));
        var rsa = Assert.IsType<RsaSecurityKey>(keys[0]);
        Assert.ThrowsAny<CryptographicException>(() => rsa.Rsa.ExportParameters(includePrivateParameters: true));
        Assert.Equal(
            ((RSA)KeySets.Rsa.ToAlgorithm()).ExportParameters(false).Modulus,
            rsa.Rsa.ExportParameters(false).Modulus
        );
    }

    [Theory]
    [InlineData(JwtAlgorithms.ES256)]
    [InlineData(JwtAlgorithms.ES384)]
    [InlineData(JwtAlgorithms.ES512)]
    [InlineData(JwtAlgorithms.PS384)]
    public async Task A_key_of_any_type_verifies_in_the_stock_handler(JwtAlgorithms algorithm)
    {
        var signer = KeySets.Signer(algorithm);
        var key = new SecurityKeyCache().Of(KeySets.Read(KeySets.Of(signer))!.Keys.Single());
        var token = signer.Sign($$"""{"alg":"{{algorithm}}","kid":"k"}""", """{"iss":"i"}""");

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                IssuerSigningKey = key,
                ValidateAudience = false,
                ValidateIssuer = false,
                ValidateLifetime = false,
            }
        );

        Assert.True(result.IsValid, result.Exception?.GetType().Name);
        Assert.Equal("k", key.KeyId);
    }

    [Fact]
    public async Task An_unchanged_key_stays_the_same_object()
    {
        await Keys.WarmUpAsync(TestApp.Issuer, Cancellation);
        var key = Assert.Single(Keys.Find(TestApp.Issuer));
        _app.Endpoint.Always(KeySets.Of(KeySets.OtherRsa, KeySets.Rsa));
        Assert.Equal(KeySetRefreshStatus.Refreshed, (await _app.RefreshAsync()).Status);

        Assert.Same(key, Keys.Find(TestApp.Issuer)[1]);
        Assert.Same(key, Assert.Single(Resolve(Token())));
    }

    [Fact]
    public async Task A_withdrawn_key_is_gone_at_once()
    {
        await Keys.WarmUpAsync(TestApp.Issuer, Cancellation);
        Assert.Single(Resolve(Token()));
        _app.Endpoint.Always(KeySets.Of(KeySets.OtherRsa));
        await _app.RefreshAsync();

        Assert.Equal("rsa-2", Assert.Single(Keys.Find(TestApp.Issuer)).KeyId);
        Assert.Empty(Resolve(Token()));
    }

    [Fact]
    public async Task A_key_that_is_refused_from_now_on_is_gone_at_once()
    {
        await Keys.WarmUpAsync(TestApp.Issuer, Cancellation);
        _app.Endpoint.Always(
            KeySets.Of(KeySets.OtherRsa.ToJwk(), JsonNode.Parse(KeySets.Rsa.Changed(("use", "enc")))!.AsObject())
        );
        await _app.RefreshAsync();

        Assert.Equal("rsa-2", Assert.Single(Keys.Find(TestApp.Issuer)).KeyId);
        Assert.Empty(Resolve(Token()));
    }

    [Fact]
    public async Task Keys_that_are_trusted_no_more_are_given_to_nobody()
    {
        await Keys.WarmUpAsync(TestApp.Issuer, Cancellation);
        _app.Fail();
        _app.Clock.Advance(TimeSpan.FromMinutes(69));
        Assert.Single(Resolve(Token()));
        await _app.FetchedAsync(2);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(Keys.Find(TestApp.Issuer));
        Assert.Empty(Resolve(Token()));
    }

    [Fact]
    public async Task A_fetch_that_is_due_begins_behind_the_caller()
    {
        await Keys.WarmUpAsync(TestApp.Issuer, Cancellation);
        _app.Endpoint.Always(KeySets.Of(KeySets.Rsa, KeySets.OtherRsa));
        _app.Clock.Advance(TimeSpan.FromMinutes(9.5));

        Assert.Single(Keys.Find(TestApp.Issuer));
        await _app.FetchedAsync(2);

        Assert.Equal(2, Keys.Find(TestApp.Issuer).Count);
    }

    [Fact]
    public async Task A_key_that_is_not_known_is_fetched_behind_the_caller_who_does_not_wait()
    {
        await Keys.WarmUpAsync(TestApp.Issuer, Cancellation);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Endpoint.Answer = async (_, _) =>
        {
            await gate.Task;
            return ScriptedHandler.Json(KeySets.Of(KeySets.OtherRsa));
        };
        var token = Token(KeySets.OtherRsa);

        Assert.Empty(Resolve(token)); // While the endpoint hangs.
        gate.SetResult();
        await _app.FetchedAsync(2);

        Assert.Equal("rsa-2", Assert.Single(Resolve(token)).KeyId);
    }

    [Fact]
    public async Task A_token_that_cannot_be_good_causes_no_request()
    {
        await Keys.WarmUpAsync(TestApp.Issuer, Cancellation);
        _app.Endpoint.Always(KeySets.Of(KeySets.OtherRsa));

        Assert.Empty(Resolve(Token(KeySets.OtherRsa, claims: "\"exp\":1")));
        Assert.Empty(Resolve(Token(KeySets.OtherRsa, issuer: "https://nobody.test/")));
        Assert.Empty(Keys.Find("https://nobody.test/"));
        Assert.False(await Keys.WarmUpAsync("https://nobody.test/", Cancellation));

        Assert.Single(_app.Endpoint.Requests);
        Assert.False(_app.Sets.Find(TestApp.Issuer)!.IsFetching);
    }

    [Fact]
    public async Task A_key_is_for_the_token_s_own_issuer_kid_and_algorithm_alone()
    {
        await Keys.WarmUpAsync(TestApp.Issuer, Cancellation);
        await Keys.WarmUpAsync(OtherIssuer, Cancellation);
        Assert.Single(Resolve(Token()));

        Assert.Empty(Resolve(Token(issuer: OtherIssuer)));
        Assert.Empty(Resolve(Token(issuer: TestApp.Issuer.TrimEnd('/'))));
        Assert.Empty(Resolve(Token(issuer: TestApp.Issuer.ToUpperInvariant())));
        Assert.Empty(Resolve(Token(header: """{"alg":"RS256","kid":"RSA-1"}""")));
        Assert.Empty(Resolve(Token(header: """{"alg":"RS256"}""")));
        Assert.Empty(Resolve(Token(header: """{"alg":"PS256","kid":"rsa-1"}"""))); // The key's own alg is RS256.
        Assert.Empty(Resolve(Token(header: """{"alg":"RS512","kid":"rsa-1"}"""))); // Not declared.
        Assert.Empty(Resolve(Token(header: """{"alg":"HS256","kid":"rsa-1"}""")));
        Assert.Empty(Resolve(Token(header: """{"alg":"RS256","kid":"rsa-1","kid":"rsa-1"}""")));
    }

    [Theory]
    [InlineData("RS256", 1)]
    [InlineData("RS384", 0)]
    [InlineData("PS256", 0)]
    public async Task A_key_for_any_algorithm_is_given_for_the_declared_ones_alone(string algorithm, int keys)
    {
        _app.Endpoint.Always($$"""{"keys":[{{KeySets.Rsa.Changed(("alg", null))}}]}""");
        await Keys.WarmUpAsync(TestApp.Issuer, Cancellation);

        Assert.Equal(keys, Resolve(Token(header: $$"""{"alg":"{{algorithm}}","kid":"rsa-1"}""")).Count());
    }

    [Fact]
    public async Task What_the_caller_read_must_be_what_the_key_is_looked_up_for()
    {
        await Keys.WarmUpAsync(TestApp.Issuer, Cancellation);
        var token = Token();
        var parsed = new JsonWebToken(token);
        // Whoever reads the last one goes on with another issuer than whoever reads the first one.
        var twofold = Token(claims: $"\"exp\":1900000000,\"iss\":\"{OtherIssuer}\"");
        Assert.Equal(OtherIssuer, new JsonWebToken(twofold).Issuer);

        Assert.Empty(Resolve(twofold));
        Assert.Empty(Parameters().IssuerSigningKeyResolver(token, new JsonWebToken(twofold), "rsa-1", null));
        Assert.Empty(Parameters().IssuerSigningKeyResolver(token, parsed, "rsa-2", null));
        Assert.Empty(Parameters().IssuerSigningKeyResolver(token, null, "rsa-1", null));
        Assert.Empty(Parameters().IssuerSigningKeyResolver("junk", parsed, "rsa-1", null));
        Assert.Empty(Parameters().IssuerSigningKeyResolver(null, parsed, "rsa-1", null));
        Assert.Single(Parameters().IssuerSigningKeyResolver(token, parsed, "rsa-1", null));
    }

    [Fact]
    public async Task Warming_up_waits_for_one_fetch_and_spends_no_more_than_the_budget()
    {
        _app.Fail();
        for (var i = 0; i < 20; i++)
        {
            Assert.False(await Keys.WarmUpAsync(TestApp.Issuer, Cancellation));
        }

        Assert.Single(_app.Endpoint.Requests);
        _app.Endpoint.Always(KeySets.Of(KeySets.Rsa));
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await Keys.WarmUpAsync(TestApp.Issuer, Cancellation));
        Assert.True(await Keys.WarmUpAsync(TestApp.Issuer, Cancellation));
        Assert.Equal(2, _app.Endpoint.Requests.Count);
    }

    private TokenValidationParameters Parameters()
    {
        var parameters = new TokenValidationParameters();
        Keys.Configure(_app.Host.Services.GetServices<ProviderDeclaration>().First(), parameters);
        return parameters;
    }

    private IEnumerable<SecurityKey> Resolve(string token)
    {
        var parsed = new JsonWebToken(token);
        return Parameters().IssuerSigningKeyResolver(token, parsed, parsed.Kid, null);
    }

    private string Token(
        FakeSigningKey? key = null,
        string issuer = TestApp.Issuer,
        string? header = null,
        string? claims = null
    )
    {
        key ??= KeySets.Rsa;
        header ??= $$"""{"alg":"RS256","kid":"{{key.KeyId}}"}""";
        claims ??= $"\"exp\":{_app.Clock.GetUtcNow().AddHours(3).ToUnixTimeSeconds()}";
        return key.Sign(header, $$"""{"iss":"{{issuer}}",{{claims}} }""");
    }
}
