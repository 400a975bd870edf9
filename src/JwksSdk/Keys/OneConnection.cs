namespace JwksSdk.Keys;

/// <summary>
/// Keeps a try to one new connection. The platform's handler sends a request again, up to three times, when a connection
/// closes without an answer: retries that no budget knows of. Safe for several threads.
/// </summary>
internal sealed class OneConnection
{
    private static readonly HttpRequestOptionsKey<OneConnection> Key = new("JwksSdk.OneConnection");

    private int _isTaken;

    /// <summary>Begins a try: the request may have one new connection, whether it had one before or not.</summary>
    public static void Renew(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(Key, out var connection))
        {
            Volatile.Write(ref connection._isTaken, 0);
        }
        else
        {
            request.Options.Set(Key, new OneConnection());
        }
    }

    /// <summary>Asks before a connection is opened.</summary>
    /// <exception cref="IOException">The try had its connection.</exception>
    public static void Check(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(Key, out var connection) && Volatile.Read(ref connection._isTaken) != 0)
        {
            throw Refusal();
        }
    }

    /// <summary>Takes a connection that was opened. A request to a proxy for a tunnel is none of a try and is not counted.</summary>
    /// <exception cref="IOException">The try had its connection.</exception>
    public static void Take(HttpRequestMessage request)
    {
        if (
            request.Options.TryGetValue(Key, out var connection)
            && Interlocked.Exchange(ref connection._isTaken, 1) != 0
        )
        {
            throw Refusal();
        }
    }

    private static IOException Refusal() => new("The connection closed without an answer.");
}
