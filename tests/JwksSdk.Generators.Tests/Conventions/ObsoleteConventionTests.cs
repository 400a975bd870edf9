using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests.Conventions;

/// <summary>Of an obsolete convention the compiler speaks where the user names it, and nowhere else.</summary>
public sealed class ObsoleteConventionTests
{
    private const string Federation = """

        /// <summary>All.</summary>
        [JwksSdk.JwksFederation(typeof(Staff))] public sealed partial class App;
        """;

    [Theory]
    [InlineData("System.Obsolete", "CS0612")]
    [InlineData("System.Obsolete(\"Use another.\")", "CS0618")]
    [InlineData("System.Obsolete(\"Use another.\", error: true)", "CS0619")]
    public void The_compiler_speaks_at_the_attribute_alone(string attribute, string id)
    {
        var found = Assert.Single(Found(attribute, ""));

        Assert.Equal((id, "Realms"), (found.Id, TextOf(found)));
    }

    [Fact]
    public void A_federation_adds_nothing_to_it() =>
        Assert.Equal("CS0618", Assert.Single(Found("System.Obsolete(\"Use another.\")", "", Federation)).Id);

    /// <summary>Nothing is reported where the declaration is on its way out too, but that it is added by name.</summary>
    [Theory]
    [InlineData("System.Obsolete(\"Use another.\")")]
    [InlineData("System.Obsolete(\"Use another.\", error: true)")]
    public void An_obsolete_declaration_has_its_client_and_no_warning(string attribute)
    {
        Assert.Empty(Found(attribute, "[System.Obsolete(\"goes\")]"));
        Assert.Contains("Staff.Client.g.cs", Run(attribute, "[System.Obsolete(\"goes\")]").Files.Keys);
    }

    [Fact]
    public void A_federation_of_one_has_no_error_of_its_own()
    {
        var found = Assert.Single(
            Found("System.Obsolete(\"Use another.\", error: true)", "[System.Obsolete(\"goes\")]", Federation)
        );

        Assert.Equal(("CS0618", "Staff"), (found.Id, TextOf(found)));
    }

    private static IEnumerable<Diagnostic> Found(string attribute, string declaring, string more = "") =>
        Run(attribute, declaring, more)
            .Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static each => each.Severity >= DiagnosticSeverity.Warning);

    private static string TextOf(Diagnostic found) =>
        found.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(found.Location.SourceSpan);

    private static GeneratorRun Run(string attribute, string declaring, string more = "") =>
        GeneratorHarness.Run<AllGenerators>(
            Written.Token,
            $"""
            /// <summary>Realms.</summary>
            [{attribute}]
            [JwksSdk.JwksConvention("https://login.acme.com")]
            [JwksSdk.JwksConventionToken<Acme.Tokens.RealmToken>("AccessToken", "a token", AnyAudience = true)]
            public sealed partial class Realms;
            """,
            $"""
            /// <summary>Staff.</summary>
            {declaring}
            [JwksSdk.JwksProvider<Realms>]
            public sealed partial class Staff;

            """ + more
        );
}
