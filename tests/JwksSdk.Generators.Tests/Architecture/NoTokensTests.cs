using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using JwksSdk.Generators.Tests.Support;

namespace JwksSdk.Generators.Tests.Architecture;

/// <summary>
/// These tests handle no token, so that they need no capture of leaks: <c>tests/JwksSdk.Tests/Support/Leaks/README.md</c>
/// says what to do once one does.
/// </summary>
public sealed class NoTokensTests
{
    /// <summary>What is used of the runtime: names of providers, and a type whose assembly sources are compiled with.</summary>
    private static readonly string[] Harmless = ["IdentityProvider", "JwtToken"];

    /// <summary>
    /// Where compiled code is run: readers of claims, on JSON that was never part of a token, and declarations, as far as
    /// their start.
    /// </summary>
    private static readonly string[] RunsCode =
    [
        "tests/JwksSdk.Generators.Tests/Architecture/NoTokensTests.cs",
        "tests/JwksSdk.Generators.Tests/Claims/ClaimsReadingTests.cs",
        "tests/JwksSdk.Generators.Tests/Declarations/RefusedStartTests.cs",
    ];

    [Fact]
    public void No_test_here_uses_a_type_of_the_runtime_that_a_token_goes_through()
    {
        using var file = new PEReader(File.OpenRead(typeof(NoTokensTests).Assembly.Location));
        var metadata = file.GetMetadataReader();

        var used =
            from handle in metadata.TypeReferences
            let type = metadata.GetTypeReference(handle)
            where type.ResolutionScope.Kind == HandleKind.AssemblyReference
            let assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope)
            where IsRuntime(metadata.GetString(assembly.Name))
            select metadata.GetString(type.Name);

        Assert.Empty(used.Except(Harmless));
    }

    [Fact]
    public void Compiled_code_is_run_nowhere_else() =>
        Assert.Empty(
            Repository
                .SourceFiles("tests/JwksSdk.Generators.Tests")
                .Where(static path =>
                    Repository.Read(path).Contains("AssemblyLoadContext", StringComparison.Ordinal)
                    || Repository.Read(path).Contains("Assembly.Load(", StringComparison.Ordinal)
                )
                .Except(RunsCode)
        );

    private static bool IsRuntime(string assembly) =>
        assembly.StartsWith("JwksSdk", StringComparison.Ordinal)
        && assembly is not ("JwksSdk.Generators" or "JwksSdk.CodeFixes");
}
