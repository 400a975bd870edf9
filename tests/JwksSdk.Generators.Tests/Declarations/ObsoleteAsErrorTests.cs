using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests.Declarations;

/// <summary>What is obsolete as an error compiles with its generated code, and is obsolete there too.</summary>
public sealed class ObsoleteAsErrorTests
{
    private const string Declaration = """
        using System;
        using JwksSdk;

        namespace Acme;

        /// <summary>Our customers.</summary>
        [Obsolete("Use StaffIdentity.", error: true)]
        [JwksProvider(IdentityProvider.Auth0)]
        public sealed partial class CustomerIdentity;

        /// <summary>Our staff.</summary>
        [JwksProvider(IdentityProvider.Auth0)]
        public sealed partial class StaffIdentity;

        [Obsolete(null, error: true)]
        internal partial class Old
        {
            [JwksProvider(IdentityProvider.Auth0)]
            internal sealed partial class Identity;
        }
        """;

    [Fact]
    public Task A_declaration_compiles_with_its_registration()
    {
        var run = GeneratorHarness.Run<JwksProviderGenerator>(Declaration);

        Compiled.WithoutWarnings(run);
        return Compiled.WithoutFindingsWhenUnmarkedAsync(run);
    }

    [Theory]
    [InlineData("AddCustomerIdentity()", "CS0618", "Use StaffIdentity.")]
    [InlineData("AddCustomerIdentity(null!, _ => { })", "CS0618", "Use StaffIdentity.")]
    [InlineData("AddIdentity()", "CS0618", "Identity is obsolete.")]
    [InlineData("AddStaffIdentity()", null, null)]
    [InlineData("AddJwksProviders(null!)", null, null)]
    public void Adding_it_by_name_warns_with_its_own_message(string call, string? id, string? message)
    {
        var use =
            "using Microsoft.Extensions.DependencyInjection; "
            + $"internal static class Use {{ internal static void It(IServiceCollection services) => services.{call}; }}";
        var run = GeneratorHarness.Run<JwksProviderGenerator>(Declaration, use);

        var found = run
            .Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .SingleOrDefault(static each => each.Severity >= DiagnosticSeverity.Warning);
        Assert.Equal(id, found?.Id);
        Assert.EndsWith($": '{message ?? ""}'", found?.GetMessage(null) ?? ": ''", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[JwtClaim(\"old\")] [Obsolete(\"goes\", true)] public string? Old { get; init; }")]
    [InlineData("[JwtClaim(\"old\")] public string? Old { get; [Obsolete(\"goes\", true)] init; }")]
    [InlineData("[Obsolete(\"Tokens are read.\", true)] public Profile() { }")]
    public void A_reader_names_what_is_obsolete_for_callers(string member)
    {
        var run = GeneratorHarness.Run<JwtClaimsGenerator>(
            $$"""
            using System;
            using JwksSdk;

            namespace Acme;

            [JwtClaims]
            internal sealed partial record Profile
            {
                {{member}}
                [JwtClaim("new")] public string? New { get; init; }
            }
            """
        );

        Compiled.WithoutWarnings(run);
    }

    [Fact]
    public void A_record_that_is_obsolete_itself_is_read() =>
        Compiled.WithoutWarnings(
            GeneratorHarness.Run<JwtClaimsGenerator>(
                """[System.Obsolete("goes", true)] [JwksSdk.JwtClaims] internal sealed partial record Profile;"""
            )
        );
}
