using System.Threading.Channels;
using JwksSdk;
using Microsoft.Extensions.Hosting;

namespace MultiIdp;

/// <summary>
/// The worker: takes tokens from a channel, whoever issued them, and has each verified by the provider that its issuer
/// names.
/// </summary>
internal sealed class TokenWorker(IJwtVerifier verifier, Channel<Delivery> inbox) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var delivery in inbox.Reader.ReadAllAsync(stoppingToken))
        {
            var result = await verifier.VerifyAsync(delivery.Token, stoppingToken);
            delivery.Done.SetResult(Outcome.Of(result));
        }
    }
}

/// <summary>A token on its way through the worker.</summary>
internal sealed record Delivery(string Token)
{
    public TaskCompletionSource<Outcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override string ToString() => nameof(Delivery);
}
