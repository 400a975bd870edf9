namespace JwksSdk.Generators.Tests.Declarations;

/// <summary>The declarations that the tests of this folder are about: one a shape.</summary>
internal static class Declared
{
    /// <summary>Every necessary input in the attribute.</summary>
    public const string Complete = """
        using JwksSdk;
        using static JwksSdk.IdentityProvider;

        namespace Acme;

        /// <summary>Our customers.</summary>
        [JwksProvider(
            Auth0,
            Domain = "acme.eu.auth0.com",
            Audience = "https://api.acme.com",
            ClientIds = new[] { "web", "mobile" },
            Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.PS256,
            ClockSkewSeconds = 30,
            AllowBoundTokens = true,
            Startup = KeyStartup.Required,
            PrivateNetwork = true
        )]
        public sealed partial class CustomerIdentity;
        """;

    /// <summary>Every input from configuration, in no namespace, as a record.</summary>
    public const string Configured = """
        [JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)]
        internal sealed partial record PartnerIdentity;
        """;

    /// <summary>Nothing from configuration, so a kind of token without its input is ruled out; nested, with a keyword's name.</summary>
    public const string Closed = """
        namespace Acme.@internal
        {
            internal static partial class Providers
            {
                [JwksSdk.JwksProvider(
                    JwksSdk.IdentityProvider.Auth0,
                    Section = "",
                    Domain = "acme.eu.auth0.com",
                    Audience = "a \"quoted\" <tag> & a line\nbreak"
                )]
                internal sealed partial class @class;
            }
        }
        """;

    /// <summary>An input that stands in the attribute alone, and a kind of token that nothing makes available.</summary>
    public const string OrgServer = """
        using JwksSdk;

        namespace Acme;

        /// <summary>Our staff.</summary>
        [JwksProvider(
            IdentityProvider.Okta,
            Domain = "acme.okta.com",
            OrgAuthorizationServer = true,
            ClientId = "0oa1acme"
        )]
        public sealed partial class StaffIdentity;
        """;

    /// <summary>An input of an enum, and a secret that only configuration gives.</summary>
    public const string BackendKeys = """
        using JwksSdk;

        namespace Acme;

        /// <summary>Our partners.</summary>
        [JwksProvider(
            IdentityProvider.Clerk,
            PublishableKey = "pk_live_Y2xlcmsuYWNtZS5jb20k",
            KeySource = ClerkKeySource.BackendApi,
            AuthorizedParties = new[] { "https://app.acme.com" }
        )]
        public sealed partial class PartnerIdentity;
        """;

    /// <summary>Two declarations of one simple name, one of them nested, and a third one beside them.</summary>
    public const string SameNames = """
        using JwksSdk;

        namespace Acme.Shop
        {
            /// <summary>The shop's.</summary>
            [JwksProvider(IdentityProvider.Auth0)]
            public sealed partial class Identity;
        }

        namespace Acme.Blog
        {
            internal partial class Users
            {
                [JwksProvider(IdentityProvider.Auth0)]
                internal sealed partial class Identity;
            }

            /// <summary>The blog's.</summary>
            [JwksProvider(IdentityProvider.Auth0)]
            public sealed partial class AuthorIdentity;
        }
        """;

    /// <summary>On its way out, with a message, and one in a type that is.</summary>
    public const string Obsolete = """
        using System;
        using JwksSdk;

        namespace Acme;

        /// <summary>Our customers.</summary>
        [Obsolete("Use StaffIdentity.")]
        [JwksProvider(IdentityProvider.Auth0)]
        public sealed partial class CustomerIdentity;

        [Obsolete]
        internal partial class Old
        {
            [JwksProvider(IdentityProvider.Auth0)]
            internal sealed partial class Identity;
        }
        """;

    public static TheoryData<string, string> All =>
        new()
        {
            { nameof(Complete), Complete },
            { nameof(Configured), Configured },
            { nameof(Closed), Closed },
            { nameof(OrgServer), OrgServer },
            { nameof(BackendKeys), BackendKeys },
            { nameof(SameNames), SameNames },
            { nameof(Obsolete), Obsolete },
        };
}
