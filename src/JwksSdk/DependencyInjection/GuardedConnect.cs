using System.Net;
using System.Net.Sockets;
using JwksSdk.Keys;

namespace JwksSdk.DependencyInjection;

/// <summary>
/// Opens the connections to a provider, and refuses a host that leads where the declaration does not allow: into a private
/// network, to this machine, to a cloud's metadata service (server-side request forgery, also by DNS rebinding). Each try
/// of a request has one new connection at most.
/// </summary>
/// <remarks>
/// A host with one such address among its answers is refused whole. The connection goes to the addresses that were judged,
/// without a second look-up. A proxy is the operator's choice, looks up hosts itself, and is not judged.
/// </remarks>
internal sealed class GuardedConnect(SocketsHttpHandler handler, INetwork network, bool privateNetwork)
{
    /// <summary>Opens a connection, as <see cref="SocketsHttpHandler.ConnectCallback"/> asks for it.</summary>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        OneConnection.Check(context.InitialRequestMessage);
        var endPoint = context.DnsEndPoint;
        var isLiteral = IPAddress.TryParse(endPoint.Host, out var literal);
        IPAddress[] addresses = isLiteral
            ? [literal!]
            : await network.LookUpAsync(endPoint.Host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (!IsProxy(context))
        {
            Judge(addresses, context.InitialRequestMessage.RequestUri!.IsLoopback, isLiteral);
        }

        return await network.ConnectAsync(addresses, endPoint.Port, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes a connection into use, as <see cref="SocketsHttpHandler.PlaintextStreamFilter"/> asks for it: for those through a
    /// proxy's tunnel as well, of which <see cref="ConnectAsync"/> sees the tunnel alone.
    /// </summary>
    public static ValueTask<Stream> TakeAsync(
        SocketsHttpPlaintextStreamFilterContext context,
        CancellationToken cancellationToken
    )
    {
        OneConnection.Take(context.InitialRequestMessage);
        return new ValueTask<Stream>(context.PlaintextStream);
    }

    /// <summary>
    /// Whether the connection goes to a proxy: for a tunnel (CONNECT), or to another host than that of a request for which a
    /// proxy is configured.
    /// </summary>
    private bool IsProxy(SocketsHttpConnectionContext context)
    {
        var request = context.InitialRequestMessage;
        var uri = request.RequestUri!;
        return handler.UseProxy
            && (
                request.Method == HttpMethod.Connect
                || (
                    (handler.Proxy ?? HttpClient.DefaultProxy).GetProxy(uri) is { } proxy
                    && proxy != uri
                    && !IsSameHost(uri.IdnHost, context.DnsEndPoint.Host)
                )
            );
    }

    /// <summary>An IPv6 address stands with brackets in one place and without in the other.</summary>
    private static bool IsSameHost(string first, string second) =>
        IPAddress.TryParse(first, out var one) && IPAddress.TryParse(second, out var other)
            ? one.Equals(other)
            : string.Equals(first, second, StringComparison.OrdinalIgnoreCase);

    private void Judge(IPAddress[] addresses, bool isLoopbackHost, bool isLiteral)
    {
        foreach (var address in addresses)
        {
            if (Refusal(AddressScopes.Of(address), isLoopbackHost, isLiteral) is { } refusal)
            {
                throw new PrivateAddressException(refusal);
            }
        }
    }

    /// <summary>What is wrong with an address of this scope, and what to change; null when nothing is.</summary>
    private string? Refusal(AddressScope scope, bool isLoopbackHost, bool isLiteral)
    {
        if (isLoopbackHost)
        {
            return scope == AddressScope.Loopback ? null : "a host name of this machine leads elsewhere";
        }

        if (scope == AddressScope.Public)
        {
            return null;
        }

        if (!privateNetwork)
        {
            return "the host is on a private network; set PrivateNetwork if that is as it should be";
        }

        return isLiteral || scope is AddressScope.Private or AddressScope.Reserved
            ? null
            : "the host name leads to this machine, to its link or to no host, which PrivateNetwork does not allow";
    }
}
