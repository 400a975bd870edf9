using JwksSdk.Keys;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Keys.Tenants;

/// <summary>Tenants that the application names, from token to keys.</summary>
public sealed class AllowedTenantsTests : IAsyncDisposable
{
    private const string One = "https://login.one.test/";
    private const string Two = "https://login.two.test/";
    private readonly TenantWorld _world = new(
        hasResolver: false,
        static options => options.Issuers.UnionWith([One, Two])
    );

    public AllowedTenantsTests()
    {
        _world.Serve(TenantWorld.Declared, KeySets.Rsa);
        _world.Serve(One, KeySets.Rsa);
        _world.Serve(Two, KeySets.OtherRsa.WithKeyId("rsa-1"));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_tenant_verifies_through_the_client_and_through_the_verifier_of_all()
    {
        Assert.Equal(JwtErrorCode.None, await _world.VerifyAsync(One));
        Assert.Equal(JwtErrorCode.None, await _world.VerifyAnyAsync(One));
        Assert.Equal(JwtErrorCode.None, await _world.VerifyAsync(TenantWorld.Declared));

        Assert.Equal(
            [One + ".well-known/jwks.json", TenantWorld.Declared + ".well-known/jwks.json"],
            _world.Handler.Requests
        );
    }

    [Theory]
    [InlineData("https://login.three.test/")]
    [InlineData("https://login.one.test")]
    [InlineData("https://login.one.test//")]
    [InlineData("https://Login.one.test/")]
    [InlineData("https://login.one.test/x")]
    [InlineData("")]
    public async Task An_issuer_that_is_not_on_the_list_costs_nothing(string issuer)
    {
        Assert.Equal(JwtErrorCode.UnknownIssuer, await _world.VerifyAsync(issuer));
        Assert.Equal(JwtErrorCode.UnknownIssuer, await _world.VerifyAnyAsync(issuer));

        Assert.Empty(_world.Handler.Requests);
        Assert.Equal(0, _world.Directory.Count);
    }

    [Fact]
    public async Task One_kid_in_two_tenants_stands_for_each_ones_own_key()
    {
        var key = KeySets.OtherRsa.WithKeyId("rsa-1");

        Assert.Equal(JwtErrorCode.None, await _world.VerifyAnyAsync(One, KeySets.Rsa));
        Assert.Equal(JwtErrorCode.None, await _world.VerifyAnyAsync(Two, key));
        Assert.Equal(JwtErrorCode.BadSignature, await _world.VerifyAnyAsync(One, key));
        Assert.Equal(JwtErrorCode.BadSignature, await _world.VerifyAnyAsync(Two, KeySets.Rsa));
        Assert.Equal(JwtErrorCode.BadSignature, await _world.VerifyAnyAsync(TenantWorld.Declared, key));
    }

    [Fact]
    public async Task A_rotation_at_one_tenant_is_found_within_its_first_token()
    {
        await _world.VerifyAsync(One);
        _world.Serve(One, KeySets.Rsa, KeySets.OtherRsa);

        Assert.Equal(JwtErrorCode.None, await _world.VerifyAsync(One, KeySets.OtherRsa));
        Assert.Equal(2, _world.Handler.Requests.Count);
    }

    [Fact]
    public async Task Tenants_of_one_declaration_are_not_those_of_another()
    {
        var other = new TestDeclaration("Other", "");
        SecondOptions.Add(_world.Services, other, "other.eu.auth0.com");
        var verifier = _world.Provider.GetRequiredService<IJwtVerifier>();

        var result = await verifier.VerifyAsync<Auth0AccessToken>(
            other.AccessToken,
            _world.Token(One),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(JwtErrorCode.UnknownIssuer, result.Error.Code);
        Assert.Empty(_world.Handler.Requests);
    }

    [Fact]
    public async Task Threads_share_the_tenant_and_its_one_fetch()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            TestContext.Current.CancellationToken,
            async (_, _) => Assert.Equal(JwtErrorCode.None, await _world.VerifyAnyAsync(One))
        );

        Assert.Single(_world.Handler.Requests);
        Assert.Equal(1, _world.Directory.Count);
    }

    [Fact]
    public async Task Sources_added_to_the_declaration_are_not_asked_for_a_tenant()
    {
        using var added = new ScriptedSource(KeySets.Of(KeySets.OtherRsa));
        _world.Services.AddKeyedSingleton<IKeySetSource>(_world.Declaration.Declaration, added);
        _world.Serve(One);

        Assert.Equal(JwtErrorCode.KeysUnavailable, await _world.VerifyAsync(One, KeySets.OtherRsa));
        Assert.Equal(0, added.Count);
    }
}
