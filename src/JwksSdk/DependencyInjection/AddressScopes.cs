using System.Net;
using System.Net.Sockets;

namespace JwksSdk.DependencyInjection;

/// <summary>
/// Tells the scope of an address by IANA's registries of special-purpose addresses (RFC 6890). An IPv6 address that stands
/// for an IPv4 address has the scope of that one.
/// </summary>
internal static class AddressScopes
{
    private static readonly (IPNetwork Network, AddressScope Scope)[] V4 =
    [
        .. Networks(AddressScope.LinkLocal, "168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32"),
        .. Networks(AddressScope.NoHost, "0.0.0.0/8", "224.0.0.0/4", "255.255.255.255/32"),
        .. Networks(AddressScope.Private, "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"),
        .. Networks(AddressScope.Loopback, "127.0.0.0/8"),
        .. Networks(AddressScope.LinkLocal, "169.254.0.0/16"),
        .. Networks(AddressScope.Reserved, "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15"),
        .. Networks(AddressScope.Reserved, "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4"),
    ];

    private static readonly (IPNetwork Network, AddressScope Scope)[] V6 =
    [
        .. Networks(AddressScope.NoHost, "::/128", "ff00::/8"),
        .. Networks(AddressScope.Loopback, "::1/128"),
        .. Networks(AddressScope.LinkLocal, "fe80::/10", "fd00:ec2::254/128", "fd20:ce::254/128"),
        .. Networks(AddressScope.Private, "fc00::/7", "fec0::/10"),
        .. Networks(AddressScope.Reserved, "2001::/23", "2001:db8::/32", "3fff::/20"),
        .. Networks(AddressScope.Public, "2000::/3"),
        .. Networks(AddressScope.Reserved, "::/0"),
    ];

    /// <summary>IPv6 networks whose addresses hold an IPv4 address, from this byte on: compatible, NAT64, 6to4.</summary>
    private static readonly (IPNetwork Network, int Offset)[] Embedding =
    [
        (IPNetwork.Parse("::/96"), 12),
        (IPNetwork.Parse("64:ff9b::/96"), 12),
        (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>For the prefixes of a network's own translator, of any length (RFC 8215).</summary>
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");

    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    /// <summary>The scope of an address.</summary>
    public static AddressScope Of(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6)
        {
            return Find(V4, address.MapToIPv4());
        }

        var bytes = address.GetAddressBytes();
        if (Teredo.Contains(address))
        {
            return OfTeredo(bytes);
        }

        if (LocalNat64.Contains(address))
        {
            return OfLocalNat64(bytes);
        }

        if (!IPAddress.IPv6Any.Equals(address) && !IPAddress.IPv6Loopback.Equals(address))
        {
            foreach (var (network, offset) in Embedding)
            {
                if (network.Contains(address))
                {
                    return Find(V4, new IPAddress(bytes.AsSpan(offset, 4)));
                }
            }
        }

        return Find(V6, address);
    }

    /// <summary>The server's address stands plain in it, the client's inverted (RFC 4380 §4); the less public one counts.</summary>
    private static AddressScope OfTeredo(byte[] bytes)
    {
        Span<byte> client = [(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]];
        var server = Find(V4, new IPAddress(bytes.AsSpan(4, 4)));
        return server != AddressScope.Public ? server : Find(V4, new IPAddress(client));
    }

    /// <summary>
    /// The length of the prefix says where the IPv4 address stands (RFC 6052 §2.2: 48, 56, 64 or 96 bits), and is not known: a
    /// machine or link at any of the places counts. Never public: the translator is the network's own.
    /// </summary>
    private static AddressScope OfLocalNat64(byte[] bytes)
    {
        AddressScope[] scopes =
        [
            Find(V4, new IPAddress([bytes[6], bytes[7], bytes[9], bytes[10]])),
            Find(V4, new IPAddress([bytes[7], bytes[9], bytes[10], bytes[11]])),
            Find(V4, new IPAddress(bytes.AsSpan(9, 4))),
            Find(V4, new IPAddress(bytes.AsSpan(12, 4))),
        ];
        return scopes.Contains(AddressScope.LinkLocal) ? AddressScope.LinkLocal
            : scopes.Contains(AddressScope.Loopback) ? AddressScope.Loopback
            : Array.TrueForAll(scopes, static scope => scope == AddressScope.NoHost) ? AddressScope.NoHost
            : AddressScope.Reserved;
    }

    private static AddressScope Find((IPNetwork Network, AddressScope Scope)[] table, IPAddress address)
    {
        foreach (var (network, scope) in table)
        {
            if (network.Contains(address))
            {
                return scope;
            }
        }

        return AddressScope.Public;
    }

    private static IEnumerable<(IPNetwork Network, AddressScope Scope)> Networks(
        AddressScope scope,
        params string[] networks
    ) => networks.Select(network => (IPNetwork.Parse(network), scope));
}
