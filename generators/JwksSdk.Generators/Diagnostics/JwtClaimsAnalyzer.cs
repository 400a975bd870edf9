using System.Collections.Immutable;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Reports what is wrong with <c>[JwtClaims]</c> records: the findings of the parser that the generator uses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JwtClaimsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        ClaimsDescriptors.NotPartial,
        ClaimsDescriptors.CannotBeRead,
        ClaimsDescriptors.Unsupported,
        ClaimsDescriptors.CannotBeSet,
        ClaimsDescriptors.DuplicateName,
        ClaimsDescriptors.NoAbsence,
        ClaimsDescriptors.RequiredWithoutClaim,
        ClaimsDescriptors.UnusableName,
        ClaimsDescriptors.UnusableEnum,
    ];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(
            GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics
        );
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.GetAttributes().Any(KnownTypes.IsJwtClaimsAttribute))
        {
            return;
        }

        foreach (var finding in ClaimsParser.Parse(type, context.Compilation, context.CancellationToken).Findings)
        {
            context.ReportDiagnostic(finding.ToDiagnostic());
        }
    }
}
