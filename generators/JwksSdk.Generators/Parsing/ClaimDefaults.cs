using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators.Parsing;

/// <summary>
/// Judges the initializer of a member. A reader assigns every member, so an initializer with a value of its own would be
/// lost without a word.
/// </summary>
internal static class ClaimDefaults
{
    /// <summary>Whether the initializer, where there is one and its source is at hand, says what the reader does anyway.</summary>
    public static bool AreKept(IPropertySymbol property, ClaimAbsence absence, CancellationToken cancellationToken) =>
        property.DeclaringSyntaxReferences.All(part =>
            part.GetSyntax(cancellationToken) is not PropertyDeclarationSyntax { Initializer.Value: var value }
            || Says(value, absence)
        );

    private static bool Says(ExpressionSyntax value, ClaimAbsence absence) =>
        value switch
        {
            PostfixUnaryExpressionSyntax inner => Says(inner.Operand, absence),
            DefaultExpressionSyntax => true,
            LiteralExpressionSyntax literal => literal.Kind()
                is SyntaxKind.NullLiteralExpression
                    or SyntaxKind.DefaultLiteralExpression
                || absence == ClaimAbsence.Default && literal.Token.Value is false or 0 or 0L or 0.0,
            CollectionExpressionSyntax { Elements.Count: 0 } => absence == ClaimAbsence.EmptyList,
            InvocationExpressionSyntax
            {
                ArgumentList.Arguments.Count: 0,
                Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Empty" },
            } => absence == ClaimAbsence.EmptyList,
            _ => absence == ClaimAbsence.Refused,
        };
}
