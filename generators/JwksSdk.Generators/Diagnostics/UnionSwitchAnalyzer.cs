using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Reports a switch over the union of a federation's tokens that has no arm for one of its cases.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnionSwitchAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [FederationDescriptors.MissingArm];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.Switch, OperationKind.SwitchExpression);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        if (UnionSwitch.Of(context.Operation) is not { Missing.Count: > 0 } found)
        {
            return;
        }

        var location = context.Operation.Syntax switch
        {
            SwitchExpressionSyntax expression => expression.SwitchKeyword.GetLocation(),
            SwitchStatementSyntax statement => statement.SwitchKeyword.GetLocation(),
            var other => other.GetLocation(),
        };
        context.ReportDiagnostic(
            Diagnostic.Create(
                FederationDescriptors.MissingArm,
                location,
                found.Over,
                string.Join(", ", found.Missing.Select(static each => each.Name))
            )
        );
    }
}
