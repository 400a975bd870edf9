using System.Net;
using System.Net.Sockets;

namespace JwksSdk.DependencyInjection;

/// <summary>Looks up hosts and opens connections: what a test puts its own in place of.</summary>
internal interface INetwork
{
    /// <summary>The addresses of a host; at least one, or a <see cref="SocketException"/>.</summary>
    Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken);

    /// <summary>Connects to the first of these addresses that takes the connection.</summary>
    ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken);
}
