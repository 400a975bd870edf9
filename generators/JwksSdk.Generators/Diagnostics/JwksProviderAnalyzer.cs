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
        ConventionDescriptors.NoConvention,
        ConventionDescriptors.Attributes,
    ];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(CheckAttributes, SymbolKind.NamedType);
        context.RegisterCompilationStartAction(static start =>
            start.RegisterDeclarationAction(
                static (context, declaration) => Report(context, declaration.Parse.Findings, declaration.Attribute)
            )
        );
    }

    private static void CheckAttributes(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var attributes = type.GetAttributes();
        if (attributes.Any(static each => KnownTypes.IsProviderAttribute(each) || KnownTypes.IsInputAttribute(each)))
        {
            Report(context, InputAttributes.Check(type), attributes[0]);
        }
    }

    private static void Report(SymbolAnalysisContext context, IEnumerable<Finding> findings, AttributeData attribute)
    {
        foreach (var finding in findings)
        {
            context.ReportDiagnostic(finding.ToDiagnostic(attribute, context.CancellationToken));
        }
    }
}
