using System.Collections.Immutable;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>A switch over the union of a federation's tokens, or over the token within it.</summary>
/// <param name="Over">What it is over, for messages.</param>
/// <param name="Missing">The cases for which it has no arm, in the order of their declaration.</param>
/// <remarks>
/// An arm counts for a case when it takes every token of that case, and has no condition that can fail. One for all the rest that only
/// throws does not count: it is what a user writes who means to have named them all.
/// </remarks>
internal sealed record UnionSwitch(string Over, IReadOnlyList<INamedTypeSymbol> Missing)
{
    /// <summary>The switch that an operation is; null when it is none, or over something else.</summary>
    public static UnionSwitch? Of(IOperation operation) =>
        operation switch
        {
            ISwitchExpressionOperation expression => Of(expression.Value, expression.Arms.Select(Arm.Of)),
            ISwitchOperation statement => Of(statement.Value, statement.Cases.SelectMany(Arm.AllOf)),
            _ => null,
        };

    private static UnionSwitch? Of(IOperation value, IEnumerable<Arm> arms)
    {
        var token = TokenIn(value);
        if (
            (token is null ? value.Type : token.Instance!.Type) is not INamedTypeSymbol { IsAbstract: true } union
            || !KnownTypes.IsFederatedToken(union.BaseType)
        )
        {
            return null;
        }

        var cases = union
            .GetTypeMembers()
            .Where(each => each.IsSealed && SymbolEqualityComparer.Default.Equals(each.BaseType, union))
            .ToImmutableArray();
        if (cases.IsEmpty)
        {
            // Written by hand: nobody says that it is closed.
            return null;
        }

        var cover = new PatternCover(cases, isOverToken: token is not null);
        var covered = arms.Where(arm => arm.Counts(cover))
            .SelectMany(arm => arm.Pattern is null ? cases : cover.Always(arm.Pattern))
            .ToImmutableHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        return new UnionSwitch(
            token is null ? union.Name : $"{union.Name}.{token.Property.Name}",
            [.. cases.Where(each => !covered.Contains(each))]
        );
    }

    /// <summary>The token of a union that a switch is over; null where it is over the union itself, or something else.</summary>
    private static IPropertyReferenceOperation? TokenIn(IOperation value) =>
        value.Bare() switch
        {
            IPropertyReferenceOperation property when PatternCover.IsToken(property.Property) => property,
            IConditionalAccessOperation { WhenNotNull: var token } => TokenIn(token),
            _ => null,
        };

    /// <summary>One arm, or one label of a section.</summary>
    /// <param name="Pattern">The pattern; null for <c>default</c>.</param>
    /// <param name="Guard">The condition; null when it has none.</param>
    /// <param name="OnlyThrows">Whether nothing is done but to throw.</param>
    private sealed record Arm(IPatternOperation? Pattern, IOperation? Guard, bool OnlyThrows)
    {
        public static Arm Of(ISwitchExpressionArmOperation arm) => new(arm.Pattern, arm.Guard, Throws(arm.Value));

        public static IEnumerable<Arm> AllOf(ISwitchCaseOperation section)
        {
            var throws = section.Body.Length == 1 && Throws(section.Body[0]);
            foreach (var clause in section.Clauses)
            {
                if (clause is IPatternCaseClauseOperation pattern)
                {
                    yield return new Arm(pattern.Pattern, pattern.Guard, throws);
                }
                else if (clause is IDefaultCaseClauseOperation)
                {
                    yield return new Arm(null, null, throws);
                }
            }
        }

        public bool Counts(PatternCover cover) =>
            Guard is null or { ConstantValue: { HasValue: true, Value: true } }
            && (!OnlyThrows || (Pattern is not null && cover.NamesCases(Pattern)));

        private static bool Throws(IOperation operation) =>
            operation switch
            {
                IThrowOperation => true,
                IConversionOperation conversion => Throws(conversion.Operand),
                IBlockOperation { Operations.Length: 1 } block => Throws(block.Operations[0]),
                _ => false,
            };
    }
}
