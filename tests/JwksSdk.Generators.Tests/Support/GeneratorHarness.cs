using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwksSdk.Generators.Tests;

/// <summary>
/// Drives a generator over source text. Every run is done three times, the second time on a clone of the compilation and
/// the third on the same text parsed anew: a step that does its work again, or that holds on to the compilation, fails
/// whatever test it is in.
/// </summary>
internal static class GeneratorHarness
{
    /// <summary>What a project that uses the library sees: the test host's own assemblies and JwksSdk.dll.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Append(typeof(JwtToken).Assembly.Location)
            .Distinct(StringComparer.Ordinal)
            // The generator holds a second copy of the facts about providers, which no consumer sees.
            .Where(static path => path != typeof(TrackingNames).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What an application sees: the same without a test framework.</summary>
    public static IReadOnlyList<MetadataReference> ApplicationReferences { get; } =
    [
        .. References.Where(static reference =>
            !Path.GetFileName(reference.Display!).StartsWith("xunit", StringComparison.OrdinalIgnoreCase)
        ),
    ];

    // The newest syntax this Roslyn knows, and documentation checked as in a project that demands it.
    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.Preview, DocumentationMode.Diagnose, SourceCodeKind.Regular);

    /// <summary>A library project of these files, named Consumer, with nullable references and no implicit usings.</summary>
    public static CSharpCompilation Compile(params string[] sources) =>
        CSharpCompilation.Create(
            "Consumer",
            sources.Select(static (text, i) => Parse(text, $"Source{i}.cs")),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                warningLevel: 9999
            )
        );

    /// <summary>The same as an application, which references no test framework.</summary>
    public static CSharpCompilation CompileApplication(params string[] sources) =>
        Compile(sources).WithReferences(ApplicationReferences);

    public static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, ParseOptions, path, cancellationToken: TestContext.Current.CancellationToken);

    public static GeneratorRun Run<TGenerator>(params string[] sources)
        where TGenerator : IIncrementalGenerator, new() => Run<TGenerator>(Compile(sources));

    public static GeneratorRun Run<TGenerator>(CSharpCompilation compilation)
        where TGenerator : IIncrementalGenerator, new()
    {
        var first = GeneratorRun.Start(new TGenerator(), compilation);
        StepAssert.NothingForbiddenIsKept(first);

        StepAssert.NothingIsDoneAgain(first.Then(compilation.Clone()));
        StepAssert.NothingIsDoneAgain(first.Then(ParsedAnew(compilation)));
        return first;
    }

    private static CSharpCompilation ParsedAnew(CSharpCompilation compilation) =>
        compilation
            .RemoveAllSyntaxTrees()
            .AddSyntaxTrees(compilation.SyntaxTrees.Select(static tree => Parse(tree.ToString(), tree.FilePath)));
}

/// <summary>The outcome of one run of a generator.</summary>
internal sealed class GeneratorRun
{
    private static readonly string[] KnownSteps =
    [
        .. typeof(TrackingNames)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static field => (string)field.GetRawConstantValue()!),
    ];

    private readonly GeneratorDriver _driver;

    private GeneratorRun(GeneratorDriver driver, Compilation input)
    {
        _driver = driver.RunGeneratorsAndUpdateCompilation(
            input,
            out var output,
            out var diagnostics,
            TestContext.Current.CancellationToken
        );
        Output = output;
        // A generator that throws is reported as a diagnostic of the driver; ours report none at all.
        Assert.Empty(diagnostics);
    }

    /// <summary>The project with the generated files.</summary>
    public Compilation Output { get; }

    /// <summary>The generated files by hint name, in order.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        new SortedDictionary<string, string>(
            Result.GeneratedSources.ToDictionary(
                static file => file.HintName,
                static file => file.SourceText.ToString()
            ),
            StringComparer.Ordinal
        );

    /// <summary>The text of the only generated file.</summary>
    public string File => Assert.Single(Files).Value;

    /// <summary>The tracked steps that ran, by name: every constant of <see cref="TrackingNames"/> that this generator uses.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<IncrementalGeneratorRunStep>>> Steps =>
        Result
            .TrackedSteps.Where(static step => KnownSteps.Contains(step.Key))
            .Select(static step =>
                KeyValuePair.Create<string, IReadOnlyList<IncrementalGeneratorRunStep>>(step.Key, step.Value)
            );

    /// <summary>The steps that hand generated text to the compiler.</summary>
    public IEnumerable<IncrementalGeneratorRunStep> OutputSteps =>
        Result.TrackedOutputSteps.SelectMany(static step => step.Value);

    private GeneratorRunResult Result => Assert.Single(_driver.GetRunResult().Results);

    /// <summary>Starts a generator with nothing remembered.</summary>
    public static GeneratorRun Start(IIncrementalGenerator generator, Compilation compilation) =>
        new(
            CSharpGeneratorDriver.Create(
                [generator.AsSourceGenerator()],
                parseOptions: GeneratorHarness.ParseOptions,
                driverOptions: new GeneratorDriverOptions(
                    IncrementalGeneratorOutputKind.None,
                    trackIncrementalGeneratorSteps: true
                )
            ),
            compilation
        );

    /// <summary>Runs again, on a later state of the project, with what this run remembers.</summary>
    public GeneratorRun Then(Compilation compilation) => new(_driver, compilation);

    /// <summary>The reasons of all outputs of a tracked step.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        [
            .. Steps
                .Where(each => each.Key == step)
                .SelectMany(static each => each.Value)
                .SelectMany(static run => run.Outputs)
                .Select(static output => output.Reason),
        ];
}
