using System.Reflection;
using JwksSdk.CodeFixes;
using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.CodeFixes;

/// <summary>What keeps the code fixes out of the compiler, and in the editor.</summary>
public sealed class CodeFixAssemblyTests
{
    private static readonly CodeFixProvider[] All =
    [
        .. typeof(MakePartialFix)
            .Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    [Fact]
    public void The_generator_needs_no_workspaces() =>
        Assert.DoesNotContain(
            typeof(TrackingNames).Assembly.GetReferencedAssemblies(),
            static name => name.Name!.Contains("Workspaces", StringComparison.Ordinal)
        );

    /// <summary>The compiler looks through every assembly of the folder for these two, and loads what has one.</summary>
    [Fact]
    public void The_code_fixes_hold_nothing_that_the_compiler_loads() =>
        Assert.DoesNotContain(
            typeof(MakePartialFix).Assembly.GetTypes(),
            static type =>
                type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null
                || type.GetCustomAttribute<GeneratorAttribute>() is not null
        );

    [Fact]
    public void Every_code_fix_is_for_diagnostics_that_exist_and_fixes_all()
    {
        var known = typeof(Descriptors)
            .Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .SelectMany(static type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)
            .Select(static each => each.Id);

        Assert.Equal(2, All.Length);
        Assert.Empty(All.SelectMany(static fix => fix.FixableDiagnosticIds).Except(known));
        Assert.All(All, static fix => Assert.NotNull(fix.GetFixAllProvider()));
        Assert.All(All, static fix => Assert.IsAssignableFrom<DocumentFix>(fix));
    }
}
