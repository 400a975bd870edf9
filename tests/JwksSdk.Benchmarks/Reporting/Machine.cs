using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using JwksSdk.Benchmarks.Subjects;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;

namespace JwksSdk.Benchmarks.Reporting;

/// <summary>What was measured on, and when.</summary>
internal sealed record Machine(
    string Processor,
    int Cores,
    string Runtime,
    string? Node,
    string System,
    string OpenSsl,
    string Peers,
    string Date,
    double LoadBefore
)
{
    public static Machine Describe() =>
        new(
            Processors(),
            Environment.ProcessorCount,
            RuntimeInformation.FrameworkDescription,
            NodePeers.Version(),
            RuntimeInformation.OSDescription,
            OpenSslVersion(),
            $"Microsoft.IdentityModel {VersionOf<JsonWebTokenHandler>()}, JwtBearer {VersionOf<JwtBearerHandler>()}",
            DateTimeOffset.UtcNow.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
            Load()
        );

    /// <summary>The load of the last minute; 0 where the system does not say.</summary>
    public static double Load() =>
        File.Exists("/proc/loadavg")
            ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
            : 0;

    /// <summary>Whether ratios mislead at a load.</summary>
    public static bool IsBusy(double load) => load > 2;

    public override string ToString() =>
        $"{Processor}, {Cores} cores, {Runtime}, {(Node is null ? "" : $"Node.js {Node}, ")}{System}, OpenSSL {OpenSsl}, {Peers}, {Date}, load {LoadBefore.ToString("0.0", CultureInfo.InvariantCulture)}";

    /// <summary>The version of the library that checks signatures, as it says itself: 3.0.15 is 0x300000F0.</summary>
    private static string OpenSslVersion()
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
        {
            return "none";
        }

        var version = SafeEvpPKeyHandle.OpenSslVersion;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{version >> 28}.{(version >> 20) & 0xFF}.{(version >> 4) & 0xFF}"
        );
    }

    private static string VersionOf<T>() =>
        typeof(T).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[
            0
        ];

    private static string Processors() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(": ")[1]
                ?? "unknown processor"
            : RuntimeInformation.ProcessArchitecture.ToString();
}
