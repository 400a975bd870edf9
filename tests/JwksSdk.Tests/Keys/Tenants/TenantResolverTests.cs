using JwksSdk.Keys;
using JwksSdk.Routing;
using JwksSdk.Tests.Support;
using JwksSdk.Tests.Support.Leaks;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Keys.Tenants;

/// <summary>Tenants that a resolver approves: its answers, its failures, its slowness.</summary>
public sealed class TenantResolverTests : IAsyncDisposable
{
    private static readonly string Issuer = TenantWorld.IssuerOf(0);
    private static readonly TimeSpan Refusal = new TenantOptions().RefusalLifetime;
    private readonly TenantWorld _world = new();

    public TenantResolverTests() => _world.Serve(Issuer, KeySets.Rsa);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_yes_makes_a_tenant_and_is_asked_for_once()
    {
        _world.IsTenant = static (issuer, _) => new(issuer == Issuer);

        Assert.Equal(JwtErrorCode.None, await _world.VerifyAsync(Issuer));
        Assert.Equal(JwtErrorCode.None, await _world.VerifyAnyAsync(Issuer));

        Assert.Equal([Issuer], _world.Questions);
        Assert.Equal([Issuer + ".well-known/jwks.json"], _world.Handler.Requests);
    }

    [Fact]
    public async Task A_declared_issuer_is_not_asked_about()
    {
        _world.Serve(TenantWorld.Declared, KeySets.Rsa);

        Assert.Equal(JwtErrorCode.None, await _world.VerifyAnyAsync(TenantWorld.Declared));

        Assert.Empty(_world.Questions);
    }

    [Fact]
    public async Task The_issuer_of_another_declaration_is_nobodys_tenant()
    {
        _world.IsTenant = static (_, _) => new(true);
        SecondOptions.Add(_world.Services, new TestDeclaration("Other", ""), "other.eu.auth0.com");

        Assert.Equal(JwtErrorCode.UnknownIssuer, await _world.VerifyAsync("https://other.eu.auth0.com/"));

        Assert.Empty(_world.Questions);
        Assert.Empty(_world.Handler.Requests);
    }

    [Fact]
    public async Task A_no_is_remembered_for_a_while_and_costs_no_request()
    {
        Assert.Equal(JwtErrorCode.UnknownIssuer, await _world.VerifyAsync(Issuer));
        _world.IsTenant = static (_, _) => new(true);
        _world.Clock.Advance(Refusal - TimeSpan.FromSeconds(1));
        Assert.Equal(JwtErrorCode.UnknownIssuer, await _world.VerifyAnyAsync(Issuer));
        Assert.Single(_world.Questions);
        Assert.Empty(_world.Handler.Requests);

        _world.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(JwtErrorCode.None, await _world.VerifyAsync(Issuer));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_resolver_that_throws_decides_nothing_and_is_asked_again(bool atOnce)
    {
        _world.IsTenant = (_, _) =>
            atOnce
                ? throw new InvalidOperationException()
                : ValueTask.FromException<bool>(new InvalidOperationException());
        Assert.Equal(JwtErrorCode.KeysUnavailable, await _world.VerifyAsync(Issuer));
        Assert.Empty(_world.Handler.Requests);

        _world.IsTenant = static (_, _) => new(true);

        Assert.Equal(JwtErrorCode.None, await _world.VerifyAsync(Issuer));
        Assert.Equal(2, _world.Questions.Count);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_three_seconds_and_a_late_answer_counts()
    {
        var gate = _world.Hang();
        var first = _world.VerifyAsync(Issuer);
        await _world.AskedAsync(1);
        _world.Clock.Advance(ResolverCalls.Timeout - TimeSpan.FromMilliseconds(1));
        Assert.False(first.IsCompleted);

        _world.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(JwtErrorCode.KeysUnavailable, await first);
        Assert.Equal(JwtErrorCode.KeysUnavailable, await _world.VerifyAsync(Issuer));
        Assert.Single(_world.Questions);
        gate.SetResult(true);
        await Eventually.TrueAsync(() => _world.Directory.Count == 1);
        Assert.Equal(JwtErrorCode.None, await _world.VerifyAsync(Issuer));
        Assert.Single(_world.Questions);
    }

    [Fact]
    public async Task A_resolver_that_listens_is_told_that_its_time_is_over()
    {
        _world.IsTenant = static (_, cancellationToken) =>
            new(new TaskCompletionSource<bool>().Task.WaitAsync(cancellationToken));
        var first = _world.VerifyAsync(Issuer);
        await _world.AskedAsync(1);

        _world.Clock.Advance(ResolverCalls.Timeout);

        Assert.Equal(JwtErrorCode.KeysUnavailable, await first);
        _world.IsTenant = static (_, _) => new(true);
        await Eventually.TrueAsync(() => _world.Directory.Questions == 0);
        Assert.Equal(JwtErrorCode.None, await _world.VerifyAsync(Issuer));
    }

    [Fact]
    public async Task Everyone_shares_one_question_and_cancels_only_himself()
    {
        var gate = _world.Hang();
        using var impatient = new CancellationTokenSource();

        var waiting = Enumerable.Range(0, 1_000).Select(_ => _world.FindAsync(Issuer, Cancellation).AsTask()).ToArray();
        var leaving = _world.FindAsync(Issuer, impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        gate.SetResult(true);
        var found = await Task.WhenAll(waiting);

        Assert.Single(_world.Questions);
        Assert.NotNull(Assert.Single(found.Select(static lookup => lookup.Route).Distinct()));
    }

    [Fact]
    public async Task The_one_who_asks_first_may_leave_too()
    {
        var gate = _world.Hang();
        using var impatient = new CancellationTokenSource();
        var first = _world.FindAsync(Issuer, impatient.Token).AsTask();
        var second = _world.FindAsync(Issuer, Cancellation).AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult(true);

        Assert.NotNull((await second).Route);
    }

    [Fact]
    public async Task A_question_does_not_carry_the_context_of_a_request()
    {
        var request = new AsyncLocal<string?> { Value = "request" };
        var seen = "none";
        _world.IsTenant = (_, _) =>
        {
            seen = request.Value;
            return new(true);
        };

        await _world.VerifyAsync(Issuer);

        Assert.Null(seen);
    }

    [Fact]
    public async Task Whoever_lets_no_context_flow_asks_as_everyone_does()
    {
        _world.IsTenant = static (_, _) => new(true);
        var directory = _world.Directory;
        ValueTask<RouteLookup> found;
        using (ExecutionContext.SuppressFlow())
        {
            found = directory.AskAsync(Issuer, Cancellation);
            Assert.True(ExecutionContext.IsFlowSuppressed());
        }

        Assert.NotNull((await found).Route);
    }

    [Fact]
    public async Task A_resolver_that_blocks_its_thread_does_not_block_who_asks()
    {
        using var gate = new ManualResetEventSlim();
        _world.IsTenant = (_, _) =>
        {
            gate.Wait(Cancellation);
            return new(true);
        };

        var found = _world.FindAsync(Issuer, Cancellation);

        Assert.False(found.IsCompleted);
        gate.Set();
        Assert.NotNull((await found).Route);
    }

    [Fact]
    public async Task Beyond_thirty_two_questions_nothing_is_asked_and_nothing_decided()
    {
        var gate = _world.Hang();
        var asked = Enumerable
            .Range(1, ResolverCalls.Places)
            .Select(number => _world.FindAsync(TenantWorld.IssuerOf(number), Cancellation).AsTask())
            .ToArray();

        for (var number = 0; number < ResolverCalls.Places; number++)
        {
            var beyond = _world.FindAsync(Issuer, Cancellation);
            Assert.True(beyond.IsCompletedSuccessfully);
            Assert.Equal(JwtErrorCode.KeysUnavailable, (await beyond).Error);
        }

        await _world.AskedAsync(ResolverCalls.Places);
        gate.SetResult(true);
        Assert.All(await Task.WhenAll(asked), static lookup => Assert.NotNull(lookup.Route));
        Assert.Equal(ResolverCalls.Places, _world.Questions.Count);
        Assert.NotNull((await _world.FindAsync(Issuer, Cancellation)).Route);
    }

    [Fact]
    public async Task Of_two_declarations_the_first_whose_resolver_says_yes_has_the_tenant()
    {
        var other = new TestDeclaration("Other", "");
        var questions = 0;
        SecondOptions
            .Add(_world.Services, other, "other.eu.auth0.com")
            .AddTenants(
                (issuer, _) =>
                {
                    Interlocked.Increment(ref questions);
                    return LeakCapture.Secrets.DeclareOn(new(issuer == Issuer), issuer);
                }
            );

        var lookup = await _world.FindAsync(Issuer, Cancellation);

        Assert.Same(other.Declaration, lookup.Route!.Provider.Declaration);
        Assert.Same(lookup.Route, (await _world.FindAsync(Issuer, Cancellation)).Route);
        Assert.Equal(1, questions);
        Assert.Single(_world.Questions);
        Assert.Equal(JwtErrorCode.UnknownIssuer, await _world.VerifyAsync(Issuer));
    }

    [Fact]
    public async Task Where_one_of_two_resolvers_cannot_tell_and_the_other_says_no_nothing_is_decided()
    {
        _world.IsTenant = static (_, _) => throw new InvalidOperationException();
        SecondOptions
            .Add(_world.Services, new TestDeclaration("Other", ""), "other.eu.auth0.com")
            .AddTenants(static (_, _) => new(false));

        Assert.Equal(JwtErrorCode.KeysUnavailable, await _world.VerifyAnyAsync(Issuer));
    }

    [Fact]
    public async Task Disposing_of_the_services_ends_a_question_under_way()
    {
        _world.Hang();
        var waiting = _world.VerifyAsync(Issuer);
        await _world.AskedAsync(1);

        await _world.DisposeAsync();

        Assert.Equal(JwtErrorCode.KeysUnavailable, await waiting);
    }
}
