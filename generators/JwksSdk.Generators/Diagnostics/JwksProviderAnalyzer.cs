using System.Collections.Immutable;
using JwksSdk.Generators.Parsing;
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
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DeclarationParser.AttributeName) is { } marker)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, marker), SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol marker)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var attribute in type.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, marker))
            {
                continue;
            }

            foreach (var finding in DeclarationParser.Parse(type, attribute, context.CancellationToken).Findings)
            {
                var location =
                    finding.Symbol?.Locations.FirstOrDefault()
                    ?? AttributeArgument.Locate(attribute, finding.Argument, context.CancellationToken);
                context.ReportDiagnostic(Diagnostic.Create(finding.Descriptor, location, finding.Arguments));
            }
        }
    }
}
