using JwksSdk.Claims;
using JwksSdk.Providers;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Claims;

public sealed class ClaimsStepTests
{
    private const string Good =
        """{"iss":"https://issuer.test/","aud":"https://api.test","exp":1790003600,"use":"access","client":"c"}""";

    [Fact]
    public void Good_token_becomes_its_typed_token()
    {
        var result = Verify(
            new SampleProvider(),
            """
            {"iss":"https:\/\/issuer.test\/","sub":"pat","aud":["x","https://api.test"],"exp":1790003600.5,
             "nbf":1790000000,"iat":1790000000,"jti":"1","use":"access","client":"c","other":{"a":[1]}}
            """
        );
        Assert.True(result.TryGetToken(out var token));
        Assert.Equal("https://issuer.test/", token.Issuer);
        Assert.Equal("pat", token.Subject);
        Assert.Equal(["x", "https://api.test"], token.Audiences);
        Assert.Equal(SampleProvider.Now.AddSeconds(3600.5), token.ExpiresAt);
        Assert.Equal(SampleProvider.Now, token.NotBefore);
        Assert.Equal(SampleProvider.Now, token.IssuedAt);
        Assert.Equal("1", token.TokenId);
        Assert.Null(token.Confirmation);
        Assert.Equal("c", token.Client);
        Assert.Equal("SampleAccessToken", token.ToString());
    }

    [Theory]
    // Broken or ambiguous JSON comes first, the kind next, then shape, issuer, lifetime, age, audience, binding, own checks.
    [InlineData("""{"iss":"https://issuer.test/","use":"id","client":7,"use":"access"}""", "DuplicateMember")]
    [InlineData("""{"iss":"https://issuer.test/","use":"id","exp":"x"} trailing""", "InvalidJson")]
    [InlineData("""{"iss":"https://issuer.test/","use":"id","exp":"x"}""", "WrongTokenKind")]
    [InlineData("""{"iss":"https://issuer.test/"}""", "WrongTokenKind")]
    [InlineData("""{"iss":"https://issuer.test/","use":"access","exp":"x","client":"c"}""", "ClaimType (exp)")]
    [InlineData("""{"iss":"https://issuer.test/","use":"access","client":"c"}""", "ClaimMissing (exp)")]
    [InlineData("""{"iss":"https://issuer.test/","use":"access","exp":1}""", "ClaimMissing (client)")]
    [InlineData("""{"iss":"https://issuer.test/","use":"access","exp":1,"client":null}""", "ClaimMissing (client)")]
    [InlineData("""{"iss":"https://other.test/","use":"access","exp":1,"client":"c"}""", "UnknownIssuer (iss)")]
    [InlineData("""{"iss":"https://issuer.test/","use":"access","exp":1,"client":"c","cnf":{}}""", "Expired (exp)")]
    [InlineData(
        """{"iss":"https://issuer.test/","use":"access","exp":1790003600,"client":"c","cnf":{}}""",
        "AudienceMismatch (aud)"
    )]
    [InlineData(
        """{"iss":"https://issuer.test/","aud":"https://api.test","exp":1790003600,"use":"access","client":"c","cnf":{}}""",
        "BoundToken (cnf)"
    )]
    [InlineData(Good, "ClaimNotAccepted (tenant)")]
    [InlineData("""{"iss":"https://issuer.test/","use":"access","exp":1,"client":"c","iat":1}""", "Expired (exp)")]
    [InlineData(
        """{"iss":"https://issuer.test/","use":"access","exp":1790003600,"client":"c","iat":1,"auth_time":1,"cnf":{}}""",
        "TokenTooOld (iat)"
    )]
    [InlineData(
        """{"iss":"https://issuer.test/","use":"access","exp":1790003600,"client":"c","auth_time":1,"cnf":{}}""",
        "AuthenticationTooOld (auth_time)"
    )]
    public void Checks_come_in_a_fixed_order(string claims, string expected)
    {
        var tenants = new Dictionary<string, IReadOnlyList<string>> { ["tenant"] = ["acme"] };
        var policy = new TokenPolicy(AudienceRule.Required, [SampleProvider.Audience], tenants);
        var iat = claims.Contains("iat", StringComparison.Ordinal) ? 3600 : (int?)null;
        var authentication = claims.Contains("auth_time", StringComparison.Ordinal) ? 3600 : (int?)null;
        var provider = new SampleProvider(policy, maxTokenAgeSeconds: iat, maxAuthenticationAgeSeconds: authentication);
        Assert.StartsWith(expected + ":", Verify(provider, claims).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Header_takes_part_in_telling_the_kind()
    {
        var provider = new SampleProvider();
        var token = SampleProvider.Authentic(Good, """{"alg":"RS256","typ":"application/ID"}""");
        var result = ClaimsStep.Verify<SampleAccessToken>(
            token,
            provider.Route,
            provider.AccessToken,
            SampleProvider.Now
        );
        Assert.Equal(JwtErrorCode.WrongTokenKind, result.Error.Code);
    }

    [Fact]
    public void Own_claims_are_read_on_top_of_the_kind()
    {
        var provider = new SampleProvider();
        var token = SampleProvider.Authentic(Good[..^1] + ""","https:\/\/own.test\/tier":"gold"}""");
        var result = ClaimsStep.Verify<OwnAccessToken>(token, provider.Route, provider.AccessToken, SampleProvider.Now);
        Assert.True(result.TryGetToken(out var own));
        Assert.Equal("gold", own.Tier);

        var without = ClaimsStep.Verify<OwnAccessToken>(
            SampleProvider.Authentic(Good),
            provider.Route,
            provider.AccessToken,
            SampleProvider.Now
        );
        Assert.Equal(new JwtError(JwtErrorCode.ClaimMissing, "https://own.test/tier"), without.Error);
    }

    [Fact]
    public void Token_of_any_kind_becomes_the_typed_token_of_its_kind()
    {
        var provider = new SampleProvider();
        Assert.True(VerifyAny(provider, Good).TryGetToken(out var access));
        Assert.IsType<SampleAccessToken>(access);

        var idClaims = """{"iss":"https://issuer.test/","exp":1790003600,"use":"id"}""";
        Assert.True(VerifyAny(provider, idClaims).TryGetToken(out var id));
        Assert.IsType<SampleIdToken>(id);
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            VerifyAny(provider, """{"iss":"https://issuer.test/","use":"refresh"}""").Error.Code
        );
    }

    [Fact]
    public void Refusal_of_the_right_kind_is_not_hidden_by_the_next_kind()
    {
        var expired = """{"iss":"https://issuer.test/","exp":1,"use":"access","client":"c"}""";
        Assert.Equal(JwtErrorCode.Expired, VerifyAny(new SampleProvider(), expired).Error.Code);
        var broken = Good + "x";
        Assert.Equal(JwtErrorCode.InvalidJson, VerifyAny(new SampleProvider(), broken).Error.Code);
    }

    [Fact]
    public void Token_of_a_kind_that_the_declaration_cannot_verify_is_of_the_wrong_kind()
    {
        var provider = new SampleProvider(accessUnavailable: "An Audience is missing.");
        Assert.Equal(JwtErrorCode.WrongTokenKind, VerifyAny(provider, Good).Error.Code);
        Assert.True(VerifyAny(provider, """{"iss":"https://issuer.test/","exp":1790003600,"use":"id"}""").IsVerified);
    }

    /// <summary>An ID token has no scope that a declaration could require: only who asks for an ID token gets one.</summary>
    [Theory]
    [InlineData(JwtGrant.Scope, JwtErrorCode.ScopeMissing)]
    [InlineData(JwtGrant.Permission, JwtErrorCode.PermissionMissing)]
    [InlineData(JwtGrant.Role, JwtErrorCode.RoleMissing)]
    [InlineData(JwtGrant.Group, JwtErrorCode.GroupMissing)]
    [InlineData(JwtGrant.None, JwtErrorCode.ClaimNotAccepted)]
    public void Token_of_any_kind_is_of_one_that_can_answer_what_is_required(JwtGrant grant, JwtErrorCode code)
    {
        var provider = new SampleProvider(
            idUnanswered:
            [
                new ProviderInput("Mine", InputForm.TextList, "What is asked for, under any name.") { Grant = grant },
                new ProviderInput("Other", InputForm.TextList, "What comes later."),
            ]
        );
        var id = """{"iss":"https://issuer.test/","exp":1790003600,"use":"id"}""";

        Assert.Equal(new JwtError(code), VerifyAny(provider, id).Error);
        Assert.True(VerifyAny(provider, Good).IsVerified);
        Assert.True(
            ClaimsStep
                .Verify<SampleIdToken>(
                    SampleProvider.Authentic(id),
                    provider.Route,
                    provider.IdToken,
                    SampleProvider.Now
                )
                .IsVerified
        );

        // What is bad is not told to grant too little.
        var expired = id.Replace("1790003600", "1", StringComparison.Ordinal);
        Assert.Equal(JwtErrorCode.Expired, VerifyAny(provider, expired).Error.Code);
    }

    [Theory]
    [InlineData("iss", new[] { "\"https://issuer.test/\"" })]
    [InlineData("sub", new[] { "\"https://issuer.test/\"" })]
    [InlineData("aud", new[] { "\"https://api.test\"", "[\"https://api.test\"]" })]
    [InlineData("exp", new[] { "1790003600", "1790003600.5", "1.7900036e9" })]
    [InlineData("nbf", new[] { "0", "1" })]
    [InlineData("iat", new[] { "0", "1" })]
    [InlineData("auth_time", new[] { "0", "1", "253402300799", "1790003600", "1790003600.5", "1.7900036e9" })]
    [InlineData("jti", new[] { "\"https://issuer.test/\"" })]
    [InlineData("cnf", new string[0])]
    public void Registered_claim_passes_only_in_a_kind_and_range_of_its_specification(string claim, string[] accepted)
    {
        string[] values =
        [
            .. accepted,
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "-1.5",
            "1e400",
            "-1e400",
            "253402300800",
            "9223372036854775808",
            "\"1790003600\"",
            "\"2027-08-01T10:00:00Z\"",
            "[]",
            "[1790003600]",
            "{}",
            "{\"iss\":\"https://issuer.test/\"}",
            "[\"https://issuer.test/\"]",
            "[[\"https://api.test\"]]",
            "[\"https://api.test\",null]",
            "{\"jkt\":7}",
        ];
        var provider = new SampleProvider();
        foreach (
            var value in values.Except(claim is "sub" or "jti" ? ["\"1790003600\"", "\"2027-08-01T10:00:00Z\""] : [])
        )
        {
            var members = new Dictionary<string, string>
            {
                ["iss"] = "\"https://issuer.test/\"",
                ["aud"] = "\"https://api.test\"",
                ["exp"] = "1790003600",
                ["use"] = "\"access\"",
                ["client"] = "\"c\"",
                [claim] = value,
            };
            var json =
                "{" + string.Join(',', members.Select(static member => $"\"{member.Key}\":{member.Value}")) + "}";
            // Parsing already refuses an issuer that is no string: the reader alone is asked about those.
            var verified =
                claim == "iss" && !value.StartsWith('"') ? ReadsIssuer(json) : Verify(provider, json).IsVerified;
            Assert.True(verified == accepted.Contains(value), $"{claim} = {value}");
        }
    }

    private static bool ReadsIssuer(string json)
    {
        var reader = new JwtClaimsReader(json.Utf8());
        _ = SampleAccessTokenReader.Read(ref reader);
        return reader.Complete().Code == JwtErrorCode.None;
    }

    private static JwtResult<SampleAccessToken> Verify(SampleProvider provider, string claims) =>
        ClaimsStep.Verify<SampleAccessToken>(
            SampleProvider.Authentic(claims),
            provider.Route,
            provider.AccessToken,
            SampleProvider.Now
        );

    private static JwtResult<JwtToken> VerifyAny(SampleProvider provider, string claims) =>
        ClaimsStep.VerifyAny(SampleProvider.Authentic(claims), provider.Route, null, SampleProvider.Now, false, out _);

    private static class SampleAccessTokenReader
    {
        public static JwtToken Read(ref JwtClaimsReader reader) => new SampleProvider().AccessToken.Read(ref reader);
    }
}
