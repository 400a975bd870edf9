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

    /// <summary>An operation without the conversions around it.</summary>
    public static IOperation Bare(this IOperation operation) =>
        operation is IConversionOperation conversion ? conversion.Operand.Bare() : operation;
}
