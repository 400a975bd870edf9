using JwksSdk.Keys;

namespace JwksSdk.Cli.Lock;

/// <summary>What is told about a captured key set. Keys are named by their RFC 7638 thumbprints.</summary>
internal static class LockReport
{
    /// <summary>Writes the address that is not from discovery, the keys, and what changed.</summary>
    /// <param name="output">Where.</param>
    /// <param name="captured">What is published.</param>
    /// <param name="pinned">What is in the file; null when nothing is.</param>
    /// <returns>Whether anything changed.</returns>
    public static async Task<bool> WriteAsync(TextWriter output, PinnedKeySet captured, PinnedKeySet? pinned)
    {
        IReadOnlyList<PinnedKey> before = pinned?.Keys ?? [];
        var from = captured.Address is null ? "" : $", from {captured.Address}";
        await output
            .WriteLineAsync(
                $"{captured.Issuer}: {captured.Keys.Count} {(captured.Keys.Count == 1 ? "key" : "keys")}{from}"
            )
            .ConfigureAwait(false);
        foreach (var key in captured.Keys)
        {
            var mark =
                before.Contains(key) ? '='
                : Has(before, key) ? '~'
                : '+';
            await output.WriteLineAsync($"  {mark} {Describe(key)}").ConfigureAwait(false);
        }

        foreach (var key in before.Where(key => !Has(captured.Keys, key)))
        {
            await output.WriteLineAsync($"  - {Describe(key)}").ConfigureAwait(false);
        }

        await WriteRefusedAsync(output, captured.Refused).ConfigureAwait(false);
        return !captured.Keys.SequenceEqual(before);
    }

    /// <summary>Writes the published keys that are not pinned.</summary>
    public static async Task WriteRefusedAsync(TextWriter output, IReadOnlyList<UnpinnedKey> keys)
    {
        foreach (var key in keys)
        {
            await output
                .WriteLineAsync($"  ! {key.Reason}: SHA-256 of its kid {key.KeyIdHash}, {key.Thumbprint ?? "not read"}")
                .ConfigureAwait(false);
        }
    }

    private static bool Has(IReadOnlyList<PinnedKey> keys, PinnedKey key) =>
        keys.Any(other => other.Thumbprint == key.Thumbprint);

    private static string Describe(PinnedKey key) => $"{key.Thumbprint} ({key.Algorithms})";
}
