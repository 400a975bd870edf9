using JwksSdk.Generators.Tests.Diagnostics;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests.Conventions;

/// <summary>A convention that a package ships: the application sees the compiled assembly, and no source of it.</summary>
public sealed class ConventionPackageTests
{
    private const string Plain =
        "namespace Acme { [JwksSdk.JwksProvider<Providers.@event>] internal sealed partial class Everyone; }";

    [Fact]
    public async Task A_declaration_over_a_compiled_convention_is_the_same_as_over_its_source()
    {
        var application = GeneratorHarness
            .Compile(Written.Workforce)
            .AddReferences(Package(Written.Token, Written.Realm));

        var run = GeneratorHarness.Run<AllGenerators>(application);

        Compiled.WithoutWarnings(run);
        Assert.Empty(await Reported.ByAllAsync(application));
        var own = GeneratorHarness.Run<AllGenerators>(Written.Token, Written.Realm, Written.Workforce).Files;
        Assert.All(run.Files, file => Assert.Equal(own[file.Key], file.Value));
        Assert.Contains("Acme.WorkforceIdentity.Client.g.cs", run.Files.Keys);
    }

    [Fact]
    public async Task Its_inputs_are_checked_as_ever()
    {
        var source = Written.Workforce.Replace(
            "\"login.acme.com\"",
            "\"https://login.acme.com\"",
            StringComparison.Ordinal
        );

        var reported = await Reported.ByAllAsync(
            GeneratorHarness.Compile(source).AddReferences(Package(Written.Token, Written.Realm))
        );

        Assert.Equal(("JWKS0004", "JwksInput(\"Host\", \"https://login.acme.com\")"), Assert.Single(reported).Place);
    }

    [Fact]
    public async Task JWKS0046_is_reported_for_a_convention_that_was_compiled_without_the_generator()
    {
        var package = GeneratorHarness.Compile(Written.Token, Written.Realm).WithAssemblyName("Package");
        var reported = await Reported.ByAllAsync(
            GeneratorHarness.Compile(Written.Workforce).AddReferences(package.ToMetadataReference())
        );

        var only = Assert.Single(reported);
        Assert.Equal("JWKS0046", only.Id);
        Assert.Contains("without the generator", only.Message, StringComparison.Ordinal);
    }

    /// <summary>An assembly that is let in may name what is internal; every other one is refused by the compiler.</summary>
    [Fact]
    public async Task An_internal_convention_is_for_friends()
    {
        const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Consumer\")]";

        var friend = GeneratorHarness.Compile(Plain).AddReferences(Package(Friend, Written.Token, Written.Fixed));
        var stranger = GeneratorHarness.Compile(Plain).AddReferences(Package(Written.Token, Written.Fixed));

        Compiled.WithoutWarnings(GeneratorHarness.Run<AllGenerators>(friend));
        Assert.Empty(await Reported.ByAllAsync(friend));
        Assert.Equal(
            ["CS0122"],
            AllGenerators
                .Complete(stranger)
                .GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(static each => each.Severity == DiagnosticSeverity.Error)
                .Select(static each => each.Id)
        );
    }

    /// <summary>The bytes of an assembly, without a trace of its source.</summary>
    private static PortableExecutableReference Package(params string[] sources)
    {
        var output = AllGenerators.Complete(GeneratorHarness.Compile(sources).WithAssemblyName("Package"));
        var assembly = new MemoryStream();
        var emitted = output.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return MetadataReference.CreateFromImage(assembly.ToArray());
    }
}
