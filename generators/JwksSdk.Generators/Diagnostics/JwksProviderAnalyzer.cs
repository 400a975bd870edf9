using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Reports the mistakes that the parser finds in declarations: the generator's own parser, so both agree.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JwksProviderAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.NotPartial,
        DiagnosticDescriptors.UnknownInput,
        DiagnosticDescriptors.MissingInput,
        DiagnosticDescriptors.MalformedInput,
        DiagnosticDescriptors.Placeholder,
        DiagnosticDescriptors.SecretInSource,
        DiagnosticDescriptors.Contradiction,
        DiagnosticDescriptors.DeclarationShape,
        DiagnosticDescriptors.UnknownProvider,
        DiagnosticDescriptors.InsecureAddress,
        DiagnosticDescriptors.KindUnavailable,
        DiagnosticDescriptors.AlgorithmNotUsed,
        DiagnosticDescriptors.MembersClash,
    ];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start => start.RegisterDeclarationAction(Report));
    }

    private static void Report(SymbolAnalysisContext context, AnalyzedDeclaration declaration)
    {
        foreach (var finding in declaration.Parse.Findings)
        {
            var location =
                finding.Symbol?.Locations.FirstOrDefault()
                ?? declaration.Locate(finding.Argument, context.CancellationToken);
            context.ReportDiagnostic(
                Diagnostic.Create(finding.Descriptor, location, finding.Properties, finding.Arguments)
            );
        }
    }
}
