using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests.Federations;

/// <summary>What code that uses a federation may write, and what the compiler refuses.</summary>
public sealed class FederationUseTests
{
    private const string Library = """
        using JwksSdk;

        namespace Acme.Staff;

        /// <summary>Our staff.</summary>
        [JwksProvider(IdentityProvider.Cognito, UserPoolId = "eu-west-1_Ab12Cd34E", ClientId = "1acmeclient00000000000000")]
        public sealed partial class StaffIdentity;
        """;

    private const string Application = """
        using JwksSdk;
        using Microsoft.Extensions.DependencyInjection;

        namespace Acme;

        /// <summary>Our customers.</summary>
        [JwksProvider(IdentityProvider.Auth0, Domain = "acme.eu.auth0.com", Audience = "https://api.acme.com")]
        public sealed partial class CustomerIdentity;

        /// <summary>All of them.</summary>
        [JwksFederation(typeof(CustomerIdentity), typeof(Acme.Staff.StaffIdentity), Kinds = new[] { "AccessToken" })]
        public sealed partial class AppIdentity;

        internal static class Use
        {
            public static IServiceCollection Add(IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration root) =>
                services.AddJwksProviders(root).AddAppIdentity();

            public static string Whose(AppIdentityToken token) =>
                token.Match(
                    customerIdentityAccessToken: customer => customer.OrganizationId ?? "",
                    staffIdentityAccessToken: staff => staff.Username ?? ""
                );
        }
        """;

    [Fact]
    public void A_case_that_is_not_handled_does_not_compile()
    {
        const string Use =
            "internal static class Use { public static int Of(Acme.ApiIdentityToken token) => token.Match(static partner => 1, static customer => 2); }";

        Assert.Empty(Federated.Diagnostics(Federated.WithKinds, Use));
        Assert.Equal(
            ["CS7036"],
            Federated
                .Diagnostics(
                    Federated.WithKinds.Replace("\"AccessToken\" }", "\"IdToken\" }", StringComparison.Ordinal),
                    Use
                )
                .Select(static each => each.Id)
        );
    }

    [Fact]
    public void A_union_has_no_cases_but_those_that_are_emitted() =>
        Assert.Equal(
            ["CS0122"],
            Federated
                .Diagnostics(
                    Federated.WithKinds,
                    "internal sealed class Further : Acme.ApiIdentityToken { public override JwksSdk.JwtToken Token => null!; }"
                )
                .Select(static each => each.Id)
        );

    [Theory]
    [InlineData("\"jwt\"")]
    [InlineData("null")]
    [InlineData("\"jwt\"u8")]
    [InlineData("\"Bearer jwt\".AsSpan(7)")]
    public void A_token_is_given_as_whatever_its_caller_has(string token) =>
        Assert.Empty(
            Federated.Diagnostics(
                Federated.WithKinds,
                $$"""
                using System;
                internal static class Use
                {
                    public static async System.Threading.Tasks.Task Run(Acme.ApiIdentity identity)
                    {
                        JwksSdk.Auth0AccessToken? partner = null;
                        if ((await identity.VerifyAsync({{token}})).TryGetToken(out Acme.ApiIdentityToken? any)
                            && any is Acme.ApiIdentityToken.PartnerIdentityAccessToken it)
                        {
                            partner = it.Token;
                        }

                        any = await identity.VerifyOrThrowAsync({{token}});
                        JwksSdk.JwtExplanation explanation = await identity.ExplainAsync({{token}});
                    }
                }
                """
            )
        );

    /// <summary>As the editor sees a project, and as a build sees its assembly.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_member_may_be_of_a_referenced_assembly(bool isCompiled)
    {
        var library = GeneratorHarness.Run<JwksProviderGenerator>(
            GeneratorHarness.Compile(Library).WithAssemblyName("Library")
        );

        var run = Federated.Run(
            GeneratorHarness.Compile(Application).AddReferences(Reference(library.Output, isCompiled))
        );

        Compiled.WithoutWarnings(run);
        var client = run.Files["Acme.AppIdentity.Client.g.cs"];
        Assert.Contains("eu-west-1_Ab12Cd34E\"u8", client, StringComparison.Ordinal);
        Assert.Contains(
            "TryAdd<global::Acme.Staff.StaffIdentity, global::Acme.Staff.StaffIdentityOptions,",
            run.Files["Acme.AppIdentity.Registration.g.cs"],
            StringComparison.Ordinal
        );
    }

    /// <summary>A friend sees internal classes.</summary>
    [Fact]
    public void A_member_may_be_internal_to_an_assembly_that_trusts_this_one()
    {
        var library = GeneratorHarness.Run<JwksProviderGenerator>(
            GeneratorHarness
                .Compile(
                    "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Consumer\")]",
                    Library.Replace("public sealed", "internal sealed", StringComparison.Ordinal)
                )
                .WithAssemblyName("Library")
        );

        Compiled.WithoutWarnings(
            Federated.Run(
                GeneratorHarness.Compile(Application).AddReferences(Reference(library.Output, isCompiled: true))
            )
        );
    }

    private static MetadataReference Reference(Compilation library, bool isCompiled)
    {
        if (!isCompiled)
        {
            return library.ToMetadataReference();
        }

        using var stream = new MemoryStream();
        Assert.True(library.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
