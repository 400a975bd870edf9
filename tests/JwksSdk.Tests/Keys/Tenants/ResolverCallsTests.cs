using JwksSdk.Keys;
using JwksSdk.Routing;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Keys.Tenants;

/// <summary>Questions to a resolver, by themselves: what is told of those without an answer, and that nobody waits for ever.</summary>
public sealed class ResolverCallsTests : IDisposable
{
    private const string Issuer = "https://t.tenants.test/";
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLogger _log = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ResolverCalls _calls;
    private Func<CancellationToken, ValueTask<bool>> _isTenant = static _ => new(true);
    private int _asked;

    public ResolverCallsTests() => _calls = CallsLoggedTo(_log);

    public void Dispose() => _stopping.Dispose();

    [Fact]
    public async Task Of_failures_in_a_row_the_first_is_told_by_its_kind()
    {
        _isTenant = static _ => throw new InvalidOperationException("private");
        await _calls.Ask(Issuer, isHeld: false, Settle);
        await _calls.Ask(Issuer, isHeld: false, Settle);

        var told = Assert.Single(_log.Entries);
        Assert.StartsWith("130 Warning:", told, StringComparison.Ordinal);
        Assert.Contains("Sample", told, StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidOperationException), told, StringComparison.Ordinal);
        Assert.DoesNotContain("private", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Issuer, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_answer_the_next_failure_is_told_again()
    {
        _isTenant = static _ => throw new InvalidOperationException();
        await _calls.Ask(Issuer, isHeld: false, Settle);
        _isTenant = static _ => new(false);
        await _calls.Ask(Issuer, isHeld: false, Settle);
        Assert.Single(_log.Entries);
        _isTenant = static _ => throw new InvalidOperationException();

        await _calls.Ask(Issuer, isHeld: false, Settle);

        Assert.Equal(2, _log.Entries.Count);
    }

    [Fact]
    public async Task A_resolver_that_does_not_listen_is_told_of_when_its_time_is_over()
    {
        var gate = Hang();
        var asked = _calls.Ask(Issuer, isHeld: false, Settle);
        await Eventually.TrueAsync(() => Volatile.Read(ref _asked) == 1);
        _clock.Advance(ResolverCalls.Timeout - TimeSpan.FromTicks(1));
        Assert.Empty(_log.Entries);

        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await asked).Error);
        Assert.Contains(nameof(ResolverCalls.Timeout), Assert.Single(_log.Entries), StringComparison.Ordinal);
        gate.SetResult(true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_end_of_the_application_is_no_failure(bool listens)
    {
        var gate = Hang();
        if (listens)
        {
            _isTenant = token => new(gate.Task.WaitAsync(token));
        }

        var asked = _calls.Ask(Issuer, isHeld: false, Settle);
        await Eventually.TrueAsync(() => Volatile.Read(ref _asked) == 1);

        await _stopping.CancelAsync();

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await asked).Error);
        gate.SetException(new InvalidOperationException());
        await Eventually.TrueAsync(() => _calls.Count == 0);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_settled_is_none_and_is_told()
    {
        var lookup = await _calls.Ask(Issuer, isHeld: false, static _ => throw new FormatException("private"));

        Assert.Equal(JwtErrorCode.KeysUnavailable, lookup.Error);
        var told = Assert.Single(_log.Entries);
        Assert.Contains(nameof(FormatException), told, StringComparison.Ordinal);
        Assert.DoesNotContain("private", told, StringComparison.Ordinal);
        Assert.Equal(0, _calls.Count);
    }

    [Fact]
    public async Task Nothing_escapes_to_the_timer_that_ends_a_question()
    {
        var gate = Hang();
        var asked = _calls.Ask(Issuer, isHeld: false, static _ => throw new ObjectDisposedException("cache"));
        await Eventually.TrueAsync(() => Volatile.Read(ref _asked) == 1);

        _clock.Advance(ResolverCalls.Timeout);

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await asked).Error);
        gate.SetResult(true);
    }

    [Fact]
    public async Task A_log_that_throws_keeps_neither_the_waiting_nor_a_place()
    {
        var calls = CallsLoggedTo(
            new RecordingLogger { Act = static () => throw new InvalidOperationException("The log is full.") }
        );
        for (var number = 0; number <= ResolverCalls.Places; number++)
        {
            // Each failure is told: an answer came before it.
            _isTenant = static _ => throw new InvalidOperationException();
            var failed = calls.Ask(Issuer, isHeld: false, Settle);
            await Eventually.TrueAsync(() => failed.IsCompleted);
            Assert.Equal(JwtErrorCode.KeysUnavailable, (await failed).Error);
            _isTenant = static _ => new(true);
            Assert.Equal(JwtErrorCode.UnknownIssuer, (await calls.Ask(Issuer, isHeld: false, Settle)).Error);
        }

        // Nor does it reach the timer that ends a question.
        var (gate, asked) = (Hang(), _asked);
        var waiting = calls.Ask(Issuer, isHeld: false, Settle);
        await Eventually.TrueAsync(() => Volatile.Read(ref _asked) > asked);
        _clock.Advance(ResolverCalls.Timeout);
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await waiting).Error);
        gate.SetResult(true);
        await Eventually.TrueAsync(() => calls.Count == 0);
    }

    private static RouteLookup Settle(bool? answer) =>
        answer is null ? JwtErrorCode.KeysUnavailable : JwtErrorCode.UnknownIssuer;

    /// <summary>Holds every question, whatever its token says, until the returned source is completed.</summary>
    private TaskCompletionSource<bool> Hang()
    {
        var gate = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _isTenant = _ => new(gate.Task);
        return gate;
    }

    private ResolverCalls CallsLoggedTo(ILogger logger) =>
        new(new DelegateTenantResolver(AskAsync), _clock, logger, "Sample", _stopping.Token);

    private ValueTask<bool> AskAsync(string issuer, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return _isTenant(cancellationToken);
    }
}
