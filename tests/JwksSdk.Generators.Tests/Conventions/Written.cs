namespace JwksSdk.Generators.Tests.Conventions;

/// <summary>The conventions that the tests of this folder are about, and declarations that name them.</summary>
internal static class Written
{
    /// <summary>A typed token of the application's, with checks of its own.</summary>
    public const string Token = """
        using JwksSdk;
        using JwksSdk.Tokens;

        namespace Acme.Tokens;

        /// <summary>A token.</summary>
        [JwtClaims]
        public partial record RealmToken : JwtToken
        {
            /// <summary>The mark of the kind.</summary>
            [JwtClaim("typ")]
            public string? Type { get; init; }

            /// <summary>The client.</summary>
            [JwtClaim("azp")]
            public string? AuthorizedParty { get; init; }

            /// <summary>The scopes.</summary>
            [JwtClaim("scope", Form = ClaimForm.SpaceSeparated)]
            public System.Collections.Generic.IReadOnlyList<string> Scopes { get; init; } = [];

            /// <summary>The roles.</summary>
            [JwtClaim("urn:acme:roles")]
            public System.Collections.Generic.IReadOnlyList<string> Roles { get; init; } = [];

            /// <inheritdoc />
            protected override bool IsKind(in JwtHeader header) => Type == "Bearer";

            /// <inheritdoc />
            protected override JwtError Check(TokenPolicy policy) =>
                !policy.Accepts("azp", AuthorizedParty) ? new JwtError(JwtErrorCode.ClientMismatch, "azp")
                : !policy.HasEvery("scope", Scopes) ? new JwtError(JwtErrorCode.ScopeMissing, "scope")
                : !policy.HasEvery("urn:acme:roles", Roles) ? new JwtError(JwtErrorCode.RoleMissing, "urn:acme:roles")
                : default;
        }
        """;

    /// <summary>Everything that a convention can say.</summary>
    public const string Realm = """
        using JwksSdk;

        namespace Acme;

        /// <summary>Realms.</summary>
        [JwksConvention(
            "https://{Host}{/BasePath}/realms/{Realm}",
            "https://old.{Host}/{Realm}",
            JwksUri = "{Issuer}/protocol/openid-connect/certs",
            Documentation = "https://docs.acme.com/tokens",
            Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.ES256,
            DefaultAlgorithms = JwtAlgorithms.RS256,
            ClockSkewSeconds = 10
        )]
        [JwksConventionInput("Host", InputShape.Host, "The host of the \"server\" <here>.", Example = "login.acme.com")]
        [JwksConventionInput("BasePath", InputShape.Name, "The base path.")]
        [JwksConventionInput("Realm", InputShape.Name, "The realm.")]
        [JwksConventionInput("Audience", InputShape.Text, "The client of the API.")]
        [JwksConventionInput(
            "ClientRole",
            InputShape.Text,
            "A role of the client.",
            Plural = "ClientRoles",
            Grant = JwtGrant.Role
        )]
        [JwksConventionToken<Acme.Tokens.RealmToken>(
            "AccessToken",
            "an access token (typ Bearer)",
            Audience = "Audience",
            Accepts = new[] { "azp=ClientId" },
            Requires = new[] { "scope=RequiredScope", "urn:acme:roles=ClientRole" }
        )]
        [JwksConventionToken<Acme.Tokens.RealmToken>("SessionToken", "a session", AnyAudience = true, Needs = "ClientId")]
        public sealed partial class Keycloak;
        """;

    /// <summary>As little as a convention can say: one issuer without inputs, discovered; nested, internal, with a keyword's name.</summary>
    public const string Fixed = """
        using JwksSdk;

        namespace Acme
        {
            internal partial class Providers
            {
                [JwksConvention("https://login.acme.com")]
                [JwksConventionToken<Acme.Tokens.RealmToken>("Token", "a token", AnyAudience = true)]
                internal sealed partial class @event;
            }
        }
        """;

    /// <summary>A declaration of <see cref="Realm"/>.</summary>
    public const string Workforce = """
        using JwksSdk;

        namespace Acme;

        /// <summary>Our people.</summary>
        [JwksProvider<Keycloak>(Audience = "https://api.acme.com", RequiredScopes = new[] { "read", "write" })]
        [JwksInput("Host", "login.acme.com"), JwksInput("Realm", "acme"), JwksInput("ClientRole", "admin", "staff")]
        public sealed partial class WorkforceIdentity;
        """;

    /// <summary>A declaration of <see cref="Fixed"/> without anything from configuration.</summary>
    public const string Everyone = """
        namespace Acme
        {
            [JwksSdk.JwksProvider<Providers.@event>(Section = "")]
            internal sealed partial class Everyone;
        }
        """;

    public static TheoryData<string, string[]> All =>
        new() { { nameof(Realm), [Token, Realm, Workforce] }, { nameof(Fixed), [Token, Fixed, Everyone] } };
}
