using JwksSdk.DependencyInjection;
using JwksSdk.Keys;
using JwksSdk.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>A redirect leads nowhere: not to a metadata service, not to plain http, not even to the same host.</summary>
public sealed class RedirectTests
{
    public static MatrixTheoryData<int, string> Redirects =>
        new(
            [301, 302, 303, 307, 308],
            [
                "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
                "http://[fd00:ec2::254]/latest/meta-data/",
                "http://login.acme.test/keys",
                "https://other.test/keys",
                "//other.test/keys",
                "/elsewhere",
            ]
        );

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_is_refused_and_its_target_is_asked_for_nothing(int status, string location)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var requests = 0;
        await using var server = TestServices.NewServer();
        server.Run(context =>
        {
            Interlocked.Increment(ref requests);
            context.Response.StatusCode = status;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        await server.StartAsync(cancellation);
        var origin = new Uri(server.Urls.Single());
        var network = new FakeNetwork { Server = origin.Port, Answers = static _ => ["93.184.215.14"] };
        var declaration = new TestDeclaration();
        var services = TestServices.New();
        services.AddSingleton<INetwork>(network);
        declaration.Add(services, null, static options => options.PrivateNetwork = true);
        await using var provider = services.BuildServiceProvider();
        var download = new KeyDownload(
            provider.GetRequiredService<IHttpClientFactory>(),
            declaration.Declaration.HttpClientName,
            TimeProvider.System
        );

        var answer = await download.GetAsync(
            $"{origin}keys",
            null,
            new KeySetRequest("https://issuer.test"),
            cancellation
        );

        Assert.Equal((KeySetError.Redirect, $"{status}"), (answer.Error, answer.Detail));
        Assert.Empty(network.LookUps);
        Assert.Equal([$"127.0.0.1:{origin.Port}"], network.Connections);
        Assert.Equal(1, requests);
    }
}
