using System.Net;
using JwksSdk.DependencyInjection;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>The table of addresses: the first and the last of each network, their neighbours, and IPv4 in IPv6 clothes.</summary>
public sealed class AddressScopesTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2000::")]
    [InlineData("2001:200::")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:81b::200e")]
    [InlineData("3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void The_rest_of_the_internet_is_public(string address) => Is(AddressScope.Public, address);

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.0")]
    [InlineData("100.127.255.255")]
    [InlineData("172.16.0.0")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.0")]
    [InlineData("192.168.255.255")]
    [InlineData("fc00::")]
    [InlineData("fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("fec0::1")]
    public void Private_networks_are_private(string address) => Is(AddressScope.Private, address);

    [Theory]
    [InlineData("127.0.0.0")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.255")]
    [InlineData("::1")]
    public void Addresses_of_this_machine_are_loopback(string address) => Is(AddressScope.Loopback, address);

    [Theory]
    [InlineData("169.254.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.255.255")]
    [InlineData("fe80::1%1")]
    [InlineData("febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    public void Metadata_services_and_the_link_are_link_local(string address) => Is(AddressScope.LinkLocal, address);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.255.255.255")]
    [InlineData("224.0.0.0")]
    [InlineData("239.255.255.255")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("ff02::1")]
    public void Unspecified_multicast_and_broadcast_are_no_host(string address) => Is(AddressScope.NoHost, address);

    [Theory]
    [InlineData("192.0.0.0")]
    [InlineData("192.0.2.255")]
    [InlineData("192.88.99.1")]
    [InlineData("198.18.0.0")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.0")]
    [InlineData("203.0.113.255")]
    [InlineData("240.0.0.0")]
    [InlineData("255.255.255.254")]
    [InlineData("100::1")]
    [InlineData("2001:2::1")]
    [InlineData("2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("4000::1")]
    [InlineData("5f00::1")]
    [InlineData("::ffff:0:127.0.0.1")]
    public void What_is_set_aside_is_reserved(string address) => Is(AddressScope.Reserved, address);

    [Theory]
    [InlineData("10.1.2.3", AddressScope.Private)]
    [InlineData("127.0.0.1", AddressScope.Loopback)]
    [InlineData("169.254.169.254", AddressScope.LinkLocal)]
    [InlineData("0.0.0.7", AddressScope.NoHost)]
    [InlineData("198.18.0.1", AddressScope.Reserved)]
    [InlineData("8.8.8.8", AddressScope.Public)]
    public void An_ipv4_address_in_an_ipv6_one_decides(string address, object scope)
    {
        var v4 = IPAddress.Parse(address).GetAddressBytes();
        var hex = Convert.ToHexString(v4);
        var inverted = Convert.ToHexString([.. v4.Select(static each => (byte)~each)]);

        Is(scope, $"::ffff:{address}");
        Is(scope, $"::{address}");
        Is(scope, $"64:ff9b::{address}");
        Is(scope, $"2002:{hex[..4]}:{hex[4..]}::1");
        Is(scope, $"2001:0:{hex[..4]}:{hex[4..]}:0:0:f7f7:f7f7");
        Is(scope, $"2001:0:808:808:0:0:{inverted[..4]}:{inverted[4..]}");
    }

    [Theory]
    [InlineData("64:ff9b:1::169.254.169.254", AddressScope.LinkLocal)] // A prefix of 96 bits,
    [InlineData("64:ff9b:1:0:a9:fea9:fe00::", AddressScope.LinkLocal)] // of 64,
    [InlineData("64:ff9b:1:a9:fe:a9fe::", AddressScope.LinkLocal)] // of 56,
    [InlineData("64:ff9b:1:a9fe:a9:fe00::", AddressScope.LinkLocal)] // of 48 bits.
    [InlineData("64:ff9b:1:a9fe:a9:fe00:808:808", AddressScope.LinkLocal)]
    [InlineData("64:ff9b:1:ffff:ffff:ffff:a9fe:a9fe", AddressScope.LinkLocal)]
    [InlineData("64:ff9b:1::127.0.0.1", AddressScope.Loopback)]
    [InlineData("64:ff9b:1::168.63.129.16", AddressScope.LinkLocal)]
    [InlineData("64:ff9b:1::1", AddressScope.NoHost)]
    [InlineData("64:ff9b:1::224.0.0.1", AddressScope.NoHost)]
    [InlineData("64:ff9b:1::10.1.2.3", AddressScope.Reserved)]
    [InlineData("64:ff9b:1::8.8.8.8", AddressScope.Reserved)]
    [InlineData("64:ff9b:1:808:8:800::", AddressScope.Reserved)]
    [InlineData("64:ff9b:2::169.254.169.254", AddressScope.Reserved)]
    public void A_translator_of_ones_own_is_never_public_and_leads_to_no_metadata_service(
        string address,
        object scope
    ) => Is(scope, address);

    private static void Is(object scope, string address) =>
        Assert.Equal($"{address} {scope}", $"{address} {AddressScopes.Of(IPAddress.Parse(address))}");
}
