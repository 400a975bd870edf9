using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Testing;

public sealed class FakeOneLoginApiTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly FakeOneLogin _idp;
    private readonly HttpClient _client;

    public FakeOneLoginApiTests()
    {
        _idp = new FakeOneLogin(clock: _clock);
        _client = new HttpClient(_idp.CreateHandler()) { BaseAddress = new Uri(_idp.BaseAddress) };
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("own")]
    [InlineData("basic")]
    [InlineData("form")]
    public async Task Token_is_given_for_credentials_in_each_documented_form(string form)
    {
        var token = await GenerateTokenAsync(form, _idp.ApiClientSecret);

        Assert.Equal("bearer", token!["token_type"]!.GetValue<string>());
        Assert.Equal(36_000, token["expires_in"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("own")]
    [InlineData("basic")]
    [InlineData("form")]
    public async Task Wrong_secret_gets_no_token(string form) =>
        Assert.Null(await GenerateTokenAsync(form, _idp.ApiClientSecret + "x"));

    [Fact]
    public async Task Same_credentials_get_the_same_token_until_it_expires()
    {
        var first = await TokenTextAsync();
        _clock.Advance(TimeSpan.FromSeconds(35_999));
        var second = await TokenTextAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(first, second);
        Assert.NotEqual(first, await TokenTextAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Bearer acmeapitoken0001x")]
    public async Task Signing_keys_want_a_token_of_the_api(string? authorization)
    {
        await TokenTextAsync();

        using var answer = await SendAsync(HttpMethod.Get, FakeOneLogin.SigningKeysPath, authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_keys_are_closed_to_a_token_that_has_expired()
    {
        var bearer = "Bearer " + await TokenTextAsync();
        _clock.Advance(TimeSpan.FromHours(10));

        using var answer = await SendAsync(HttpMethod.Get, FakeOneLogin.SigningKeysPath, bearer);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Rotated_keys_drain_until_they_are_revoked()
    {
        var bearer = "bearer " + await TokenTextAsync();
        var former = Compact.KeyId(_idp.MintIdToken());

        using var rotated = await SendAsync(HttpMethod.Post, FakeOneLogin.SigningKeysPath, bearer);
        Assert.Equal(["active", "draining"], await StatusesAsync(bearer));
        using var active = await SendAsync(
            HttpMethod.Delete,
            $"{FakeOneLogin.SigningKeysPath}/{Compact.KeyId(_idp.MintIdToken())}",
            bearer
        );
        using var draining = await SendAsync(HttpMethod.Delete, $"{FakeOneLogin.SigningKeysPath}/{former}", bearer);

        Assert.Equal(HttpStatusCode.Created, rotated.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, active.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, draining.StatusCode);
        Assert.Equal(["active"], await StatusesAsync(bearer));
    }

    private async Task<List<string>> StatusesAsync(string bearer)
    {
        using var answer = await SendAsync(HttpMethod.Get, FakeOneLogin.SigningKeysPath, bearer);
        var list = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!.AsArray();
        Assert.All(
            list,
            static key =>
                Assert.Equal("kid status kty e use n", string.Join(' ', key!.AsObject().Select(static m => m.Key)))
        );
        return [.. list.Select(static key => key!["status"]!.GetValue<string>())];
    }

    private async Task<string> TokenTextAsync() =>
        (await GenerateTokenAsync("basic", _idp.ApiClientSecret))!["access_token"]!.GetValue<string>();

    private async Task<JsonNode?> GenerateTokenAsync(string form, string secret)
    {
        using var answer = form switch
        {
            "own" => await SendAsync(
                HttpMethod.Post,
                FakeOneLogin.GenerateTokenPath,
                $"client_id:{_idp.ApiClientId}, client_secret:{secret}"
            ),
            "basic" => await SendAsync(
                HttpMethod.Post,
                FakeOneLogin.GenerateTokenPath,
                "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_idp.ApiClientId}:{secret}"))
            ),
            _ => await _client.PostAsync(
                new Uri(FakeOneLogin.GenerateTokenPath, UriKind.Relative),
                new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["grant_type"] = "client_credentials",
                        ["client_id"] = _idp.ApiClientId,
                        ["client_secret"] = secret,
                    }
                ),
                Cancellation
            ),
        };
        return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation)) : null;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? authorization)
    {
        using var request = new HttpRequestMessage(method, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await _client.SendAsync(request, Cancellation);
    }
}
