using System.Globalization;
using System.Runtime.InteropServices;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Reporting;

/// <summary>What was measured on, and when.</summary>
internal sealed record Machine(
    string Processor,
    int Cores,
    string Runtime,
    string? Node,
    string System,
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
            DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
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
        $"{Processor}, {Cores} cores, {Runtime}, {(Node is null ? "" : $"Node.js {Node}, ")}{System}, {Date}, load {LoadBefore.ToString("0.0", CultureInfo.InvariantCulture)}";

    private static string Processors() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(": ")[1]
                ?? "unknown processor"
            : RuntimeInformation.ProcessArchitecture.ToString();
}
