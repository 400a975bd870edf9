using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Tells code that runs in development, or in another environment that is named and is not production, alone.</summary>
internal static class OtherEnvironment
{
    /// <summary>Whether a condition around an operation lets it run there alone.</summary>
    public static bool IsAround(IOperation operation)
    {
        for (
            var (inner, around) = (operation, operation.Parent);
            around is not null;
            inner = around, around = around.Parent
        )
        {
            if (
                around is IConditionalOperation conditional
                && inner != conditional.Condition
                && Follows(conditional.Condition, inner == conditional.WhenTrue)
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it follows from a condition that has this value.</summary>
    private static bool Follows(IOperation condition, bool value) =>
        condition.Bare() switch
        {
            IInvocationOperation call => value && Asks(call),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Follows(not.Operand, !value),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and => value
                ? Follows(and.LeftOperand, true) || Follows(and.RightOperand, true)
                : Follows(and.LeftOperand, false) && Follows(and.RightOperand, false),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or => value
                ? Follows(or.LeftOperand, true) && Follows(or.RightOperand, true)
                : Follows(or.LeftOperand, false) || Follows(or.RightOperand, false),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals
                when equals.RightOperand.ConstantValue is { HasValue: true, Value: bool other } => Follows(
                equals.LeftOperand,
                value == other
            ),
            IIsPatternOperation
            {
                Pattern: IConstantPatternOperation { Value.ConstantValue.Value: bool other }
            } pattern => Follows(pattern.Value, value == other),
            _ => false,
        };

    private static bool Asks(IInvocationOperation call) =>
        call.TargetMethod.Name == "IsDevelopment"
        || (
            call.TargetMethod.Name == "IsEnvironment"
            && !call.Arguments.Any(static argument =>
                argument.Value.ConstantValue is { HasValue: true, Value: string name }
                && string.Equals(name, "Production", StringComparison.OrdinalIgnoreCase)
            )
        );
}
