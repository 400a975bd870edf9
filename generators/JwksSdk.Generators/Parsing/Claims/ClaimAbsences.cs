using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators.Parsing;

/// <summary>Finds what a member is when its claim is absent or null.</summary>
internal static class ClaimAbsences
{
    /// <summary>What the member then is; null when nothing fits its type.</summary>
    public static ClaimAbsence? Find(IPropertySymbol property)
    {
        var type = property.Type.OriginalDefinition;
        if (
            // T? of an inherited member is the value itself where T turns out to be a value type.
            (property.NullableAnnotation == NullableAnnotation.Annotated && !type.IsValueType)
            || type.SpecialType == SpecialType.System_Nullable_T
        )
        {
            return ClaimAbsence.Null;
        }

        // Its default would be a member, or no member at all, that no token named.
        if (type.TypeKind == TypeKind.Enum && !property.IsRequired)
        {
            return null;
        }

        if (type.IsValueType)
        {
            return ClaimAbsence.Default;
        }

        if (type.SpecialType == SpecialType.System_Collections_Generic_IReadOnlyList_T)
        {
            return ClaimAbsence.EmptyList;
        }

        if (property.IsRequired)
        {
            return ClaimAbsence.Refused;
        }

        // In a file without nullable references nothing is promised, so null breaks no promise.
        return property.NullableAnnotation == NullableAnnotation.None ? ClaimAbsence.Null : null;
    }

    /// <summary>
    /// Whether the member's initializer, where there is one and its source is at hand, says the same. A reader assigns every
    /// member, so an initializer with a value of its own would be lost without a word.
    /// </summary>
    public static bool Keep(IPropertySymbol property, ClaimAbsence absence, CancellationToken cancellationToken) =>
        property.DeclaringSyntaxReferences.All(part =>
            part.GetSyntax(cancellationToken) is not PropertyDeclarationSyntax { Initializer.Value: var value }
            || Says(value, absence)
        );

    private static bool Says(ExpressionSyntax value, ClaimAbsence absence) =>
        value switch
        {
            PostfixUnaryExpressionSyntax { Operand: var inner } => Says(inner, absence),
            CastExpressionSyntax { Expression: var inner } => Says(inner, absence),
            DefaultExpressionSyntax => true,
            LiteralExpressionSyntax literal => literal.Kind()
                is SyntaxKind.NullLiteralExpression
                    or SyntaxKind.DefaultLiteralExpression
                || (
                    absence == ClaimAbsence.Default
                    && literal.Token.Value is false or 0 or 0u or 0L or 0ul or 0f or 0.0 or 0m
                ),
            MemberAccessExpressionSyntax { Name.Identifier.Text: "Zero" } => absence == ClaimAbsence.Default,
            ObjectCreationExpressionSyntax
            {
                ArgumentList: null or { Arguments.Count: 0 },
                Initializer: null or { Expressions.Count: 0 }
            } => absence == ClaimAbsence.EmptyList,
            ArrayCreationExpressionSyntax { Initializer: null, Type.RankSpecifiers: { Count: 1 } ranks } => absence
                == ClaimAbsence.EmptyList
                && ranks[0].Sizes[0] is LiteralExpressionSyntax { Token.Value: 0 },
            CollectionExpressionSyntax { Elements.Count: 0 } => absence == ClaimAbsence.EmptyList,
            InvocationExpressionSyntax
            {
                ArgumentList.Arguments.Count: 0,
                Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Empty" },
            } => absence == ClaimAbsence.EmptyList,
            _ => false,
        };
}
