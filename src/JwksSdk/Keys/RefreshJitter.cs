using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace JwksSdk.Keys;

/// <summary>
/// Spreads the refreshes of a fleet without chance: the same process always refreshes one key set at the same point of its
/// lifetime, other processes and other key sets at others.
/// </summary>
internal static class RefreshJitter
{
    /// <summary>The place of a key set of this process among its equals, from 0 to 1.</summary>
    public static double Of(string issuer) => Of(issuer, $"{Environment.MachineName}/{Environment.ProcessId}");

    /// <summary>The place of a key set of a process among its equals, from 0 to 1.</summary>
    public static double Of(string issuer, string process)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{process} {issuer}"));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)uint.MaxValue;
    }
}
