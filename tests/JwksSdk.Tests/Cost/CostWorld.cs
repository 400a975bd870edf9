using System.Diagnostics.Metrics;
using JwksSdk.Benchmarks.Subjects;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Cost;

/// <summary>An application of the benchmarks, whose verifications are measured in bytes.</summary>
internal sealed class CostWorld(TokenSet tokens, bool hasCache = false) : IDisposable
{
    private readonly SdkWorld _world = new(tokens, Services(hasCache));

    public int Requests => _world.Requests.Value;

    /// <summary>The bytes that one verification allocates once everything is warm: the fewest of several.</summary>
    /// <param name="token">The token.</param>
    /// <param name="outcome">What it must come to.</param>
    public long Bytes(string token, JwtErrorCode outcome = JwtErrorCode.None)
    {
        var fewest = long.MaxValue;
        for (var i = 0; i < 128; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var verification = _world.Client.VerifyAccessTokenAsync<BenchAccessToken>(token, CancellationToken.None);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(outcome, SdkWorld.Done(verification).Error.Code);
            fewest = Math.Min(fewest, bytes);
        }

        return fewest;
    }

    public void Dispose() => _world.Dispose();

    /// <summary>Without the capture of the suite, which listens to every meter and so makes each count allocate.</summary>
    private static IServiceCollection Services(bool hasCache)
    {
        var services = TestServices.New().AddSingleton<IMeterFactory>(new QuietMeters());
        return hasCache ? services.AddJwksTokenCache() : services;
    }
}
