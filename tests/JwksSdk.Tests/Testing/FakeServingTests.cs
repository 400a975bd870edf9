using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Testing;

public sealed class FakeServingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => Fakes.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Handler_serves_discovery_and_the_key_set_it_names_in_memory(string name)
    {
        var idp = Fakes.Create(name);
        using var client = new HttpClient(idp.CreateHandler());

        await AssertServesAsync(idp, client);

        Assert.StartsWith("https://", idp.Issuer, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Server_serves_discovery_and_the_key_set_over_loopback(string name)
    {
        var idp = Fakes.Create(name);
        await using var server = await FakeIdentityProviderServer.StartAsync(idp, Cancellation);
        using var client = new HttpClient();

        await AssertServesAsync(idp, client);

        Assert.Matches("^http://127\\.0\\.0\\.1:[0-9]+$", server.Address);
        Assert.Equal(server.Address + idp.IssuerPath, idp.Issuer);
    }

    [Fact]
    public async Task Server_leaves_an_issuer_alone_that_a_test_has_set()
    {
        var idp = new FakeOkta { Issuer = "https://acme.okta.com/oauth2/default" };
        await using var server = await FakeIdentityProviderServer.StartAsync(idp, Cancellation);

        Assert.Equal("https://acme.okta.com/oauth2/default", idp.Issuer);
        Assert.Equal(server.Address + "/oauth2/default/v1/keys", idp.JwksUri);
    }

    [Fact]
    public async Task Another_host_is_unknown_in_memory()
    {
        using var client = new HttpClient(new FakeAuth0().CreateHandler());

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri("https://evil.test/.well-known/jwks.json"), Cancellation)
        );

        Assert.Equal(HttpRequestError.NameResolutionError, failure.HttpRequestError);
    }

    [Fact]
    public async Task Unknown_path_is_not_found_and_counted_apart()
    {
        var idp = new FakeAuth0();
        using var client = new HttpClient(idp.CreateHandler());

        using var answer = await client.GetAsync(new Uri(idp.BaseAddress + "/nothing"), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(1, idp.Requests.Count("/nothing"));
        Assert.Equal(0, idp.KeySetRequests);
    }

    [Fact]
    public async Task Stopped_provider_answers_503_until_it_is_started_and_counts_all_the_same()
    {
        var idp = new FakeAuth0();
        using var client = new HttpClient(idp.CreateHandler());
        idp.Stop();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(client, idp));
        idp.Start();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, idp));
        Assert.Equal(2, idp.KeySetRequests);
    }

    [Fact]
    public async Task Hanging_provider_answers_when_it_is_started()
    {
        var idp = new FakeAuth0();
        using var client = new HttpClient(idp.CreateHandler());
        idp.Stop(FakeOutage.Hang);

        var pending = StatusAsync(client, idp);
        Assert.False(pending.IsCompleted);
        idp.Start();

        Assert.Equal(HttpStatusCode.OK, await pending);
    }

    [Fact]
    public async Task Hanging_provider_lets_go_of_a_caller_who_gives_up()
    {
        var idp = new FakeAuth0();
        using var client = new HttpClient(idp.CreateHandler());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        idp.Stop(FakeOutage.Hang);

        var pending = client.GetAsync(new Uri(idp.JwksUri), patience.Token);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Closed_connection_is_a_transport_error(bool overSocket)
    {
        var idp = new FakeAuth0();
        await using var server = overSocket ? await FakeIdentityProviderServer.StartAsync(idp, Cancellation) : null;
        using var client = overSocket ? new HttpClient() : new HttpClient(idp.CreateHandler());
        idp.Stop(FakeOutage.CloseConnection);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(client, idp));

        Assert.Null(failure.StatusCode);
    }

    [Fact]
    public async Task Disposed_server_cuts_off_a_request_that_hangs()
    {
        var idp = new FakeAuth0();
        var server = await FakeIdentityProviderServer.StartAsync(idp, Cancellation);
        using var client = new HttpClient();
        idp.Stop(FakeOutage.Hang);
        var arrived = new TaskCompletionSource();
        idp.Requests.Arrived += (_, _) => arrived.SetResult();
        var pending = StatusAsync(client, idp);
        await arrived.Task;

        await server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => pending);
    }

    [Fact]
    public async Task Interceptor_answers_in_the_place_of_the_provider_where_it_wants_to()
    {
        var idp = new FakeAuth0
        {
            Intercept = static request =>
                request.Path.EndsWith("jwks.json", StringComparison.Ordinal) ? new FakeResponse(200, "not json") : null,
        };
        using var client = new HttpClient(idp.CreateHandler());

        Assert.Equal("not json", await client.GetStringAsync(new Uri(idp.JwksUri), Cancellation));
        Assert.StartsWith(
            "{",
            await client.GetStringAsync(new Uri(idp.DiscoveryUri), Cancellation),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Cache_control_goes_with_the_key_set()
    {
        var idp = new FakeOkta();
        using var client = new HttpClient(idp.CreateHandler());

        using var answer = await client.GetAsync(new Uri(idp.JwksUri), Cancellation);

        Assert.Equal(TimeSpan.FromSeconds(3_832_304), answer.Headers.CacheControl?.MaxAge);
    }

    [Fact]
    public async Task Clerk_backend_wants_the_secret_key()
    {
        var idp = new FakeClerk();
        using var client = new HttpClient(idp.CreateHandler());
        var address = new Uri(idp.BackendApiAddress + FakeClerk.BackendApiPath);

        using var refused = await client.GetAsync(address, Cancellation);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", idp.SecretKey);
        using var granted = await client.GetAsync(address, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
    }

    [Fact]
    public void Clerk_publishable_key_spells_the_frontend_api() =>
        Assert.Equal(
            "pk_test_YWNtZS1mb3gtMTIuY2xlcmsuYWNjb3VudHMuZGV2JA",
            new FakeClerk("acme-fox-12.clerk.accounts.dev").PublishableKey
        );

    private static async Task AssertServesAsync(FakeIdentityProvider idp, HttpClient client)
    {
        var discovery = JsonNode.Parse(await client.GetStringAsync(new Uri(idp.DiscoveryUri), Cancellation))!;
        var jwksUri = discovery["jwks_uri"]!.GetValue<string>();
        var keySet = JsonNode.Parse(await client.GetStringAsync(new Uri(jwksUri), Cancellation))!;

        Assert.Equal(idp.Issuer, discovery["issuer"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(idp.GetKeySet(), keySet));
        Assert.Equal((1, 1, 2), (idp.DiscoveryRequests, idp.KeySetRequests, idp.Requests.Total));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, FakeIdentityProvider idp)
    {
        using var answer = await client.GetAsync(new Uri(idp.JwksUri), Cancellation);
        return answer.StatusCode;
    }
}
