using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Tenants;

/// <summary>How long a resolver's yes counts, and what takes it back.</summary>
public sealed class TenantApprovalTests : IAsyncDisposable
{
    private static readonly string Issuer = TenantWorld.IssuerOf(0);
    private static readonly TimeSpan Lifetime = new TenantOptions().ApprovalLifetime;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private readonly TenantWorld _world = new() { IsTenant = static (_, _) => new(true) };

    public TenantApprovalTests() => _world.Serve(Issuer, KeySets.Rsa);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Within_its_lifetime_a_yes_is_not_asked_for_again()
    {
        await _world.VerifyAsync(Issuer);
        _world.Clock.Advance(Lifetime - Moment);

        Assert.Equal(JwtErrorCode.None, await _world.VerifyAsync(Issuer));

        await _world.IdleAsync();
        Assert.Single(_world.Questions);
    }

    [Fact]
    public async Task After_its_lifetime_the_tenant_goes_on_while_the_resolver_is_asked_again()
    {
        await _world.VerifyAsync(Issuer);
        var gate = _world.Hang();
        _world.Clock.Advance(Lifetime);

        for (var i = 0; i < 100; i++)
        {
            Assert.True(_world.FindAsync(Issuer, Cancellation).IsCompletedSuccessfully);
        }

        await _world.AskedAsync(2);
        gate.SetResult(true);
        await _world.IdleAsync();
        _world.Clock.Advance(Lifetime - Moment);
        Assert.NotNull((await _world.FindAsync(Issuer, Cancellation)).Route);
        await _world.IdleAsync();
        Assert.Equal(2, _world.Questions.Count);
        Assert.Single(_world.Handler.Requests);
    }

    [Fact]
    public async Task A_no_takes_the_tenant_and_its_keys_away_at_once()
    {
        await _world.VerifyAsync(Issuer);
        _world.IsTenant = static (_, _) => new(false);
        _world.Clock.Advance(Lifetime);
        Assert.Equal(JwtErrorCode.None, await _world.VerifyAsync(Issuer));
        await _world.IdleAsync();

        Assert.Equal(JwtErrorCode.UnknownIssuer, await _world.VerifyAsync(Issuer));
        Assert.Equal(0, _world.Directory.Count);
        _world.IsTenant = static (_, _) => new(true);
        _world.Clock.Advance(new TenantOptions().RefusalLifetime);
        Assert.Equal(JwtErrorCode.None, await _world.VerifyAsync(Issuer));
        Assert.Equal(2, _world.Handler.Requests.Count);
    }

    [Fact]
    public async Task A_resolver_that_fails_keeps_the_tenant_until_twice_the_lifetime_and_no_longer()
    {
        await _world.FindAsync(Issuer, Cancellation);
        var keys = ((Tenant)(await _world.FindAsync(Issuer, Cancellation)).Route!).Keys;
        _world.IsTenant = static (_, _) => throw new InvalidOperationException();
        _world.Clock.Advance(Lifetime);
        Assert.NotNull((await _world.FindAsync(Issuer, Cancellation)).Route);
        await _world.IdleAsync();
        _world.Clock.Advance(Lifetime - Moment);
        Assert.NotNull((await _world.FindAsync(Issuer, Cancellation)).Route);
        await _world.IdleAsync();

        _world.Clock.Advance(Moment);

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await _world.FindAsync(Issuer, Cancellation)).Error);
        _world.IsTenant = static (_, _) => new(true);
        var again = (Tenant)(await _world.FindAsync(Issuer, Cancellation)).Route!;
        Assert.Same(keys, again.Keys);
    }

    [Fact]
    public async Task A_resolver_that_fails_is_not_asked_again_by_every_token()
    {
        await _world.FindAsync(Issuer, Cancellation);
        _world.IsTenant = static (_, _) => throw new InvalidOperationException();
        _world.Clock.Advance(Lifetime);

        for (var i = 0; i < 100; i++)
        {
            await _world.FindAsync(Issuer, Cancellation);
            await _world.IdleAsync();
        }

        Assert.Equal(2, _world.Questions.Count);
        _world.Clock.Advance(TenantDirectory.RetryPause);
        await _world.FindAsync(Issuer, Cancellation);
        await _world.IdleAsync();
        Assert.Equal(3, _world.Questions.Count);
    }

    [Fact]
    public async Task A_tenant_that_slept_is_asked_about_before_it_goes_on()
    {
        await _world.VerifyAsync(Issuer);
        _world.IsTenant = static (_, _) => new(false);
        _world.Clock.Advance(10 * Lifetime);

        Assert.Equal(JwtErrorCode.UnknownIssuer, await _world.VerifyAsync(Issuer));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Unknown_issuers_cannot_take_the_places_of_held_tenants(int lifetimes)
    {
        await _world.FindAsync(Issuer, Cancellation);
        _world.Hang();
        for (var number = 1; number <= ResolverCalls.Places; number++)
        {
            _ = _world.FindAsync(TenantWorld.IssuerOf(number), Cancellation).AsTask();
        }

        await _world.AskedAsync(1 + ResolverCalls.Places);
        _world.IsTenant = static (_, _) => new(true);
        _world.Clock.Advance(lifetimes * Lifetime);

        Assert.NotNull((await _world.FindAsync(Issuer, Cancellation)).Route);
        await _world.AskedAsync(2 + ResolverCalls.Places);
    }

    [Fact]
    public async Task When_its_approval_has_run_out_only_who_waits_for_the_answer_asks()
    {
        await _world.FindAsync(Issuer, Cancellation);
        _world.Hang();
        _world.Clock.Advance(2 * Lifetime);

        Assert.False(_world.Directory.TryFind(Issuer, out _));

        Assert.Equal(0, _world.Directory.Questions);
    }

    [Fact]
    public async Task A_late_yes_counts_from_when_it_was_asked_for()
    {
        var gate = _world.Hang();
        var waiting = _world.FindAsync(Issuer, Cancellation);
        await _world.AskedAsync(1);
        _world.Clock.Advance(2 * Lifetime);
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await waiting).Error);
        gate.SetResult(true);
        await Eventually.TrueAsync(() => _world.Directory.Count == 1);
        await _world.IdleAsync();
        _world.IsTenant = static (_, _) => new(false);

        Assert.Equal(JwtErrorCode.UnknownIssuer, (await _world.FindAsync(Issuer, Cancellation)).Error);
    }

    [Fact]
    public async Task An_issuer_on_the_list_is_never_asked_about()
    {
        await using var world = new TenantWorld(configure: static options => options.Issuers.Add(Issuer));
        world.Serve(Issuer, KeySets.Rsa);
        await world.VerifyAsync(Issuer);
        world.Clock.Advance(100 * Lifetime);

        Assert.Equal(JwtErrorCode.None, await world.VerifyAsync(Issuer));
        Assert.Empty(world.Questions);
    }
}
