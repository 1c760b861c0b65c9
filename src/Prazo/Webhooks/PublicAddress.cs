using System.Net;
using System.Net.Sockets;

namespace Prazo.Webhooks;

/// <summary>Which addresses a webhook may reach: those of the public internet. Addresses that carry an IPv4 address within are judged by it.</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
            .Split(' ').Select(IPNetwork.Parse),
        // Azure's platform address answers on every machine there, from within the public range.
        IPNetwork.Parse("168.63.129.16/32"),
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotPublic6 = [.. "2001::/23 2001:db8::/32 3fff::/20".Split(' ').Select(IPNetwork.Parse)];
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether the address is of the public internet, or of a network that the operator allowed.</summary>
    public static bool Allows(IPAddress address, IEnumerable<IPNetwork> allowed)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(allowed);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowed.Any(n => n.Contains(plain)) || IsPublic(plain);
    }

    private static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !NotPublic.Any(n => n.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address))
            return IsPublic(new IPAddress(bytes.AsSpan(12, 4)));
        if (!Global6.Contains(address) || NotPublic6.Any(n => n.Contains(address)))
            return false;
        if (SixToFour.Contains(address) && !IsPublic(new IPAddress(bytes.AsSpan(2, 4))))
            return false;
        // ISATAP: the last half is 0:5efe or 200:5efe and an IPv4 address.
        return !(bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe) || IsPublic(new IPAddress(bytes.AsSpan(12, 4)));
    }
}
