extern alias Generators;
using System.Diagnostics;
using Generators::JwksSdk.Generators;
using JwksSdk.Benchmarks.Measuring;
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
        foreach (var declarations in Counts)
        {
            var what = $"{declarations} declarations in {Files:N0} files";
            yield return Milliseconds(what, "first run", rounds.Select(round => round[declarations].First));
            yield return Milliseconds(what, "unrelated edit", rounds.Select(round => round[declarations].Edit));
            yield return new Figure(Name, what, "unrelated edit", "outputs", Outputs(declarations));
            if (declarations > 0)
            {
                // The rest is the compiler's search of all files, which is there with none declared.
                yield return Milliseconds(
                    what,
                    "first run, above none",
                    rounds.Select(round => round[declarations].First - round[0].First)
                );
                yield return Milliseconds(
                    what,
                    "unrelated edit, above none",
                    rounds.Select(round => round[declarations].Edit - round[0].Edit)
                );
            }
        }
    }

    /// <summary>
    /// Runs as long as it takes until the times do not fall any more, as in a build server that has worked for a while. Something or other of
    /// the compiler is being compiled forever, so that there is no end of it to wait for.
    /// </summary>
    private static void WarmUp()
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(12))
        {
            _ = Measure(Counts[^1]);
        }
    }

    /// <summary>Measures each number of declarations once, in random order.</summary>
    private static Dictionary<int, (double First, double Edit)> Round(Random random)
    {
        int[] order = [.. Counts];
        random.Shuffle(order);
        return order.ToDictionary(static declarations => declarations, static declarations => Measure(declarations));
    }

    private static (double First, double Edit) Measure(int declarations)
    {
        var compilation = Compile(declarations);
        var edited = Edit(compilation);
        var (first, driver) = Time(Driver(tracks: false), compilation);
        var (edit, _) = Time(driver, edited);
        return (first, edit);
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

    private static (double Milliseconds, GeneratorDriver Driver) Time(GeneratorDriver driver, Compilation compilation)
    {
        GC.Collect();
        // Of the processor, not of the clock: it is no ratio, so whatever else runs must not count.
        var begun = Environment.CpuUsage.TotalTime;
        var after = driver.RunGenerators(compilation);
        return ((Environment.CpuUsage.TotalTime - begun).TotalMilliseconds, after);
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

    private Figure Milliseconds(string what, string subject, IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return new Figure(Name, what, subject, "ms", Math.Round(ordered[ordered.Length / 2], 2));
    }
}
