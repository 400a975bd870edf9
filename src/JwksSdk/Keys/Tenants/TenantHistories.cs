namespace JwksSdk.Keys;

/// <summary>
/// What tenants that are no longer held have spent of their endpoints' budgets, until it says nothing any more: coming back
/// gives nobody a new budget. Not safe for several threads.
/// </summary>
/// <param name="capacity">How many there may be before no further tenant is made.</param>
internal sealed class TenantHistories(int capacity)
{
    private readonly Dictionary<string, FetchHistory> _histories = new(StringComparer.Ordinal);
    private TimeSpan _nextVoid = TimeSpan.MaxValue;

    /// <summary>How many are kept: of evicted tenants no more than the capacity, and once as many of withdrawn ones.</summary>
    public int Count => _histories.Count;

    /// <summary>What an issuer has spent.</summary>
    public FetchHistory Find(string issuer) => _histories.GetValueOrDefault(issuer, FetchHistory.None);

    /// <summary>Keeps what a tenant has spent, if it matters still.</summary>
    public void Add(string issuer, FetchHistory history, TimeSpan now)
    {
        if (now < history.VoidAt)
        {
            _histories[issuer] = history;
            _nextVoid = Earlier(_nextVoid, history.VoidAt);
        }
    }

    /// <summary>Forgets an issuer, whose tenant has its history itself again.</summary>
    public void Remove(string issuer) => _histories.Remove(issuer);

    /// <summary>Whether an issuer may be made a tenant, when so many others have to go for it.</summary>
    public bool HasRoomFor(string issuer, int evicted, TimeSpan now)
    {
        if (HasRoom(issuer, evicted))
        {
            return true;
        }

        // Looked through only when there is something to find: an attacker chooses how often it is full.
        if (now < _nextVoid)
        {
            return false;
        }

        _nextVoid = TimeSpan.MaxValue;
        foreach (var (each, history) in _histories)
        {
            if (now >= history.VoidAt)
            {
                _histories.Remove(each);
            }
            else
            {
                _nextVoid = Earlier(_nextVoid, history.VoidAt);
            }
        }

        return HasRoom(issuer, evicted);
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => new(Math.Min(one.Ticks, other.Ticks));

    private bool HasRoom(string issuer, int evicted)
    {
        var isKnown = _histories.ContainsKey(issuer);
        return isKnown && evicted == 0 || _histories.Count - (isKnown ? 1 : 0) + Math.Max(1, evicted) <= capacity;
    }
}
