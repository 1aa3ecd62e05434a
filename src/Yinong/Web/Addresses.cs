using System.Net;
using System.Net.Sockets;

namespace Yinong.Web;

/// <summary>Addresses of callers.</summary>
static class Addresses
{
    /// <summary>What limits count by: an IPv4 address, or the /64 network of an IPv6 one, because a household owns a whole /64.</summary>
    public static string Network(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes) + "/64";
    }
}
