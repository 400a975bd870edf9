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
            CustomDomain = "login.acme.com",
            Audience = "https://api.acme.com",
            ClientIds = new[] { "web", "mobile" },
            Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.PS256,
            ClockSkewSeconds = 30,
            AllowBoundTokens = true
        )]
        public sealed partial class CustomerIdentity;
        """;

    /// <summary>Every input from configuration.</summary>
    public const string Configured = """
        [JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)]
        internal sealed partial record PartnerIdentity;
        """;

    /// <summary>Nothing from configuration, so the kind of token without its input is ruled out.</summary>
    public const string Sealed = """
        namespace Acme
        {
            internal static partial class Providers
            {
                [JwksSdk.JwksProvider(
                    JwksSdk.IdentityProvider.Auth0,
                    Section = "",
                    Domain = "acme.eu.auth0.com",
                    Audience = "https://api.acme.com"
                )]
                internal sealed partial class @class;
            }
        }
        """;
}
