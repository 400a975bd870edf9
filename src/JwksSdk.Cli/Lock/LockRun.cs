using JwksSdk.Keys;
using JwksSdk.Providers;

namespace JwksSdk.Cli.Lock;

/// <summary>One run of <c>jwks lock</c>.</summary>
internal sealed class LockRun(TextWriter output, TextWriter error, TimeProvider clock)
{
    /// <summary>How far in the future a capture may be: clocks differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public required IReadOnlyList<string> Issuers { get; init; }

    public required string? JwksUri { get; init; }

    public required string Path { get; init; }

    public required bool PrivateNetwork { get; init; }

    public required bool IsCheck { get; init; }

    public required TimeSpan? MaxAge { get; init; }

    /// <summary>Captures each issuer. What was captured is written also when another issuer could not be reached.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var before = await LockFileStore.ReadAsync(Path, cancellationToken).ConfigureAwait(false);
        string[] issuers =
            Issuers.Count > 0 ? [.. Issuers.Distinct()] : [.. before.KeySets.Select(static set => set.Issuer)];
        if (issuers.Length == 0)
        {
            throw new ToolException($"{Path} pins no key set yet. Name an issuer with --issuer.");
        }

        var after = before;
        var code = ExitCode.Success;
        foreach (var issuer in issuers)
        {
            var pinned = before.Find(issuer);
            if (await CaptureAsync(issuer, pinned, cancellationToken).ConfigureAwait(false) is not { } captured)
            {
                code = ExitCode.NotFetched;
                continue;
            }

            after = after.With(captured);
            var differs = await LockReport.WriteAsync(output, captured, pinned).ConfigureAwait(false);
            var isOff = IsCheck && await IsOffAsync(pinned).ConfigureAwait(false);
            var isUnnamed = pinned is { Address: { } recorded } && recorded != JwksUri && IsForeign(recorded, issuer);
            code = Math.Max(code, IsCheck && (differs || isOff || isUnnamed) ? ExitCode.Differs : code);
        }

        if (!IsCheck && after != before)
        {
            await LockFileStore.WriteAsync(Path, after, cancellationToken).ConfigureAwait(false);
            await output.WriteLineAsync($"Wrote {Path}.").ConfigureAwait(false);
        }

        return code;
    }

    private async Task<PinnedKeySet?> CaptureAsync(
        string issuer,
        PinnedKeySet? pinned,
        CancellationToken cancellationToken
    )
    {
        if (Address.WhyNotAbsolute(issuer) is { } why)
        {
            throw new ToolException($"An issuer {why}.");
        }

        var address = JwksUri ?? pinned?.Address;
        if (address is not null && Address.WhyNotAbsolute(address) is { } whyNot)
        {
            throw new ToolException($"The address of the key set of {issuer} {whyNot}.");
        }

        if (address is not null && IsForeign(address, issuer))
        {
            await error.WriteLineAsync($"jwks: {issuer}: {address} is not on the issuer's host.").ConfigureAwait(false);
        }

        var options = new KeySetCaptureOptions
        {
            JwksUri = address,
            PrivateNetwork = PrivateNetwork,
            Clock = clock,
        };
        var result = await KeySetCapture.FetchAsync(issuer, options, cancellationToken).ConfigureAwait(false);
        if (result.Error == KeySetError.None)
        {
            return result.KeySet;
        }

        var detail = result.Detail is null ? "" : " " + result.Detail;
        var hint =
            options.JwksUri is null && MayHaveNoDiscovery(result.Error) ? " Name its address with --jwks-uri." : "";
        await error.WriteLineAsync($"jwks: {issuer}: no key set: {result.Error}{detail}.{hint}").ConfigureAwait(false);
        await LockReport.WriteRefusedAsync(output, result.KeySet?.Refused ?? []).ConfigureAwait(false);
        return null;
    }

    private async Task<bool> IsOffAsync(PinnedKeySet? pinned)
    {
        var age = clock.GetUtcNow() - (pinned?.CapturedAt ?? clock.GetUtcNow());
        if (age < -ClockSkew)
        {
            await output.WriteLineAsync("  captured in the future").ConfigureAwait(false);
            return true;
        }

        if (MaxAge is { } maxAge && age > maxAge)
        {
            await output.WriteLineAsync($"  captured {age.Days} days and {age.Hours} hours ago").ConfigureAwait(false);
            return true;
        }

        return false;
    }

    private static bool IsForeign(string address, string issuer) =>
        !string.Equals(Address.HostOf(address), Address.HostOf(issuer), StringComparison.OrdinalIgnoreCase);

    private static bool MayHaveNoDiscovery(KeySetError error) =>
        error is KeySetError.Status or KeySetError.NotADiscoveryDocument or KeySetError.ForeignKeyAddress;
}
