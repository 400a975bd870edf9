using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwksSdk.Generators.Tests.Federations;

/// <summary>The federations that the tests of this folder are about: one a shape.</summary>
internal static class Federated
{
    /// <summary>Two members of which the compiler knows the issuers, one of them with two, and one from configuration.</summary>
    public const string Three = """
        using JwksSdk;
        using static JwksSdk.IdentityProvider;

        namespace Acme;

        /// <summary>Our customers.</summary>
        [JwksProvider(Auth0, Domain = "acme.eu.auth0.com", CustomDomain = "login.acme.com", Audience = "https://api.acme.com")]
        public sealed partial class CustomerIdentity;

        /// <summary>Our staff.</summary>
        [JwksProvider(Cognito, UserPoolId = "eu-west-1_Ab12Cd34E", ClientId = "1acmeclient00000000000000")]
        public sealed partial class StaffIdentity;

        /// <summary>Our partners.</summary>
        [JwksProvider(Clerk)]
        public sealed partial class PartnerIdentity;

        /// <summary>All of them.</summary>
        [JwksFederation(typeof(CustomerIdentity), typeof(StaffIdentity), typeof(PartnerIdentity))]
        public sealed partial class AppIdentity;
        """;

    /// <summary>Some kinds of each, and issuers of one length.</summary>
    public const string WithKinds = """
        using JwksSdk;
        using static JwksSdk.IdentityProvider;

        namespace Acme;

        /// <summary>Our customers.</summary>
        [JwksProvider(Auth0, Domain = "acme.eu.auth0.com", Audience = "https://api.acme.com")]
        public sealed partial class CustomerIdentity;

        /// <summary>Our partners.</summary>
        [JwksProvider(Auth0, Domain = "part.eu.auth0.com", Audience = "https://api.acme.com")]
        public sealed partial class PartnerIdentity;

        /// <summary>The API.</summary>
        [JwksFederation(
            typeof(PartnerIdentity),
            typeof(CustomerIdentity),
            Kinds = new[] { "AccessToken", "AccessToken" }
        )]
        public sealed partial class ApiIdentity;
        """;

    /// <summary>
    /// In no namespace and nested, with a keyword's name, as a record and internal; of members of which one is on its way out and
    /// rules a kind out, and one is nested elsewhere; none with an issuer that the compiler knows.
    /// </summary>
    public const string Nested = """
        #pragma warning disable CS0618 // A member on its way out is one as long as it is there.
        using System;
        using JwksSdk;

        [Obsolete("Use another.")]
        [JwksProvider(IdentityProvider.Okta, OrgAuthorizationServer = true, ClientId = "0oa1acme")]
        internal sealed partial class StaffIdentity;

        internal static partial class Identities
        {
            [JwksProvider(IdentityProvider.Auth0)]
            internal sealed partial class @internal;

            [JwksFederation(typeof(StaffIdentity), typeof(@internal))]
            internal sealed partial record @class;
        }
        """;

    /// <summary>One member alone, so that its kinds are the union; and two federations of one simple name.</summary>
    public const string SameNames = """
        using JwksSdk;

        namespace Acme
        {
            /// <summary>Our partners.</summary>
            [JwksProvider(IdentityProvider.SuperTokens, ApiDomain = "api.acme.com", Audience = "a", ClientId = "c")]
            public sealed partial class PartnerIdentity;
        }

        namespace Acme.Shop
        {
            /// <summary>The shop's.</summary>
            [JwksFederation(typeof(PartnerIdentity))]
            public sealed partial class AppIdentity;
        }

        namespace Acme.Blog
        {
            /// <summary>The blog's.</summary>
            [JwksFederation(typeof(PartnerIdentity), Kinds = new[] { "SessionToken" })]
            public sealed partial class AppIdentity;
        }
        """;

    public static TheoryData<string, string> All =>
        new()
        {
            { nameof(Three), Three },
            { nameof(WithKinds), WithKinds },
            { nameof(Nested), Nested },
            { nameof(SameNames), SameNames },
        };

    /// <summary>The run that completes declarations and federations.</summary>
    public static GeneratorRun Run(params string[] sources) => Run(GeneratorHarness.Compile(sources));

    /// <inheritdoc cref="Run(string[])" />
    public static GeneratorRun Run(CSharpCompilation compilation) =>
        GeneratorHarness.Run<JwksProviderGenerator>(compilation);

    /// <summary>What the compiler has to say of a project whose declarations and federations are completed.</summary>
    public static IEnumerable<Diagnostic> Diagnostics(params string[] sources) =>
        Run(sources)
            .Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static each => each.Severity >= DiagnosticSeverity.Warning);
}
