using JwksSdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>A provider of its own, with nothing fetched from it yet, and someone who verifies its tokens.</summary>
internal abstract class EndpointClient(FakeIdentityProvider pool) : IDisposable
{
    public FakeIdentityProvider Pool => pool;

    /// <summary>An access token.</summary>
    public string MintToken() => pool.Mint("AccessToken");

    /// <summary>Holds the provider's answers back while it is closed; open at first.</summary>
    public Gate Gate { get; } = new();

    /// <summary>How it says that no key with the token's id is known.</summary>
    public abstract string UnknownKey { get; }

    /// <summary>How it says that it has no keys.</summary>
    public abstract string NoKeys { get; }

    /// <summary>Why a token is not taken; null when it is.</summary>
    public abstract Task<string?> VerifyAsync(string token);

    public abstract void Dispose();
}

/// <summary>This SDK, however it is set up.</summary>
internal abstract class OwnEndpointClient(FakeIdentityProvider pool) : EndpointClient(pool)
{
    public override string UnknownKey => nameof(JwtErrorCode.UnknownKeyId);

    public override string NoKeys => nameof(JwtErrorCode.KeysUnavailable);

    /// <summary>Why a token was not taken; null when it was.</summary>
    protected static string? Reason<TToken>(JwtResult<TToken> result)
        where TToken : class => result.IsVerified ? null : result.Error.Code.ToString();
}

/// <summary>This SDK where a convention says where the keys are.</summary>
internal sealed class SdkEndpointClient : OwnEndpointClient
{
    private readonly ServiceProvider _services;
    private readonly StaffIdentity _staff;

    /// <summary>With a clock that stands still until it is moved, and without retries, which would be requests that the store did not ask for.</summary>
    public SdkEndpointClient()
        : this(new ManualTimeProvider(), hasRetries: false) { }

    /// <summary>As it comes, with the time of day.</summary>
    public static SdkEndpointClient AsItComes() => new(null, hasRetries: true);

    private SdkEndpointClient(ManualTimeProvider? clock, bool hasRetries)
        : base(new FakeCognito("eu-west-1_Ab12Cd34E", clock: clock))
    {
        Clock = clock;
        var services = new ServiceCollection();
        if (clock is not null)
        {
            services.AddSingleton<TimeProvider>(clock);
        }

        var builder = services.AddStaffIdentity().UseFake(Pool).HttpClientBuilder;
#pragma warning disable EXTEXP0001 // The package calls its own way to remove handlers experimental.
        builder = hasRetries ? builder : builder.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        builder.AddHttpMessageHandler(() => Gate);
        _services = services.BuildServiceProvider();
        _staff = _services.GetRequiredService<StaffIdentity>();
    }

    /// <summary>Its clock; null for the time of day.</summary>
    public ManualTimeProvider? Clock { get; }

    public override async Task<string?> VerifyAsync(string token) => Reason(await _staff.VerifyAccessTokenAsync(token));

    public override void Dispose() => _services.Dispose();
}

/// <summary>This SDK where no convention says where the keys are: it asks the discovery document, as the peer does.</summary>
internal sealed class DiscoveringEndpointClient : OwnEndpointClient
{
    private readonly ServiceProvider _services;
    private readonly PartnerIdentity _partner;

    public DiscoveringEndpointClient()
        : base(new FakeOpenIdConnect())
    {
        var services = new ServiceCollection();
        services.AddPartnerIdentity().UseFake(Pool).HttpClientBuilder.AddHttpMessageHandler(() => Gate);
        _services = services.BuildServiceProvider();
        _partner = _services.GetRequiredService<PartnerIdentity>();
    }

    public override async Task<string?> VerifyAsync(string token) =>
        Reason(await _partner.VerifyAccessTokenAsync(token));

    public override void Dispose() => _services.Dispose();
}

/// <summary><c>JsonWebTokenHandler</c> with a <c>ConfigurationManager</c>, as it comes.</summary>
internal sealed class PeerEndpointClient : EndpointClient
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly TokenValidationParameters _parameters;
    private readonly HttpClient _http;

    public PeerEndpointClient()
        : base(new FakeCognito("eu-west-1_Ab12Cd34E"))
    {
        Gate.InnerHandler = Pool.CreateHandler();
        _http = new HttpClient(Gate);
        _parameters = new TokenValidationParameters
        {
            ValidIssuer = Pool.Issuer,
            ValidateAudience = false,
            ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                Pool.DiscoveryUri,
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever(_http)
            ),
        };
    }

    public override string UnknownKey => nameof(SecurityTokenSignatureKeyNotFoundException);

    public override string NoKeys => nameof(SecurityTokenSignatureKeyNotFoundException);

    public override async Task<string?> VerifyAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _parameters);
        return result.IsValid && result.ClaimsIdentity.IsAuthenticated ? null : result.Exception.GetType().Name;
    }

    public override void Dispose() => _http.Dispose();
}

/// <summary>Lets requests through while it is open, so that everyone who waits for an answer can be made to wait at once.</summary>
internal sealed class Gate : DelegatingHandler
{
    private volatile TaskCompletionSource? _closed;

    public void Close() => _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _closed?.SetResult();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        await (_closed?.Task ?? Task.CompletedTask);
        return await base.SendAsync(request, cancellationToken);
    }
}

/// <summary>A user pool whose keys are at an address that follows from its id.</summary>
[JwksProvider(IdentityProvider.Cognito, UserPoolId = "eu-west-1_Ab12Cd34E", ClientId = "1acmeclient00000000000000")]
internal sealed partial class StaffIdentity;

/// <summary>An issuer whose keys are where its discovery document says.</summary>
[JwksProvider(IdentityProvider.OpenIdConnect, Issuer = "https://login.acme.test", Audience = "https://api.acme.test")]
internal sealed partial class PartnerIdentity;
