using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Takes back the compiler's warning that a switch expression is not exhaustive (CS8509, CS8846) where it has an arm for every case of a
/// closed union, of which the compiler does not know that it is closed. See <c>docs/JWKSSPR0001.md</c> and <c>docs/JWKSSPR0002.md</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnionSwitchSuppressor : DiagnosticSuppressor
{
    private const string AllCases = "The switch has an arm for every case of the union, and there are no others";

    /// <inheritdoc />
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        new("JWKSSPR0001", "CS8509", AllCases),
        // The same, where the compiler thinks that an arm with a condition may take what it misses.
        new("JWKSSPR0002", "CS8846", AllCases),
    ];

    /// <inheritdoc />
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (
                diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken)
                    .FindNode(diagnostic.Location.SourceSpan)
                    .FirstAncestorOrSelf<SwitchExpressionSyntax>()
                    is { } syntax
                && IsComplete(syntax, context.GetSemanticModel(tree), context.CancellationToken)
            )
            {
                var descriptor = SupportedSuppressions.First(each => each.SuppressedDiagnosticId == diagnostic.Id);
                context.ReportSuppression(Suppression.Create(descriptor, diagnostic));
            }
        }
    }

    private static bool IsComplete(
        SwitchExpressionSyntax syntax,
        SemanticModel model,
        CancellationToken cancellationToken
    ) =>
        model.GetOperation(syntax, cancellationToken) is ISwitchExpressionOperation operation
        && UnionSwitch.Of(operation) is { Missing.Count: 0 }
        && (
            model.GetTypeInfo(syntax.GoverningExpression, cancellationToken).Nullability.FlowState
                != NullableFlowState.MaybeNull
            || syntax.Arms.Any(static arm => arm.Pattern.DescendantNodesAndSelf().Any(IsNull))
        );

    private static bool IsNull(SyntaxNode node) =>
        node.IsKind(SyntaxKind.NullLiteralExpression) && node.Parent is ConstantPatternSyntax;
}
