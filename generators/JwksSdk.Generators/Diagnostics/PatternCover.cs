using System.Collections.Immutable;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Which cases of a closed union a pattern takes: one over the union, or over the token within it. Of two doubtful answers the one
/// that reports more is given.
/// </summary>
/// <param name="cases">The cases: sealed classes.</param>
/// <param name="isOverToken">Whether patterns are over the token, which has a type of its own in each case.</param>
internal sealed class PatternCover(ImmutableArray<INamedTypeSymbol> cases, bool isOverToken)
{
    private const string Token = nameof(Token);
    private static readonly SymbolEqualityComparer Same = SymbolEqualityComparer.Default;

    /// <summary>Whether a property is that of the token.</summary>
    public static bool IsToken(IPropertySymbol property) =>
        property.Name == Token && KnownTypes.IsFederatedToken(property.ContainingType);

    /// <summary>The cases of which the pattern takes every object.</summary>
    public IEnumerable<INamedTypeSymbol> Always(IPatternOperation pattern) =>
        cases.Where(each => IsTotal(pattern, TypeOf(each), mayBeNull: false));

    /// <summary>Whether the pattern says by name which cases it takes, so that one that is added later is not among them.</summary>
    public bool NamesCases(IPatternOperation pattern) =>
        pattern switch
        {
            IDeclarationPatternOperation { MatchesNull: false } declaration => IsNamed(declaration.MatchedType),
            ITypePatternOperation type => IsNamed(type.MatchedType),
            IRecursivePatternOperation recursive => IsNamed(recursive.MatchedType)
                || recursive.PropertySubpatterns.Any(each =>
                    IsOfToken(each) && new PatternCover(cases, isOverToken: true).NamesCases(each.Pattern)
                ),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => NamesCases(either.LeftPattern)
                && NamesCases(either.RightPattern),
            IBinaryPatternOperation both => NamesCases(both.LeftPattern) || NamesCases(both.RightPattern),
            _ => false,
        };

    private ITypeSymbol TypeOf(INamedTypeSymbol each) => isOverToken ? TokenOf(each) ?? each : each;

    private bool IsNamed(ITypeSymbol? type) => cases.Any(each => Same.Equals(TypeOf(each), type));

    /// <summary>Whether a pattern takes every value of a type.</summary>
    private static bool IsTotal(IPatternOperation pattern, ITypeSymbol type, bool mayBeNull) =>
        pattern switch
        {
            IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } => true,
            IDeclarationPatternOperation declaration => !mayBeNull && Is(type, declaration.MatchedType),
            ITypePatternOperation named => !mayBeNull && Is(type, named.MatchedType),
            IRecursivePatternOperation recursive => !mayBeNull
                && Is(type, recursive.MatchedType)
                && recursive.PropertySubpatterns.All(each =>
                    IsTotal(each.Pattern, TypeOf(each, type), MayBeNull(each.Member))
                )
                && recursive.DeconstructionSubpatterns.All(static each =>
                    IsTotal(each, each.InputType, !each.InputType.IsValueType)
                ),
            INegatedPatternOperation negated => !MayTake(negated.Pattern, type, mayBeNull),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => IsTotal(
                either.LeftPattern,
                type,
                mayBeNull
            ) || IsTotal(either.RightPattern, type, mayBeNull),
            IBinaryPatternOperation both => IsTotal(both.LeftPattern, type, mayBeNull)
                && IsTotal(both.RightPattern, type, mayBeNull),
            _ => false,
        };

    /// <summary>Whether a pattern takes some value of a type.</summary>
    private static bool MayTake(IPatternOperation pattern, ITypeSymbol type, bool mayBeNull) =>
        pattern switch
        {
            IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => mayBeNull,
            IDeclarationPatternOperation { MatchesNull: false } declaration => MayBe(type, declaration.MatchedType),
            ITypePatternOperation named => MayBe(type, named.MatchedType),
            IRecursivePatternOperation recursive => MayBe(type, recursive.MatchedType)
                && recursive.PropertySubpatterns.All(each =>
                    MayTake(each.Pattern, TypeOf(each, type), MayBeNull(each.Member))
                ),
            INegatedPatternOperation negated => !IsTotal(negated.Pattern, type, mayBeNull),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => MayTake(
                either.LeftPattern,
                type,
                mayBeNull
            ) || MayTake(either.RightPattern, type, mayBeNull),
            IBinaryPatternOperation both => MayTake(both.LeftPattern, type, mayBeNull)
                && MayTake(both.RightPattern, type, mayBeNull),
            _ => true,
        };

    /// <summary>The type of the value that a pattern of a property is over; that of the token is known of a case.</summary>
    private static ITypeSymbol TypeOf(IPropertySubpatternOperation property, ITypeSymbol type) =>
        (IsOfToken(property) ? TokenOf(type) : null) ?? property.Pattern.InputType;

    private static bool IsOfToken(IPropertySubpatternOperation property) =>
        property.Member is IPropertyReferenceOperation { Property: var member } && IsToken(member);

    private static ITypeSymbol? TokenOf(ITypeSymbol type) =>
        type.GetMembers(Token).OfType<IPropertySymbol>().FirstOrDefault()?.Type;

    private static bool MayBeNull(IOperation member) =>
        member.Type is null or { IsValueType: true, OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
        || (
            !member.Type.IsValueType
            && member
                is not (
                    IPropertyReferenceOperation { Property.NullableAnnotation: NullableAnnotation.NotAnnotated }
                    or IFieldReferenceOperation { Field.NullableAnnotation: NullableAnnotation.NotAnnotated }
                )
        );

    /// <summary>Whether some value of a type may be one of another: of two classes, where one derives from the other.</summary>
    private static bool MayBe(ITypeSymbol type, ITypeSymbol? other) =>
        other is null
        || Is(type, other)
        || Is(other, type)
        // A type that is not known yet may be any.
        || other.TypeKind == TypeKind.TypeParameter
        || (!type.IsSealed && (type.TypeKind != TypeKind.Class || other.TypeKind != TypeKind.Class));

    private static bool Is(ITypeSymbol type, ITypeSymbol? other)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (Same.Equals(each, other))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(each => Same.Equals(each, other));
    }
}
