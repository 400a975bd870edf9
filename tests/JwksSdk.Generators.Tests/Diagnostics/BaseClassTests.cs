using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>A class that generated code completes derives from no other one; it is told so, and no file is broken.</summary>
public sealed class BaseClassTests
{
    private const string Others = """
        using JwksSdk;
        [JwksProvider(IdentityProvider.Auth0, Domain = "a.eu.auth0.com", Audience = "x")] public partial class A;
        [JwksProvider(IdentityProvider.Auth0, Domain = "b.eu.auth0.com", Audience = "x")] public sealed partial class B;
        [JwksFederation(typeof(A), typeof(B))] public partial class G;
        public class Empty;
        public class Needs(int x) { public int X => x; }
        public class Named { public const string Issuer = ""; }
        public class Hidden { private Hidden() { } internal static Hidden Make() => new(); }
        public record EmptyRecord;
        public interface IMarked;
        """;

    private const string Declared =
        "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0, Domain = \"c.eu.auth0.com\", Audience = \"x\")] public sealed partial ";

    private const string Federated = "[JwksSdk.JwksFederation(typeof(A), typeof(B))] public sealed partial ";

    [Theory]
    [InlineData("class X : Empty;", "Empty")]
    [InlineData("class X : Needs;", "Needs")]
    [InlineData("class X : Named;", "Named")]
    [InlineData("class X : Hidden;", "Hidden")]
    [InlineData("class X : A;", "A")]
    [InlineData("class X : G;", "G")]
    [InlineData("class X : System.EventArgs, IMarked;", "EventArgs")]
    [InlineData("record X : EmptyRecord;", "EmptyRecord")]
    public Task JWKS0008_is_reported_for_a_class_that_derives_from_another(string type, string parent) =>
        ReportsAsync(
            Declared + type,
            "JWKS0008",
            $"X cannot declare an identity provider: it derives from {parent}, but its constructor and members are generated; remove that base"
        );

    [Theory]
    [InlineData("class X : Empty;", "Empty")]
    [InlineData("class X : Needs;", "Needs")]
    [InlineData("class X : Named;", "Named")]
    [InlineData("class X : Hidden;", "Hidden")]
    [InlineData("class X : A;", "A")]
    [InlineData("class X : G;", "G")]
    [InlineData("record X : EmptyRecord;", "EmptyRecord")]
    public Task JWKS0030_is_reported_for_a_class_that_derives_from_another(string type, string parent) =>
        ReportsAsync(
            Federated + type,
            "JWKS0030",
            $"X cannot be a federation: it derives from {parent}, but its constructor and members are generated; remove that base"
        );

    [Theory]
    [InlineData("class X;")]
    [InlineData("class X : object;")]
    [InlineData("class X : IMarked;")]
    [InlineData("record X;")]
    [InlineData("record X : IMarked;")]
    public Task JWKS0008_is_not_reported_for_a_class_without_a_base(string type) =>
        ReportsNothingAsync(Declared + type);

    [Theory]
    [InlineData("class X;")]
    [InlineData("class X : object;")]
    [InlineData("class X : IMarked;")]
    [InlineData("record X;")]
    [InlineData("record X : IMarked;")]
    public Task JWKS0030_is_not_reported_for_a_class_without_a_base(string type) =>
        ReportsNothingAsync(Federated + type);

    /// <summary>It may be an interface that another generator emits.</summary>
    [Theory]
    [InlineData(Declared)]
    [InlineData(Federated)]
    public Task A_base_that_is_not_found_is_left_to_the_compiler(string head) =>
        ReportsNothingAsync(head + "class X : IUnknown;");

    private static async Task ReportsAsync(string source, string id, string message)
    {
        var (emitted, reported) = await BuildAsync(source);

        Assert.Empty(emitted);
        Assert.Equal(new Reported(id, "X", message), Assert.Single(reported));
    }

    private static async Task ReportsNothingAsync(string source)
    {
        var (emitted, reported) = await BuildAsync(source);

        Assert.Empty(emitted);
        Assert.Empty(reported);
    }

    /// <summary>What the compiler says of emitted files, and what analyzers say of the project.</summary>
    private static async Task<(string[] Emitted, Reported[] Reported)> BuildAsync(string source)
    {
        var compilation = AllGenerators.Complete(GeneratorHarness.Compile(Others, source));
        var emitted = compilation
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static each =>
                each.Severity >= DiagnosticSeverity.Warning
                && each.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true
            )
            .Select(static each => each.ToString());
        DiagnosticAnalyzer[] analyzers = [new JwksProviderAnalyzer(), new JwksFederationAnalyzer()];
        var reported = await compilation
            .WithAnalyzers([.. analyzers])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return ([.. emitted], [.. reported.Select(Reported.Of)]);
    }
}
