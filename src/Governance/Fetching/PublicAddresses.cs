using System.Net;
using System.Net.Sockets;

namespace Governance.Fetching;

/// <summary>Which IP addresses are somebody's on the public internet, by the IANA special-purpose address registries (RFC 6890, RFC 8190).</summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. Networks(
            "0.0.0.0/8", // this network, RFC 791
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private, RFC 1918
            "100.64.0.0/10", // shared by carriers, RFC 6598
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // a cloud's own services behind a public-looking address
            "169.254.0.0/16", // link-local and clouds' metadata, RFC 3927
            "192.0.0.0/24", // protocol assignments, RFC 6890
            "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // documentation, RFC 5737
            "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24", // AS112 and AMT, RFC 7535, RFC 7450, RFC 7534
            "192.88.99.0/24", // 6to4 relays, RFC 7526
            "198.18.0.0/15", // benchmarks, RFC 2544
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"), // reserved and broadcast, RFC 1112
        .. Networks(
            "2001::/23", // protocol assignments with Teredo and ORCHID, RFC 2928
            "2001:db8::/32", "3fff::/20", // documentation, RFC 3849, RFC 9637
            "2002::/16", // 6to4 carries an IPv4 address, RFC 3056
            "2620:4f:8000::/48"), // AS112, RFC 7534
    ];

    // Everything else is not assigned to anybody, or maps, translates or scopes an address: ::/96, ::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48, 100::/64, fc00::/7, fe80::/10, ff00::/8.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Whether a connection to <paramref name="address"/> goes to the public internet, whatever notation the address came in.</summary>
    public static bool Has(IPAddress address)
    {
        // The framework reads a mapped address as IPv4 when it asks whether a network has it: that must not be asked of one.
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && (address.IsIPv4MappedToIPv6 || address.ScopeId != 0 || !GlobalUnicast.Contains(address))) return false;
        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !NotPublic.Any(network => network.Contains(address));
    }

    private static IEnumerable<IPNetwork> Networks(params string[] networks) => networks.Select(IPNetwork.Parse);
}
