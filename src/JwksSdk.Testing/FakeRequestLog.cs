namespace JwksSdk.Testing;

/// <summary>The requests that reached a fake identity provider, failed ones included, in their order. Safe for several threads.</summary>
public sealed class FakeRequestLog
{
    private readonly Lock _lock = new();
    private readonly List<FakeRequest> _requests = [];

    internal FakeRequestLog() { }

    /// <summary>Raised after a request was logged and before it is answered, so that a test can wait for one to arrive.</summary>
    public event EventHandler<FakeRequest>? Arrived;

    /// <summary>How many there were.</summary>
    public int Total
    {
        get
        {
            lock (_lock)
            {
                return _requests.Count;
            }
        }
    }

    /// <summary>How many asked for this path.</summary>
    /// <param name="path">The path, with a leading slash; compared ordinally.</param>
    public int Count(string path)
    {
        lock (_lock)
        {
            return _requests.Count(request => string.Equals(request.Path, path, StringComparison.Ordinal));
        }
    }

    /// <summary>A copy of the log as it is now.</summary>
    public IReadOnlyList<FakeRequest> ToList()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    /// <summary>Forgets every request.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }

    internal void Add(FakeRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
        }

        Arrived?.Invoke(this, request);
    }
}
