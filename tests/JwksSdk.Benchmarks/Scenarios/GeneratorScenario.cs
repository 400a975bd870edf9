extern alias Generators;
using System.Diagnostics;
using Generators::JwksSdk.Generators;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>The generators in a project of 2,000 files: the first build, and what an edit elsewhere costs in the editor.</summary>
internal sealed class GeneratorScenario : IScenario
{
    private const int Files = 2_000;
    private static readonly int[] Counts = [0, 10, 100];
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("JwksSdk.Generators", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    // Parsed once: what a run remembers of a file is in its driver and its compilation, which are made anew.
    private static readonly Lazy<SyntaxTree[]> Unmarked = new(static () =>
        [
            .. Enumerable
                .Range(0, Files)
                .Select(static i => CSharpSyntaxTree.ParseText(Text(i), ParseOptions, $"File{i}.cs")),
        ]
    );

    public string Name => "generator";

    public string Question => "What do the generators cost a build, and an edit elsewhere?";

    public bool TakesLong => true;

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        var random = new Random(seed);
        WarmUp();
        var rounds = Enumerable.Range(0, Math.Max(5, effort.Rounds / 10)).Select(_ => Round(random)).ToArray();
        yield return Milliseconds(Case(0), SubjectNames.BareCompiler, rounds.Select(static round => round.Bare));
        foreach (var declarations in Counts)
        {
            foreach (var figure in Costs(declarations, "first run", rounds, static run => run.First))
            {
                yield return figure;
            }

            foreach (var figure in Costs(declarations, "unrelated edit", rounds, static run => run.Edit))
            {
                yield return figure;
            }

            yield return new Figure(Name, Case(declarations), "unrelated edit", "outputs", Outputs(declarations));
        }
    }

    private static string Case(int declarations) => $"{declarations} declarations in {Files:N0} files";

    private IEnumerable<Figure> Costs(
        int declarations,
        string what,
        MeasuredRound[] rounds,
        Func<(double First, double Edit), double> cost
    ) =>
        [
            new Figure(
                Name,
                Case(declarations),
                what,
                "ratio",
                Math.Round(Median(rounds.Select(round => cost(round.Runs[declarations]) / round.Bare)), 4)
            ),
            Milliseconds(Case(declarations), what, rounds.Select(round => cost(round.Runs[declarations]))),
        ];

    /// <summary>
    /// Runs for as long as it took, wherever this was looked at, until the times did not fall any more, as in a build server that has worked for
    /// a while. Something or other of the compiler is being compiled forever, so that there is no end of it to wait for.
    /// </summary>
    private static void WarmUp()
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(15))
        {
            _ = Measure(Counts[^1]);
            _ = Check();
        }
    }

    /// <summary>Measures the compiler and each number of declarations once, in random order.</summary>
    private static MeasuredRound Round(Random random)
    {
        var bare = 0.0;
        var runs = new Dictionary<int, (double First, double Edit)>();
        Action[] turns = [() => bare = Check(), .. Counts.Select(each => (Action)(() => runs[each] = Measure(each)))];
        random.Shuffle(turns);
        foreach (var turn in turns)
        {
            turn();
        }

        return new(bare, runs);
    }

    /// <summary>What the compiler itself takes to find nothing wrong with the project.</summary>
    private static double Check()
    {
        var compilation = Compile(0);
        var (milliseconds, diagnostics) = Time(() => compilation.GetDiagnostics());
        return diagnostics.Any(static each => each.Severity == DiagnosticSeverity.Error)
            ? throw new InvalidOperationException("The project of 2,000 files does not compile.")
            : milliseconds;
    }

    private static (double First, double Edit) Measure(int declarations)
    {
        var compilation = Compile(declarations);
        var edited = Edit(compilation);
        var (first, driver) = Time(() => Driver(tracks: false).RunGenerators(compilation));
        var (edit, after) = Time(() => driver.RunGenerators(edited));
        Demand(driver, declarations);
        Demand(after, declarations);
        return (first, edit);
    }

    /// <summary>Each declaration has a file of its own for its client, its options, its registration and its record; two are the assembly's.</summary>
    private static void Demand(GeneratorDriver driver, int declarations)
    {
        var files = declarations == 0 ? 0 : (4 * declarations) + 2;
        if (driver.GetRunResult().GeneratedTrees.Length != files)
        {
            throw new InvalidOperationException("The generators did not write what they should.");
        }
    }

    /// <summary>How many files are written again after an unrelated edit.</summary>
    private static int Outputs(int declarations)
    {
        var compilation = Compile(declarations);
        return Driver(tracks: true)
            .RunGenerators(compilation)
            .RunGenerators(Edit(compilation))
            .GetRunResult()
            .Results.SelectMany(static result => result.TrackedOutputSteps.Values)
            .SelectMany(static steps => steps)
            .SelectMany(static step => step.Outputs)
            .Count(static output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
    }

    private static GeneratorDriver Driver(bool tracks) =>
        CSharpGeneratorDriver.Create(
            [
                new JwksProviderGenerator().AsSourceGenerator(),
                new JwksConventionGenerator().AsSourceGenerator(),
                new JwtClaimsGenerator().AsSourceGenerator(),
            ],
            parseOptions: ParseOptions,
            driverOptions: new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: tracks)
        );

    private static CSharpCompilation Edit(CSharpCompilation compilation) =>
        compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[0],
            CSharpSyntaxTree.ParseText(Text(Files + 1), ParseOptions, "File0.cs")
        );

    private static (double Milliseconds, T Result) Time<T>(Func<T> work)
    {
        GC.Collect();
        // Of the processor, not of the clock: what another process does must not count.
        var begun = Environment.CpuUsage.TotalTime;
        var result = work();
        return ((Environment.CpuUsage.TotalTime - begun).TotalMilliseconds, result);
    }

    private static CSharpCompilation Compile(int declarations)
    {
        var declared = Enumerable
            .Range(0, declarations)
            .Select(static i => CSharpSyntaxTree.ParseText(Declaration(i), ParseOptions, $"Identity{i}.cs"));
        return CSharpCompilation.Create(
            "Project",
            [.. Unmarked.Value, .. declared],
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
    }

    /// <summary>A file like others: a class with an attribute, members and a method.</summary>
    private static string Text(int number) =>
        $$"""
            using System;
            using System.Collections.Generic;

            namespace Project.Part{{number % 40}};

            [Serializable]
            public sealed class Thing{{number}}
            {
                private readonly List<string> _items = [];

                public string Name { get; init; } = "";

                [Obsolete("for the sake of an attribute")]
                public int Count => _items.Count;

                public bool TryFind(string name, out int index)
                {
                    index = _items.IndexOf(name);
                    return index >= 0;
                }
            }
            """;

    private static string Declaration(int number) =>
        $$"""
            using JwksSdk;
            using static JwksSdk.IdentityProvider;

            namespace Project.Identities;

            [JwksProvider(Cognito, UserPoolId = "eu-west-1_Ab12Cd{{number}}", ClientId = "1acmeclient00000000000000")]
            public sealed partial class Identity{{number}};

            [JwtClaims]
            public sealed partial record Token{{number}} : CognitoAccessToken
            {
                [JwtClaim("custom:tier")]
                public required string Tier { get; init; }
            }
            """;

    private Figure Milliseconds(string what, string subject, IEnumerable<double> values) =>
        new(Name, what, subject, "ms", Math.Round(Median(values), 2));

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }

    /// <summary>What was measured side by side, in milliseconds of the processor.</summary>
    /// <param name="Bare">Of the compiler alone.</param>
    /// <param name="Runs">Of the generators, by the number of declarations.</param>
    private sealed record MeasuredRound(double Bare, Dictionary<int, (double First, double Edit)> Runs);
}
