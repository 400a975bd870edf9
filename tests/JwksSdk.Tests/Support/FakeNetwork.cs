using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using JwksSdk.DependencyInjection;

namespace JwksSdk.Tests.Support;

/// <summary>A network of its own: hosts lead where a test says, and every connection ends at one server or nowhere.</summary>
internal sealed class FakeNetwork : INetwork
{
    private readonly SystemNetwork _system = new();
    private readonly ConcurrentQueue<string> _lookUps = new();
    private readonly ConcurrentQueue<string> _connections = new();

    /// <summary>The addresses of a host, asked for at each look-up.</summary>
    public Func<string, string[]> Answers { get; set; } = static _ => [];

    /// <summary>The port on this machine at which every connection ends; 0 for connections that are all refused.</summary>
    public int Server { get; set; }

    /// <summary>The hosts that were looked up, in order.</summary>
    public IReadOnlyCollection<string> LookUps => _lookUps;

    /// <summary>The addresses that were connected to, in order, each of them as <c>address:port</c>.</summary>
    public IReadOnlyCollection<string> Connections => _connections;

    public Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        _lookUps.Enqueue(host);
        return Task.FromResult(Answers(host).Select(IPAddress.Parse).ToArray());
    }

    public ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        foreach (var address in addresses)
        {
            _connections.Enqueue($"{address}:{port}");
        }

        return Server == 0
            ? throw new SocketException((int)SocketError.ConnectionRefused)
            : _system.ConnectAsync([IPAddress.Loopback], Server, cancellationToken);
    }
}
