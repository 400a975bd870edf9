using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests;

/// <summary>What must hold for the steps of every generator's pipeline.</summary>
internal static class StepAssert
{
    /// <summary>Every tracked step, and every output, took its result from the run before.</summary>
    public static void NothingIsDoneAgain(GeneratorRun run)
    {
        foreach (var (name, steps) in run.Steps)
        {
            Assert.All(
                steps.SelectMany(static step => step.Outputs),
                output =>
                    Assert.True(
                        output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                        $"Step {name} is {output.Reason}, though nothing changed."
                    )
            );
        }

        Assert.All(
            run.OutputSteps.SelectMany(static step => step.Outputs),
            static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason)
        );
    }

    /// <summary>No result of a tracked step leads to an object that keeps a compilation alive.</summary>
    public static void NothingForbiddenIsKept(GeneratorRun run)
    {
        foreach (var (name, steps) in run.Steps)
        {
            foreach (var output in steps.SelectMany(static step => step.Outputs))
            {
                Assert.Null(FindForbidden(output.Value, name));
            }
        }
    }

    /// <summary>The path to the first forbidden object that can be reached by fields and items; null when there is none.</summary>
    public static string? FindForbidden(object? root, string name) =>
        Visit(root, name, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Visit(object? value, string path, HashSet<object> seen)
    {
        // A type test, not a comparison of exact types: what the compiler hands out are always derived, internal types.
        if (value is Compilation or ISymbol or SyntaxNode or SyntaxTree or Location or SemanticModel)
        {
            return $"{path} holds a {value.GetType().Name}";
        }

        if (value is null or string or Type || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
        {
            return null;
        }

        if (!value.GetType().IsValueType && !seen.Add(value))
        {
            return null;
        }

        var items = value is Array array ? Items(array, path) : Fields(value, path);
        return items
            .Select(item => Visit(item.Value, item.Path, seen))
            .FirstOrDefault(static found => found is not null);
    }

    private static IEnumerable<(object? Value, string Path)> Items(IEnumerable array, string path) =>
        array.Cast<object?>().Select((item, i) => (item, $"{path}[{i}]"));

    private static IEnumerable<(object? Value, string Path)> Fields(object value, string path)
    {
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (
                var field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                yield return (field.GetValue(value), $"{path}.{field.Name}");
            }
        }
    }
}
