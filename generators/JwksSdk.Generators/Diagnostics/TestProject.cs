using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Tells a project of tests: it references a test framework, or says so itself.</summary>
internal static class TestProject
{
    private const string Property = "build_property.IsTestProject";

    private static readonly string[] Frameworks =
    [
        "xunit.core",
        "xunit.v3.core",
        "nunit.framework",
        "Microsoft.VisualStudio.TestPlatform.TestFramework",
        "MSTest.TestFramework",
        "TUnit.Core",
        "JwksSdk.Testing",
    ];

    /// <summary>
    /// Whether the project is one. A reference is seen in every build, the MSBuild property <c>IsTestProject</c> only where
    /// the project makes it visible to the compiler; given, it decides.
    /// </summary>
    public static bool Is(Compilation compilation, AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Property, out var value)
        && bool.TryParse(value, out var isTestProject)
            ? isTestProject
            : compilation.ReferencedAssemblyNames.Any(static name =>
                Frameworks.Contains(name.Name, StringComparer.OrdinalIgnoreCase)
            );
}
