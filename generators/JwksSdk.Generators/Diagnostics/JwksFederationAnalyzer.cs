using System.Collections.Immutable;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Reports the mistakes that the parser finds in federations: the generator's own parser, so both agree.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JwksFederationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        FederationDescriptors.Shape,
        FederationDescriptors.NoDeclaration,
        FederationDescriptors.MemberTwice,
        FederationDescriptors.NoMember,
        FederationDescriptors.SharedIssuer,
        FederationDescriptors.Kinds,
        FederationDescriptors.Clash,
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
        foreach (var attribute in type.GetAttributes().Where(KnownTypes.IsJwksFederationAttribute))
        {
            var parse = FederationParser.Parse(type, attribute, context.Compilation, context.CancellationToken);
            foreach (var finding in parse.Findings)
            {
                context.ReportDiagnostic(finding.ToDiagnostic(attribute, context.CancellationToken));
            }
        }
    }
}
