using System.Collections.Immutable;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Reports the mistakes that the parser finds in conventions: the generator's own parser, so both agree.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JwksConventionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        ConventionDescriptors.Shape,
        ConventionDescriptors.Template,
        ConventionDescriptors.Input,
        ConventionDescriptors.Token,
        ConventionDescriptors.Policy,
        ConventionDescriptors.Setting,
    ];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.GetAttributes().FirstOrDefault(KnownTypes.IsConventionAttribute) is not { } attribute)
        {
            return;
        }

        foreach (var finding in ConventionParser.Parse(type, context.Compilation, context.CancellationToken).Findings)
        {
            context.ReportDiagnostic(finding.ToDiagnostic(attribute, context.CancellationToken));
        }
    }
}
