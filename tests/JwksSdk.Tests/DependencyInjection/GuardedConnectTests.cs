using System.Net;
using JwksSdk.DependencyInjection;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Tests.Providers.Declaration;
using JwksSdk.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>Where the connections of a declared provider may go, through its own client, on a network of its own.</summary>
public sealed class GuardedConnectTests : IAsyncLifetime
{
    private const string Uri = "http://login.acme.test/keys";

    private readonly FakeNetwork _network = new();
    private readonly ServiceCollection _services = TestServices.New();
    private readonly TestDeclaration _declaration = new();
    private readonly WebApplication _server;
    private int _requests;

    public GuardedConnectTests()
    {
        _server = TestServices.NewServer();
        _server.Run(context =>
        {
            Interlocked.Increment(ref _requests);
            context.Response.Headers.Connection = "close";
            return context.Response.WriteAsync("{}");
        });
        _services.AddSingleton<INetwork>(_network);
    }

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync(TestContext.Current.CancellationToken);
        _network.Server = new Uri(_server.Urls.Single()).Port;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("93.184.215.14", "None", "None")]
    [InlineData("2606:2800:21f:cb07::1", "None", "None")]
    [InlineData("10.0.0.5", "PrivateAddress", "None")]
    [InlineData("::ffff:10.0.0.5", "PrivateAddress", "None")]
    [InlineData("fd12::5", "PrivateAddress", "None")]
    [InlineData("198.18.0.1", "PrivateAddress", "None")]
    [InlineData("127.0.0.1", "PrivateAddress", "PrivateAddress")]
    [InlineData("::1", "PrivateAddress", "PrivateAddress")]
    [InlineData("::ffff:127.0.0.1", "PrivateAddress", "PrivateAddress")]
    [InlineData("169.254.169.254", "PrivateAddress", "PrivateAddress")]
    [InlineData("fd00:ec2::254", "PrivateAddress", "PrivateAddress")]
    [InlineData("fe80::1", "PrivateAddress", "PrivateAddress")]
    [InlineData("0.0.0.0", "PrivateAddress", "PrivateAddress")]
    [InlineData("224.0.0.1", "PrivateAddress", "PrivateAddress")]
    public async Task A_host_name_leads_where_the_declaration_allows(string address, string error, string errorAtHome)
    {
        _network.Answers = _ => [address];

        Assert.Equal(error, (await AskAsync(Uri)).Error.ToString());
        Assert.Equal(error == "None" ? [$"{address}:80"] : [], _network.Connections);
        Assert.Equal(errorAtHome, (await AskAsync(Uri, isPrivateNetwork: true)).Error.ToString());
    }

    [Theory]
    [InlineData("http://10.0.0.5/keys", "PrivateAddress", "None")]
    [InlineData("http://[fd12::5]/keys", "PrivateAddress", "None")]
    [InlineData("http://169.254.169.254/keys", "PrivateAddress", "None")]
    [InlineData("http://[::ffff:10.0.0.5]/keys", "PrivateAddress", "None")]
    [InlineData("http://93.184.215.14/keys", "None", "None")]
    [InlineData("http://2130706433/keys", "None", "None")]
    [InlineData("http://127.0.0.9/keys", "None", "None")]
    [InlineData("http://[::1]/keys", "None", "None")]
    public async Task An_address_that_is_declared_as_such_needs_no_look_up(string uri, string error, string errorAtHome)
    {
        Assert.Equal(error, (await AskAsync(uri)).Error.ToString());
        Assert.Equal(errorAtHome, (await AskAsync(uri, isPrivateNetwork: true)).Error.ToString());
        Assert.Empty(_network.LookUps);
    }

    [Theory]
    [InlineData("127.0.0.1", "None")]
    [InlineData("::1", "None")]
    [InlineData("10.0.0.5", "PrivateAddress")]
    [InlineData("93.184.215.14", "PrivateAddress")]
    public async Task A_name_of_this_machine_leads_to_this_machine_alone(string address, string error)
    {
        _network.Answers = _ => [address];

        Assert.Equal(error, (await AskAsync("http://localhost/keys")).Error.ToString());
        Assert.Equal(error, (await AskAsync("http://localhost/keys", isPrivateNetwork: true)).Error.ToString());
    }

    [Theory]
    [InlineData("93.184.215.14", "10.0.0.5")]
    [InlineData("10.0.0.5", "93.184.215.14")]
    public async Task A_host_with_one_private_address_among_its_answers_is_refused_whole(string first, string second)
    {
        _network.Answers = _ => [first, second];

        Assert.Equal(KeySetError.PrivateAddress, (await AskAsync(Uri)).Error);
        Assert.Empty(_network.Connections);
        Assert.Equal(0, _requests);
    }

    [Fact]
    public async Task A_host_that_turns_private_is_refused_at_the_next_connection()
    {
        await using var services = Build();
        _network.Answers = _ => ["93.184.215.14"];
        Assert.Equal(KeySetError.None, (await AskAsync(Uri, services)).Error);

        _network.Answers = _ => ["127.0.0.1"];
        Assert.Equal(KeySetError.PrivateAddress, (await AskAsync(Uri, services)).Error);
        Assert.Equal(["93.184.215.14:80"], _network.Connections);
        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task The_connection_goes_to_the_addresses_that_were_judged()
    {
        var answers = new Queue<string[]>([
            ["93.184.215.14", "93.184.215.15"],
            ["10.0.0.5"],
        ]);
        _network.Answers = _ => answers.Dequeue();

        Assert.Equal(KeySetError.None, (await AskAsync(Uri)).Error);
        Assert.Equal(["login.acme.test"], _network.LookUps);
        Assert.Equal(["93.184.215.14:80", "93.184.215.15:80"], _network.Connections);
    }

    [Fact]
    public async Task A_host_without_an_address_is_a_failure_of_the_network()
    {
        var result = await AskAsync(Uri);

        Assert.Equal((KeySetError.Network, "NameResolutionError"), result);
    }

    [Fact]
    public async Task A_refusal_says_what_to_change_and_is_not_tried_again()
    {
        _network.Answers = _ => ["10.0.0.5"];
        await using var services = Build();

        for (var turn = 1; turn <= 12; turn++)
        {
            var result = await AskAsync(Uri, services, isImpatient: false);

            Assert.Equal(KeySetError.PrivateAddress, result.Error);
            Assert.Contains("set PrivateNetwork", result.Detail, StringComparison.Ordinal);
            Assert.Equal(turn, _network.LookUps.Count);
        }
    }

    [Theory]
    [InlineData("http://login.acme.test/keys", "None")]
    [InlineData("https://login.acme.test/keys", "Network")] // The server is no proxy and does not answer CONNECT.
    public async Task A_proxy_is_the_operators_choice_and_not_judged(string uri, string error)
    {
        _network.Answers = static host => host == "proxy.corp.test" ? ["10.0.0.9"] : ["10.0.0.5"];
        _declaration
            .Add(_services)
            .HttpClientBuilder.UseSocketsHttpHandler(
                static (handler, _) => handler.Proxy = new WebProxy("http://proxy.corp.test:3128")
            );

        Assert.Equal(error, (await AskAsync(uri)).Error.ToString());
        Assert.Equal(["10.0.0.9:3128"], _network.Connections);
    }

    [Theory]
    [InlineData(null, null, "PrivateAddress")]
    [InlineData("true", null, "None")]
    [InlineData("true", false, "PrivateAddress")]
    [InlineData("false", true, "None")]
    public async Task Configuration_and_code_say_whether_the_network_is_private(string? set, bool? coded, string error)
    {
        _network.Answers = _ => ["10.0.0.5"];
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Jwks:DeclaredIdentity:PrivateNetwork", set)])
            .Build();
        _services.AddDeclaredIdentity(
            configuration,
            options => options.PrivateNetwork = coded ?? options.PrivateNetwork
        );

        Assert.Equal(error, (await AskAsync(DeclaredIdentity.Declaration)).Error.ToString());
    }

    [Fact]
    public async Task The_attribute_says_whether_the_network_is_private()
    {
        _network.Answers = _ => ["10.0.0.5"];
        _services.AddClosedIdentity();

        Assert.Equal(KeySetError.None, (await AskAsync(ClosedIdentity.Declaration)).Error);
    }

    private ServiceProvider Build(bool isPrivateNetwork = false)
    {
        _declaration.Add(_services, null, options => options.PrivateNetwork = isPrivateNetwork);
        return _services.BuildServiceProvider();
    }

    private async Task<(KeySetError Error, string? Detail)> AskAsync(string uri, bool isPrivateNetwork = false)
    {
        await using var services = Build(isPrivateNetwork);
        return await AskAsync(uri, services);
    }

    private Task<(KeySetError Error, string? Detail)> AskAsync(
        string uri,
        ServiceProvider services,
        bool isImpatient = true
    ) => AskAsync(uri, services, _declaration.Declaration, isImpatient);

    private async Task<(KeySetError Error, string? Detail)> AskAsync(ProviderDeclaration declaration)
    {
        await using var services = _services.BuildServiceProvider();
        return await AskAsync(Uri, services, declaration, isImpatient: true);
    }

    private static async Task<(KeySetError Error, string? Detail)> AskAsync(
        string uri,
        ServiceProvider services,
        ProviderDeclaration declaration,
        bool isImpatient
    )
    {
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient(declaration.HttpClientName);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Options.Set(HttpResilience.Impatient, isImpatient);
        try
        {
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return default;
        }
        catch (HttpRequestException exception)
        {
            var answer = KeySetAnswer.Failed(exception);
            return (answer.Error, answer.Detail);
        }
    }
}
