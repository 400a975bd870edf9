using System.Diagnostics;
using System.Runtime;

namespace JwksSdk.Benchmarks.Measuring;

/// <summary>
/// Runs code until the runtime has compiled nothing any more for a while: it compiles anew what runs often, in the background, and only
/// what it is done with is worth measuring.
/// </summary>
internal static class CompiledForGood
{
    /// <summary>No code is waited for any longer, were something to be compiled forever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs.</summary>
    /// <param name="calm">How long nothing is to be compiled: several times the 100 ms that the runtime itself waits.</param>
    /// <param name="turn">What is run, over and over.</param>
    public static void Run(TimeSpan calm, Action turn)
    {
        var begun = Stopwatch.GetTimestamp();
        var (quiet, compiled) = (begun, -1L);
        do
        {
            turn();
            if (JitInfo.GetCompiledMethodCount() is var now && now != compiled)
            {
                (quiet, compiled) = (Stopwatch.GetTimestamp(), now);
            }

            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                Console.WriteLine(
                    $"Measured although something was still being compiled after {Patience.TotalSeconds} s."
                );
                return;
            }
        } while (Stopwatch.GetElapsedTime(quiet) < calm);
    }
}
