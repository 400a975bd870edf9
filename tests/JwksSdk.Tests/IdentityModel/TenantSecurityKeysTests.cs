using JwksSdk.IdentityModel;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.IdentityModel;

/// <summary>Keys of tenants, which come and go.</summary>
public sealed class TenantSecurityKeysTests : IAsyncDisposable
{
    private static readonly string Issuer = TenantWorld.IssuerOf(0);
    private static readonly TimeSpan Lifetime = new TenantOptions().ApprovalLifetime;
    private readonly TenantWorld _world = new() { IsTenant = static (_, _) => new(true) };

    public TenantSecurityKeysTests() => _world.Serve(Issuer, KeySets.Rsa);

    private JwksSecurityKeys Keys => _world.Provider.GetRequiredService<JwksSecurityKeys>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Nobody_is_asked_about_an_issuer_that_was_never_approved()
    {
        Assert.Empty(Keys.Find(Issuer));
        Assert.Empty(Resolve());
        Assert.False(IsIssuer());

        await _world.IdleAsync();
        Assert.Empty(_world.Questions);
        Assert.Empty(_world.Handler.Requests);
    }

    [Fact]
    public async Task A_tenant_that_was_warmed_up_has_its_keys()
    {
        Assert.True(await Keys.WarmUpAsync(Issuer, Cancellation));

        Assert.Equal("rsa-1", Assert.Single(Keys.Find(Issuer)).KeyId);
        Assert.Equal("rsa-1", Assert.Single(Resolve()).KeyId);
        Assert.True(IsIssuer());
        Assert.Single(_world.Questions);
        Assert.Single(_world.Handler.Requests);
    }

    [Fact]
    public async Task A_tenant_that_the_resolver_refuses_is_not_warmed_up()
    {
        _world.IsTenant = static (_, _) => new(false);

        Assert.False(await Keys.WarmUpAsync(Issuer, Cancellation));
        Assert.Empty(_world.Handler.Requests);
    }

    [Fact]
    public async Task A_tenant_whose_approval_ran_out_is_none_until_the_resolver_has_answered_in_the_background()
    {
        await Keys.WarmUpAsync(Issuer, Cancellation);
        var gate = _world.Hang();
        _world.Clock.Advance(Lifetime * 2);

        Assert.Empty(Keys.Find(Issuer));
        Assert.Empty(Resolve());
        Assert.False(IsIssuer());
        await _world.AskedAsync(2);
        gate.SetResult(true);
        await _world.IdleAsync();

        Assert.Single(Resolve());
        Assert.True(IsIssuer());
        Assert.Equal(2, _world.Questions.Count);
    }

    [Fact]
    public async Task A_no_takes_the_keys_away_at_once()
    {
        await Keys.WarmUpAsync(Issuer, Cancellation);
        _world.IsTenant = static (_, _) => new(false);
        _world.Clock.Advance(Lifetime);
        Assert.Single(Resolve());
        await _world.IdleAsync();

        Assert.Empty(Keys.Find(Issuer));
        Assert.Empty(Resolve());
        Assert.False(IsIssuer());
    }

    [Fact]
    public async Task A_tenant_on_the_allow_list_needs_no_warming_up()
    {
        await using var world = new TenantWorld(hasResolver: false, options => options.Issuers.Add(Issuer));
        world.Serve(Issuer, KeySets.Rsa);
        var keys = world.Provider.GetRequiredService<JwksSecurityKeys>();

        Assert.Empty(keys.Find(Issuer)); // The fetch begins.
        await Eventually.TrueAsync(() => keys.Find(Issuer).Count == 1);

        Assert.Single(world.Handler.Requests);
    }

    [Fact]
    public async Task A_tenant_of_one_declaration_is_none_of_another_whose_resolver_is_not_asked()
    {
        var second = new TestDeclaration("Second", "");
        var asked = 0;
        SecondOptions
            .Add(_world.Services, second, "second.eu.auth0.com")
            .AddTenants(
                (_, _) =>
                {
                    asked++;
                    return new ValueTask<bool>(true);
                }
            );
        await Keys.WarmUpAsync(Issuer, Cancellation);
        var parameters = new TokenValidationParameters();
        Keys.Configure(second.Declaration, parameters);
        var token = _world.Token(Issuer);

        Assert.Empty(parameters.IssuerSigningKeyResolver(token, new JsonWebToken(token), "rsa-1", null));
        Assert.Throws<SecurityTokenInvalidIssuerException>(() => parameters.IssuerValidator(Issuer, null, null));
        Assert.All(_world.Store.Directories, static directory => Assert.Equal(0, directory.Questions));
        Assert.Equal(0, asked);
        Assert.Single(Resolve());
    }

    [Fact]
    public async Task After_the_end_there_are_no_tenants()
    {
        var keys = Keys;
        await keys.WarmUpAsync(Issuer, Cancellation);
        _world.Store.Dispose();

        Assert.Empty(keys.Find(Issuer));
    }

    private TokenValidationParameters Parameters()
    {
        var parameters = new TokenValidationParameters();
        Keys.Configure<TestClient>(parameters);
        return parameters;
    }

    private IEnumerable<SecurityKey> Resolve()
    {
        var token = _world.Token(Issuer);
        return Parameters().IssuerSigningKeyResolver(token, new JsonWebToken(token), "rsa-1", null);
    }

    private bool IsIssuer()
    {
        try
        {
            return Parameters().IssuerValidator(Issuer, null, null) == Issuer;
        }
        catch (SecurityTokenInvalidIssuerException)
        {
            return false;
        }
    }
}
