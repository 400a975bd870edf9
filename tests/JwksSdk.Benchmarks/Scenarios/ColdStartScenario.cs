using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>An application from its start to its first verified token, beside one that verifies nothing.</summary>
internal sealed class ColdStartScenario : IScenario
{
    private static readonly (string Mode, string Name)[] Subjects =
    [
        ("application", "application that verifies nothing"),
        ("peer", SubjectNames.Managed),
        ("sdk", SubjectNames.Us),
        ("discovering", SubjectNames.DiscoveringUs),
    ];

    public string Name => "cold";

    public string Question => "How much later does an application end that has its first token verified?";

    public bool TakesLong => true;

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("jwkssdk-cold-");
        try
        {
            var jit =
                ColdProgram.Publish(Path.Combine(folder.FullName, "jit"))
                ?? throw new InvalidOperationException("The program cannot be published.");
            if (!jit.TakePackedLibrary(Path.Combine(folder.FullName, "package")))
            {
                Console.WriteLine(
                    "The package has nothing that is compiled for this machine: JIT compiles the library too."
                );
            }

            var ready = ColdProgram.Publish(
                Path.Combine(folder.FullName, "ready"),
                "--use-current-runtime",
                "--no-self-contained",
                "-p:PublishReadyToRun=true"
            );
            var tokens = new TokenSet(JwtAlgorithms.RS256);
            return
            [
                .. Measure("JIT", jit, tokens),
                .. ready is null ? NotMeasured() : Measure("ReadyToRun", ready, tokens),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        IEnumerable<Figure> Measure(string how, ColdProgram program, TokenSet tokens) =>
            Figures(how, Times(program, tokens, Math.Max(5, effort.Rounds / 10), seed));
    }

    private static Figure[] NotMeasured()
    {
        Console.WriteLine(
            "ReadyToRun is not measured: the program could not be published, most likely for want of crossgen."
        );
        return [];
    }

    /// <summary>The milliseconds of each subject in each round.</summary>
    private static double[][] Times(ColdProgram program, TokenSet tokens, int rounds, int seed)
    {
        var times = Subjects.Select(_ => new double[rounds]).ToArray();
        var order = Enumerable.Range(0, Subjects.Length).ToArray();
        var random = new Random(seed);
        // The first round is for the files, which are then in memory.
        for (var round = -1; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                var time = program.Run(Subjects[i].Mode, tokens);
                if (round >= 0)
                {
                    times[i][round] = time;
                }
            }
        }

        return times;
    }

    /// <summary>What each subject takes above the application that verifies nothing, in the same round, and the SDK's share of the peer's.</summary>
    private IEnumerable<Figure> Figures(string how, double[][] times)
    {
        var above = times
            .Select(each => each.Zip(times[0], static (own, without) => own - without).ToArray())
            .ToArray();
        return [Figure(0, "ms in all", times[0], 0.5), Figure(1, "ms", above[1], 0.5), .. Own(2), .. Own(3)];

        Figure[] Own(int subject)
        {
            var ratios = above[subject].Zip(above[1], static (own, peer) => own / peer).ToArray();
            return
            [
                Figure(subject, "ms", above[subject], 0.5),
                Figure(subject, "ratio", ratios, 0.5),
                Figure(subject, "low", ratios, 0.25),
                Figure(subject, "high", ratios, 0.75),
            ];
        }

        Figure Figure(int subject, string unit, double[] values, double part) =>
            new(
                Name,
                how,
                Subjects[subject].Name,
                unit,
                Math.Round(Interleaved.Quantile([.. values.Order()], part), 4)
            );
    }
}
