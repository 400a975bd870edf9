using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests.Declarations;

/// <summary>Emitted names meet each other, and those of other assemblies, without a clash.</summary>
public sealed class DeclaredNamesTests
{
    [Fact]
    public void Declarations_of_one_simple_name_are_all_added_in_ordinal_order()
    {
        var run = GeneratorHarness.Run<JwksProviderGenerator>(Declared.SameNames);

        var added = run.Files["JwksProviders.g.cs"].Split('\n').Where(static line => line.Contains("(services, conf"));
        Assert.Equal(
            [
                "AuthorIdentityServiceCollectionExtensions.AddAuthorIdentity",
                "Acme_Blog_Users_IdentityServiceCollectionExtensions.AddIdentity",
                "Acme_Shop_IdentityServiceCollectionExtensions.AddIdentity",
            ],
            added.Select(static line => line.Split("DependencyInjection.")[1].Split('(')[0])
        );
    }

    [Fact]
    public void A_declaration_written_twice_is_emitted_once_and_refused_by_the_compiler()
    {
        const string Part = "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)] public sealed partial class X;";

        var run = GeneratorHarness.Run<JwksProviderGenerator>(Part, Part);

        Assert.Equal(
            ["CS0579"],
            run.Output.GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(static each => each.Severity == DiagnosticSeverity.Error)
                .Select(static each => each.Id)
        );
    }

    /// <summary>The attribute by which the registration of all is hidden from friends is a name that others write too.</summary>
    [Fact]
    public void Another_generator_may_write_the_attribute_that_hides_a_class()
    {
        const string Other =
            "namespace Microsoft.CodeAnalysis { internal sealed partial class EmbeddedAttribute : global::System.Attribute { } }";

        Compiled.WithoutWarnings(GeneratorHarness.Run<JwksProviderGenerator>(Declared.Configured, Other));
    }

    /// <summary>A test project sees the internals of the application it tests, and both have declarations.</summary>
    [Fact]
    public void A_friend_assembly_has_its_own_registration_of_all()
    {
        const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Consumer\")]\n";
        var application = GeneratorHarness.Run<JwksProviderGenerator>(
            GeneratorHarness.Compile(Friend + Declared.Configured).WithAssemblyName("Application")
        );
        Compiled.WithoutWarnings(application);

        var tests = GeneratorHarness.Run<JwksProviderGenerator>(
            GeneratorHarness
                .Compile(
                    """
                    using Microsoft.Extensions.DependencyInjection;

                    [JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)]
                    internal sealed partial class TestIdentity;

                    internal static class Use
                    {
                        public static void All(IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration root) =>
                            services.AddJwksProviders(root).AddPartnerIdentity();
                    }
                    """
                )
                .AddReferences(application.Output.ToMetadataReference())
        );

        Compiled.WithoutWarnings(tests);
    }
}
