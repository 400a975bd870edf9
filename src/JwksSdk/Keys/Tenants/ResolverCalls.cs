using System.Collections.Concurrent;
using JwksSdk.Routing;
using JwksSdk.Telemetry;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Keys;

/// <summary>
/// The questions to a resolver that are under way: one for an issuer, shared by everyone who waits, and a bounded number in
/// all. Those about tenants that are held have places of their own, which unknown issuers cannot take.
/// </summary>
internal sealed class ResolverCalls(
    ITenantResolver resolver,
    TimeProvider clock,
    ILogger logger,
    string provider,
    CancellationToken stopping
)
{
    /// <summary>How many questions may be under way about unknown issuers, and as many about tenants that are held.</summary>
    public const int Places = 32;

    /// <summary>How long anyone waits for an answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, Call> _underWay = new(StringComparer.Ordinal);
    private readonly Lane _unknown = new();
    private readonly Lane _held = new();
    private int _isFailing;

    /// <summary>How many questions are under way.</summary>
    public int Count => _underWay.Count;

    /// <summary>Asks, or joins the question under way. Nobody is asked while there are too many: that is no answer.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="isHeld">Whether it is a tenant that is held.</param>
    /// <param name="settle">
    /// Takes the answer, or null when there is none, before anyone else asks about that issuer; makes of it what the waiting
    /// get.
    /// </param>
    public Task<RouteLookup> Ask(string issuer, bool isHeld, Func<bool?, RouteLookup> settle)
    {
        var call = new Call();
        var first = _underWay.GetOrAdd(issuer, call);
        if (first == call)
        {
            Begin(issuer, call, isHeld ? _held : _unknown, settle);
        }

        return first.Answered;
    }

    private void Begin(string issuer, Call call, Lane lane, Func<bool?, RouteLookup> settle)
    {
        if (!lane.TryEnter())
        {
            End(issuer, call, JwtErrorCode.KeysUnavailable);
            return;
        }

        // The answer is shared: what flows with the request that caused the question is not its own.
        using (ExecutionContext.SuppressFlow())
        {
            _ = RunAsync(issuer, call, lane, settle);
        }
    }

    private void End(string issuer, Call call, RouteLookup lookup)
    {
        _underWay.TryRemove(issuer, out _);
        call.Answer(lookup);
    }

    private async Task RunAsync(string issuer, Call call, Lane lane, Func<bool?, RouteLookup> settle)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        RouteLookup lookup = JwtErrorCode.KeysUnavailable;
        try
        {
            lookup = Settle(settle, await AnswerAsync(issuer, call, settle).ConfigureAwait(false));
        }
        finally
        {
            // Whatever happens: everyone waits for the call.
            lane.Leave();
            End(issuer, call, lookup);
        }
    }

    private async Task<bool?> AnswerAsync(string issuer, Call call, Func<bool?, RouteLookup> settle)
    {
        using var deadline = new CancellationTokenSource(Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);

        // Nobody waits longer, also where the resolver does not listen; what it says later still counts from when it was asked.
        using var end = both.Token.UnsafeRegister(
            _ =>
            {
                Failed(nameof(Timeout));
                call.Answer(Settle(settle, null));
            },
            null
        );
        try
        {
            var answer = await resolver.IsTenantAsync(issuer, both.Token).ConfigureAwait(false);
            Volatile.Write(ref _isFailing, 0);
            return answer;
        }
        catch (Exception exception)
        {
            Failed(exception.GetType().Name);
            return null;
        }
    }

    private RouteLookup Settle(Func<bool?, RouteLookup> settle, bool? answer)
    {
        try
        {
            return settle(answer);
        }
        catch (Exception exception)
        {
            // It may come from a timer, where nobody would catch it.
            Failed(exception.GetType().Name);
            return JwtErrorCode.KeysUnavailable;
        }
    }

    /// <summary>Tells of the first failure in a row: an attacker chooses how many there are.</summary>
    private void Failed(string cause)
    {
        if (!stopping.IsCancellationRequested && Interlocked.Exchange(ref _isFailing, 1) == 0)
        {
            try
            {
                Log.NoTenantAnswer(logger, provider, cause);
            }
            catch (Exception)
            {
                // A log that throws must neither keep the waiting nor reach a timer, where nobody would catch it.
            }
        }
    }

    private sealed class Lane
    {
        private int _taken;

        public bool TryEnter()
        {
            if (Interlocked.Increment(ref _taken) <= Places)
            {
                return true;
            }

            Leave();
            return false;
        }

        public void Leave() => Interlocked.Decrement(ref _taken);
    }

    private sealed class Call
    {
        private readonly TaskCompletionSource<RouteLookup> _answered = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );

        public Task<RouteLookup> Answered => _answered.Task;

        public void Answer(RouteLookup lookup) => _answered.TrySetResult(lookup);
    }
}
