namespace JwksSdk.Testing;

/// <summary>
/// The keys that a fake identity provider uses for one purpose: the one it signs with, the one it will sign with next, and
/// the ones it signed with before. Safe for several threads.
/// </summary>
public sealed class FakeKeyRing
{
    private readonly Lock _lock = new();
    private readonly Func<int, FakeSigningKey> _create;
    private readonly bool _announcesNext;
    private readonly bool _keepsPrevious;
    private readonly List<FakeSigningKey> _previous = [];
    private FakeSigningKey _current;
    private FakeSigningKey? _next;
    private int _made;

    internal FakeKeyRing(Func<int, FakeSigningKey> create, bool announcesNext, bool keepsPrevious)
    {
        _create = create;
        _announcesNext = announcesNext;
        _keepsPrevious = keepsPrevious;
        _current = create(++_made);
        if (announcesNext)
        {
            _next = create(++_made);
        }
    }

    /// <summary>The key that signs now.</summary>
    public FakeSigningKey Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    /// <summary>The published key that does not sign yet; null when there is none.</summary>
    public FakeSigningKey? Next
    {
        get
        {
            lock (_lock)
            {
                return _next;
            }
        }
    }

    /// <summary>The published keys that sign no longer, the latest first.</summary>
    public IReadOnlyList<FakeSigningKey> Previous
    {
        get
        {
            lock (_lock)
            {
                return [.. _previous];
            }
        }
    }

    /// <summary>Every published key: current, next, previous.</summary>
    public IReadOnlyList<FakeSigningKey> Published
    {
        get
        {
            lock (_lock)
            {
                return _next is null ? [_current, .. _previous] : [_current, _next, .. _previous];
            }
        }
    }

    /// <summary>Publishes the next key without signing with it. Does nothing when one is published already.</summary>
    public void PublishNext()
    {
        lock (_lock)
        {
            _next ??= _create(++_made);
        }
    }

    /// <summary>
    /// Signs with the next key from now on, publishing it now if it was not. The former key stays published, unless the
    /// provider knows no overlap; a provider that announces its keys publishes another next one.
    /// </summary>
    public void Rotate()
    {
        lock (_lock)
        {
            if (_keepsPrevious)
            {
                _previous.Insert(0, _current);
            }

            _current = _next ?? _create(++_made);
            _next = _announcesNext ? _create(++_made) : null;
        }
    }

    /// <summary>Takes the keys that sign no longer out of the key set.</summary>
    public void WithdrawPrevious()
    {
        lock (_lock)
        {
            _previous.Clear();
        }
    }

    /// <summary>Takes one key that signs no longer out of the key set.</summary>
    /// <returns>False when no such key is among the previous ones.</returns>
    public bool Withdraw(string keyId)
    {
        lock (_lock)
        {
            return _previous.RemoveAll(key => string.Equals(key.KeyId, keyId, StringComparison.Ordinal)) > 0;
        }
    }
}
