using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Warns of two declarations of one project that have the same issuer, each named at the other. A warning, because
/// configuration or code may give one of them another issuer, and an application may register one of them alone.
/// </summary>
/// <remarks>
/// Declarations are collected while they are analyzed and compared at the end of the compilation: a comparison at each would
/// cost a search of the whole project. An editor shows the warning after a build.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedIssuerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.SharedIssuer];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var declarations = new ConcurrentBag<AnalyzedDeclaration>();
            start.RegisterDeclarationAction((_, declaration) => declarations.Add(declaration));
            start.RegisterCompilationEndAction(end => Report(end, declarations));
        });
    }

    private static void Report(CompilationAnalysisContext context, IEnumerable<AnalyzedDeclaration> declarations)
    {
        var issuers =
            from declaration in declarations
            from issuer in declaration.Parse.Issuers
            group declaration by issuer.Issuer into same
            where same.Count() > 1
            orderby same.Key
            select (same.Key, same.OrderBy(NameOf, StringComparer.Ordinal).ToArray());
        foreach (var (issuer, same) in issuers)
        {
            foreach (var each in same)
            {
                var other = each == same[0] ? same[1] : same[0];
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.SharedIssuer,
                        each.Locate(null, context.CancellationToken),
                        [other.Locate(null, context.CancellationToken)],
                        NameOf(each),
                        NameOf(other),
                        issuer
                    )
                );
            }
        }
    }

    private static string NameOf(AnalyzedDeclaration declaration) => declaration.Type.ToDisplayString();
}
