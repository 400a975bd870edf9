using System.Diagnostics.Metrics;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Cost;

/// <summary>An application of the benchmarks, whose verifications are measured in bytes.</summary>
internal sealed class CostWorld(TokenSet tokens, bool hasCache = false) : IDisposable
{
    private readonly SdkWorld _world = new(tokens, hasCache ? Services().AddJwksTokenCache() : Services());

    public int Requests => _world.Requests.Value;

    /// <summary>The bytes that one verification allocates once everything is warm: the fewest of several.</summary>
    /// <param name="token">The token.</param>
    /// <param name="outcome">What it must come to.</param>
    public long Bytes(string token, JwtErrorCode outcome = JwtErrorCode.None) =>
        Bytes(_world.Refuses("", token, outcome));

    /// <summary>The bytes that one operation of a subject allocates once everything is warm: the fewest of several.</summary>
    public static long Bytes(Subject subject)
    {
        var fewest = long.MaxValue;
        for (var i = 0; i < 128; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            subject.Run(1);
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }

    /// <summary>Without the capture of the suite, which listens to every meter and so makes each count allocate.</summary>
    public static IServiceCollection Services() => TestServices.New().AddSingleton<IMeterFactory>(new QuietMeters());

    public void Dispose() => _world.Dispose();
}
