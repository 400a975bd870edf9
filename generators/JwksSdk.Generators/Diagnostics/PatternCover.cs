using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Which cases of a closed union a pattern takes. Of two doubtful answers the one that reports more is given.</summary>
/// <param name="cases">The cases: sealed classes.</param>
internal sealed class PatternCover(ImmutableArray<INamedTypeSymbol> cases)
{
    private static readonly SymbolEqualityComparer Same = SymbolEqualityComparer.Default;

    /// <summary>The cases of which the pattern takes every object.</summary>
    public IEnumerable<INamedTypeSymbol> Always(IPatternOperation pattern) =>
        pattern switch
        {
            IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } => cases,
            IDeclarationPatternOperation declaration => Of(declaration.MatchedType),
            ITypePatternOperation type => Of(type.MatchedType),
            IRecursivePatternOperation recursive when IsTotal(recursive) => Of(recursive.MatchedType),
            INegatedPatternOperation negated => AllBut(Maybe(negated.Pattern)),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Always(either.LeftPattern)
                .Concat(Always(either.RightPattern)),
            IBinaryPatternOperation both => Always(both.LeftPattern)
                .Intersect<INamedTypeSymbol>(Always(both.RightPattern), Same),
            _ => [],
        };

    /// <summary>Whether the pattern says by name which cases it takes, so that one that is added later is not among them.</summary>
    public bool NamesCases(IPatternOperation pattern) =>
        pattern switch
        {
            IDeclarationPatternOperation { MatchesNull: false } declaration => IsCase(declaration.MatchedType),
            ITypePatternOperation type => IsCase(type.MatchedType),
            IRecursivePatternOperation recursive => IsCase(recursive.MatchedType),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => NamesCases(either.LeftPattern)
                && NamesCases(either.RightPattern),
            IBinaryPatternOperation both => NamesCases(both.LeftPattern) || NamesCases(both.RightPattern),
            _ => false,
        };

    /// <summary>The cases of which the pattern may take an object.</summary>
    private IEnumerable<INamedTypeSymbol> Maybe(IPatternOperation pattern) =>
        pattern switch
        {
            IConstantPatternOperation => [],
            IDeclarationPatternOperation { MatchesNull: false } declaration => Of(declaration.MatchedType),
            ITypePatternOperation type => Of(type.MatchedType),
            IRecursivePatternOperation recursive => Of(recursive.MatchedType),
            INegatedPatternOperation negated => AllBut(Always(negated.Pattern)),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Maybe(either.LeftPattern)
                .Concat(Maybe(either.RightPattern)),
            IBinaryPatternOperation both => Maybe(both.LeftPattern)
                .Intersect<INamedTypeSymbol>(Maybe(both.RightPattern), Same),
            _ => cases,
        };

    private IEnumerable<INamedTypeSymbol> AllBut(IEnumerable<INamedTypeSymbol> some) =>
        cases.Except<INamedTypeSymbol>(some, Same);

    private IEnumerable<INamedTypeSymbol> Of(ITypeSymbol? type) => cases.Where(each => Is(each, type));

    private bool IsCase(ITypeSymbol? type) => cases.Any(each => Same.Equals(each, type));

    /// <summary>Whether a recursive pattern takes every object of its type.</summary>
    private static bool IsTotal(IRecursivePatternOperation pattern) =>
        pattern.PropertySubpatterns.All(static each => IsTotal(each.Pattern, MayBeNull(each.Member)))
        && pattern.DeconstructionSubpatterns.All(static each => IsTotal(each, !each.InputType.IsValueType));

    private static bool IsTotal(IPatternOperation pattern, bool mayBeNull) =>
        pattern switch
        {
            IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } => true,
            IDeclarationPatternOperation declaration => !mayBeNull
                && Is(declaration.InputType, declaration.MatchedType),
            ITypePatternOperation type => !mayBeNull && Is(type.InputType, type.MatchedType),
            IRecursivePatternOperation recursive => !mayBeNull
                && Is(recursive.InputType, recursive.MatchedType)
                && IsTotal(recursive),
            INegatedPatternOperation
            {
                Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }
            } => !mayBeNull,
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => IsTotal(
                either.LeftPattern,
                mayBeNull
            ) || IsTotal(either.RightPattern, mayBeNull),
            IBinaryPatternOperation both => IsTotal(both.LeftPattern, mayBeNull)
                && IsTotal(both.RightPattern, mayBeNull),
            _ => false,
        };

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
