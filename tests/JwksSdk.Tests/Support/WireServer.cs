using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JwksSdk.Tests.Support;

/// <summary>A server on a loopback socket that counts what comes over the wire, and may close without an answer.</summary>
internal sealed class WireServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _requests;
    private int _connections;

    public WireServer()
    {
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";
        _ = AcceptAsync();
    }

    /// <summary>Its address, with a slash at the end.</summary>
    public string Address { get; }

    /// <summary>The body for a path; null closes the connection without an answer.</summary>
    public Func<string, string?> Answer { get; set; } = static _ => null;

    /// <summary>Whether a connection stays open after an answer.</summary>
    public bool KeepsAlive { get; set; } = true;

    public int Requests => Volatile.Read(ref _requests);

    public int Connections => Volatile.Read(ref _connections);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                while (await reader.ReadLineAsync() is { } line)
                {
                    while (await reader.ReadLineAsync() is { Length: > 0 }) { }

                    Interlocked.Increment(ref _requests);
                    if (Answer(line.Split(' ')[1]) is not { } body)
                    {
                        return;
                    }

                    var close = KeepsAlive ? "" : "Connection: close\r\n";
                    var answer = $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{close}\r\n{body}";
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
                    if (!KeepsAlive)
                    {
                        return;
                    }
                }
            }
            catch (IOException)
            {
                // The other side went away.
            }
        }
    }
}
