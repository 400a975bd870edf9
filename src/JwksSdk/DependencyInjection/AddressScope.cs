namespace JwksSdk.DependencyInjection;

/// <summary>From where an IP address can be reached, as far as it decides whether keys may come from it.</summary>
internal enum AddressScope
{
    /// <summary>From the whole internet.</summary>
    Public = 0,

    /// <summary>From a private network: RFC 1918, RFC 6598 (carriers), RFC 4193 (unique local), RFC 3879 (site local).</summary>
    Private,

    /// <summary>Reserved, for documentation or for benchmarks (RFC 6890 and its registry): from nowhere, or by private agreement.</summary>
    Reserved,

    /// <summary>From this machine alone (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3).</summary>
    Loopback,

    /// <summary>From this link alone (RFC 3927, RFC 4291 §2.5.6), or a metadata service of a cloud, wherever it is.</summary>
    LinkLocal,

    /// <summary>No single host: unspecified, this network, multicast, broadcast.</summary>
    NoHost,
}
