using System.Collections.Concurrent;
using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Federations;

/// <summary>An application with two federations and a declaration that is in none; each provider is a fake in memory.</summary>
internal sealed class FederationWorld : IDisposable
{
    /// <summary>What a declaration of this assembly needs that its attribute does not give.</summary>
    public static readonly KeyValuePair<string, string?>[] Necessary =
    [
        KeyValuePair.Create("Jwks:FederatedPartners:Issuer", (string?)"https://partners.federated.test"),
    ];

    private readonly ServiceProvider _services;
    private readonly ConcurrentQueue<Uri> _sent = new();

    /// <param name="hasCache">Verified tokens are known again.</param>
    /// <param name="customers">Sets up more for the customers' provider.</param>
    /// <param name="outsiders">Sets up more for the declaration that is no member.</param>
    /// <param name="configuration">Inputs, over those of the attributes: section and key, without the common begin.</param>
    public FederationWorld(
        bool hasCache = false,
        Action<IJwksProviderBuilder>? customers = null,
        Action<IJwksProviderBuilder>? outsiders = null,
        params (string Key, string Value)[] configuration
    )
    {
        var root = new ConfigurationBuilder()
            .AddInMemoryCollection(Necessary)
            .AddInMemoryCollection(
                configuration.Select(static each => KeyValuePair.Create("Jwks:" + each.Key, (string?)each.Value))
            )
            .Build();
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<System.Diagnostics.Metrics.IMeterFactory>(new QuietMeters());
        var builders = new IJwksProviderBuilder[]
        {
            services.AddFederatedCustomers(root),
            services.AddFederatedStaff(root),
            services.AddFederatedPartners(root),
            services.AddFederationOutsiders(root),
        };
        foreach (var builder in builders)
        {
            builder.HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => new Network(this));
        }

        customers?.Invoke(builders[0]);
        outsiders?.Invoke(builders[3]);
        services.AddWholeFederation(root).AddApiFederation(root);
        if (hasCache)
        {
            services.AddJwksTokenCache();
        }

        _services = services.BuildServiceProvider();
    }

    public ManualTimeProvider Clock { get; } = new();

    public FakeAuth0 Customers => field ??= new FakeAuth0("federated.eu.auth0.com", Clock);

    /// <summary>The second issuer of the customers' provider.</summary>
    public FakeAuth0 CustomDomain => field ??= new FakeAuth0("login.federated.test", Clock);

    public FakeCognito Staff => field ??= new FakeCognito("eu-central-1_Federate1", clock: Clock);

    public FakeOpenIdConnect Partners => field ??= new FakeOpenIdConnect("partners.federated.test", clock: Clock);

    public FakeOkta Outsiders => field ??= new FakeOkta("outsiders.okta.com", clock: Clock);

    /// <summary>Where a test has a provider move to.</summary>
    public FakeAuth0 Elsewhere => field ??= new FakeAuth0("elsewhere.eu.auth0.com", Clock);

    public WholeFederation Whole => Get<WholeFederation>();

    public ApiFederation Api => Get<ApiFederation>();

    /// <summary>The address of every request, in order.</summary>
    public IReadOnlyCollection<Uri> Sent => _sent;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The case of a token in the federation of all, or the code of its refusal.</summary>
    public async Task<string> WholeAsync(string token) => Text(await Whole.VerifyAsync(token, Cancellation));

    /// <summary>The case of a token in the federation for access tokens, or the code of its refusal.</summary>
    public async Task<string> ApiAsync(string token) => Text(await Api.VerifyAsync(token, Cancellation));

    public void Dispose() => _services.Dispose();

    private static string Text<TUnion>(JwtResult<TUnion> result)
        where TUnion : FederatedToken =>
        result.TryGetToken(out var token) ? token.ToString() : result.Error.Code.ToString();

    /// <summary>Leads a request to the fake whose host it names.</summary>
    private sealed class Network(FederationWorld world) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            world._sent.Enqueue(request.RequestUri!);
            FakeIdentityProvider[] fakes =
            [
                world.Customers,
                world.CustomDomain,
                world.Staff,
                world.Partners,
                world.Outsiders,
                world.Elsewhere,
            ];
            var address = request.RequestUri!.GetLeftPart(UriPartial.Authority);
            var fake = fakes.First(each => each.BaseAddress == address);
            using var invoker = new HttpMessageInvoker(fake.CreateHandler());
            return await invoker.SendAsync(request, cancellationToken);
        }
    }
}
