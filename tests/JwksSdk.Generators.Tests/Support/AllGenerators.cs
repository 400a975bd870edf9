using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwksSdk.Generators.Tests;

/// <summary>Every generator of the package as one, so that the harness sees all of what a project gets.</summary>
public sealed class AllGenerators : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        new JwksProviderGenerator().Initialize(context);
        new JwksConventionGenerator().Initialize(context);
        new JwtClaimsGenerator().Initialize(context);
    }

    /// <summary>A project with the files of every generator, each under its own name, as a build has them.</summary>
    public static Compilation Complete(Compilation compilation)
    {
        CSharpGeneratorDriver
            .Create(
                [
                    new JwksProviderGenerator().AsSourceGenerator(),
                    new JwksConventionGenerator().AsSourceGenerator(),
                    new JwtClaimsGenerator().AsSourceGenerator(),
                ],
                parseOptions: GeneratorHarness.ParseOptions
            )
            .RunGeneratorsAndUpdateCompilation(
                compilation,
                out var output,
                out var diagnostics,
                TestContext.Current.CancellationToken
            );
        Assert.Empty(diagnostics);
        return output;
    }
}
