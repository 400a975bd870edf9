using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace JwksSdk.Generators.Tests.CodeFixes;

/// <summary>Drives a code fix over source text, as an editor does.</summary>
internal sealed class CodeFixHarness(DiagnosticAnalyzer analyzer, CodeFixProvider provider, params string[] sources)
    : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();

    /// <summary>The text before.</summary>
    public IReadOnlyList<string> Sources { get; } = sources;

    public void Dispose() => _workspace.Dispose();

    /// <summary>What is offered for each diagnostic of the project, in the order of the source.</summary>
    public async Task<IReadOnlyList<string>> TitlesAsync() =>
        [.. (await OfferAsync(Create())).Select(static offer => offer.Action.Title)];

    /// <summary>The text after the only offer was taken, or the one of several that comes first.</summary>
    public async Task<string> FixAsync()
    {
        var project = Create();
        var (action, document, _) = (await OfferAsync(project))[0];
        return await TextAsync(await ApplyAsync(action, project), document.Id);
    }

    /// <summary>The texts after the first offer was taken for the whole project.</summary>
    public async Task<IReadOnlyList<string>> FixAllAsync()
    {
        var project = Create();
        var (first, document, diagnostic) = (await OfferAsync(project))[0];
        var context = new FixAllContext(
            document,
            provider,
            FixAllScope.Project,
            first.EquivalenceKey!,
            [diagnostic.Id],
            new Found(analyzer),
            TestContext.Current.CancellationToken
        );
        var all = await provider.GetFixAllProvider()!.GetFixAsync(context);
        var changed = await ApplyAsync(all!, project);
        return [.. await Task.WhenAll(project.DocumentIds.Select(id => TextAsync(changed, id)))];
    }

    private Project Create()
    {
        var project = _workspace.AddProject(
            ProjectInfo.Create(
                ProjectId.CreateNewId(),
                VersionStamp.Default,
                "Consumer",
                "Consumer",
                LanguageNames.CSharp,
                compilationOptions: GeneratorHarness.Compile().Options,
                parseOptions: GeneratorHarness.ParseOptions,
                metadataReferences: GeneratorHarness.ApplicationReferences
            )
        );
        for (var i = 0; i < Sources.Count; i++)
        {
            var path = $"Source{i}.cs";
            project = project.AddDocument(path, SourceText.From(Sources[i]), filePath: path).Project;
        }

        return project;
    }

    private async Task<IReadOnlyList<(CodeAction Action, Document Document, Diagnostic Diagnostic)>> OfferAsync(
        Project project
    )
    {
        var offers = new List<(CodeAction, Document, Diagnostic)>();
        foreach (var diagnostic in await Found.InAsync(project, analyzer))
        {
            var document = project.GetDocument(diagnostic.Location.SourceTree)!;
            if (provider.FixableDiagnosticIds.Contains(diagnostic.Id))
            {
                await provider.RegisterCodeFixesAsync(
                    new CodeFixContext(
                        document,
                        diagnostic,
                        (action, _) => offers.Add((action, document, diagnostic)),
                        TestContext.Current.CancellationToken
                    )
                );
            }
        }

        return offers;
    }

    private static async Task<Project> ApplyAsync(CodeAction action, Project project)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var solution = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        return solution.GetProject(project.Id)!;
    }

    private static async Task<string> TextAsync(Project project, DocumentId id) =>
        (await project.GetDocument(id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    /// <summary>What the analyzer finds, for fixing all of it.</summary>
    private sealed class Found(DiagnosticAnalyzer analyzer) : FixAllContext.DiagnosticProvider
    {
        public static async Task<IReadOnlyList<Diagnostic>> InAsync(Project project, DiagnosticAnalyzer analyzer)
        {
            var compilation = (CSharpCompilation)
                (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
            var found = await compilation
                .WithAnalyzers([analyzer])
                .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            return
            [
                .. found
                    .OrderBy(static each => each.Location.SourceTree!.FilePath, StringComparer.Ordinal)
                    .ThenBy(static each => each.Location.SourceSpan.Start),
            ];
        }

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(
            Project project,
            CancellationToken cancellationToken
        ) => await InAsync(project, analyzer);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document,
            CancellationToken cancellationToken
        )
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await InAsync(document.Project, analyzer)).Where(each => each.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project,
            CancellationToken cancellationToken
        ) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
