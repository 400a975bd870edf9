namespace JwksSdk.Keys;

/// <summary>
/// Public keys given beforehand as the last resort, each known under a <c>kid</c>. They do not expire, and never take the
/// place of keys that were fetched and are still trusted. Immutable.
/// </summary>
internal sealed class PinnedPemSource : IKeySetSource
{
    private readonly IReadOnlyList<PinnedPem> _keys;
    private readonly KeySetAnswer _answer;

    /// <param name="keys">The keys, each under a kid of its own.</param>
    public PinnedPemSource(params IReadOnlyList<PinnedPem> keys)
    {
        _keys = keys;
        _answer = KeySetAnswer.Of(
            new KeySetDocument(PinnedPem.KeySetOf(keys))
            {
                // Older than anything that was ever fetched.
                FetchedAt = DateTimeOffset.UnixEpoch,
                TrustedUntil = DateTimeOffset.MaxValue,
            }
        );
    }

    public string Name => "pinned-pem";

    public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(_answer);

    /// <summary>The same source with one key more. The same key twice is one.</summary>
    /// <exception cref="ArgumentException">Another key has its <c>kid</c>.</exception>
    public PinnedPemSource With(PinnedPem key)
    {
        if (_keys.FirstOrDefault(other => other.KeyId == key.KeyId) is not { } twin)
        {
            return new PinnedPemSource([.. _keys, key]);
        }

        return twin.Thumbprint == key.Thumbprint
            ? this
            : throw new ArgumentException("Another key is pinned under the same key id.", nameof(key));
    }
}
