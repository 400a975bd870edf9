using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>What is around an operation.</summary>
internal static class OperationScopes
{
    /// <summary>The nearest function around an operation: a lambda, a local function, or the whole member.</summary>
    public static IOperation Function(this IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } parent && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            current = parent;
        }

        return current;
    }

    /// <summary>The operation at the root: the whole member.</summary>
    public static IOperation Member(this IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } parent)
        {
            current = parent;
        }

        return current;
    }

    /// <summary>
    /// The function that a delegate calls, where its text is at hand: a lambda, a local function, or a method of the same file that no
    /// other one overrides. Null for every other one.
    /// </summary>
    public static IOperation? Called(this IOperation value)
    {
        var target = value.Bare() is IDelegateCreationOperation creation ? creation.Target : value.Bare();
        return target switch
        {
            IAnonymousFunctionOperation lambda => lambda,
            IMethodReferenceOperation { Method: { IsVirtual: false, IsAbstract: false, IsOverride: false } method } =>
                method
                    .DeclaringSyntaxReferences.Where(part => part.SyntaxTree == value.Syntax.SyntaxTree)
                    .Select(part => value.SemanticModel?.GetOperation(part.GetSyntax()))
                    .FirstOrDefault(),
            _ => null,
        };
    }

    /// <summary>An operation without the conversions around it.</summary>
    public static IOperation Bare(this IOperation operation) =>
        operation is IConversionOperation conversion ? conversion.Operand.Bare() : operation;
}
