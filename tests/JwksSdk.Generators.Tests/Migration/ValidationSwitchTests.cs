using JwksSdk.Generators.Diagnostics;

namespace JwksSdk.Generators.Tests.Migration;

/// <summary>Checks that <c>TokenValidationParameters</c> switch off.</summary>
public sealed class ValidationSwitchTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { {0} };")]
    [InlineData("var p = new TokenValidationParameters { ValidAudience = \"a\", {0}, ValidIssuer = \"i\" };")]
    [InlineData("TokenValidationParameters p = new(); p.{0};")]
    [InlineData("Action<TokenValidationParameters> configure = p => p.{0};")]
    [InlineData("Action<JwtBearerOptions> configure = options => { options.TokenValidationParameters.{0}; };")]
    [InlineData("Action<JwtBearerOptions> configure = options => options.TokenValidationParameters = new() { {0} };")]
    public async Task JWKS0050_is_reported_wherever_it_is_switched_off(string code)
    {
        const string Off = "ValidateAudience = false";

        var reported = Assert.Single(await Analyze(code.Replace("{0}", Off, StringComparison.Ordinal)));

        Assert.Equal("JWKS0050", reported.Id);
        Assert.EndsWith(Off, reported.At, StringComparison.Ordinal);
        Assert.StartsWith(
            Off + " accepts tokens that were issued for other services",
            reported.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("const bool Off = false; var p = new TokenValidationParameters { ValidateAudience = Off };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = Never };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = !true };")]
    public async Task JWKS0050_is_reported_for_a_constant(string code) =>
        Assert.Equal("JWKS0050", Assert.Single(await Analyze(code)).Id);

    [Theory]
    [InlineData(
        "var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = (_, _, _) => true };"
    )]
    [InlineData(
        "var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = (_, _, _) => { return true; } };"
    )]
    [InlineData(
        "var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = delegate { return true; } };"
    )]
    [InlineData(
        "var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = (x, _, _) => { Use(x); return true; } };"
    )]
    [InlineData(
        "var a = new TokenValidationParameters { ValidateAudience = false }; var b = new TokenValidationParameters { AudienceValidator = Check };"
    )]
    [InlineData(
        "TokenValidationParameters a = new(), b = new(); a.ValidateAudience = false; b.AudienceValidator = Check;"
    )]
    [InlineData(
        "var a = new JwtBearerOptions(); var b = new JwtBearerOptions(); a.TokenValidationParameters.ValidateAudience = false; b.TokenValidationParameters.AudienceValidator = Check;"
    )]
    [InlineData(
        "Use(new TokenValidationParameters { ValidateAudience = false }); Use(new TokenValidationParameters { AudienceValidator = Check });"
    )]
    [InlineData(
        "var a = new JwtBearerOptions { TokenValidationParameters = { ValidateAudience = false } }; var b = new JwtBearerOptions { TokenValidationParameters = { AudienceValidator = Check } };"
    )]
    public async Task JWKS0050_is_reported_beside_a_delegate_that_checks_nothing_or_elsewhere(string code) =>
        Assert.Equal("JWKS0050", Assert.Single(await Analyze(code)).Id);

    [Theory]
    [InlineData("AudienceValidator = (_, _, _) => true")]
    [InlineData("AudienceValidator = (audiences, _, _) => { if (audiences is null) { return true; } return true; }")]
    [InlineData("AudienceValidator = (audiences, _, _) => { Func<bool> no = () => audiences is null; return true; }")]
    [InlineData("AudienceValidator = delegate { return true; }")]
    [InlineData("AudienceValidator = Accept")]
    [InlineData("AudienceValidator = new AudienceValidator(Accept)")]
    [InlineData("AudienceValidator = Local")]
    public async Task JWKS0050_is_reported_for_a_delegate_that_always_returns_true(string setting)
    {
        const string Local =
            "bool Local(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters q) { return true; }";

        var reported = Assert.Single(await Analyze($"var p = new TokenValidationParameters {{ {setting} }}; {Local}"));

        Assert.Equal(("JWKS0050", setting), reported.Place);
        Assert.StartsWith(
            "An AudienceValidator that returns true whatever it is given accepts tokens",
            reported.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = true };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = Setting };")]
    // What it calls may refuse.
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (x, _, _) => { Use(x); return true; } };")]
    [InlineData(
        "var p = new TokenValidationParameters { AudienceValidator = (x, _, _) => { if (x is null) { throw new Exception(); } return true; } };"
    )]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (x, _, _) => x is not null };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = Elsewhere.Accept };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = new Base().Accept };")]
    [InlineData(
        "var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = (a, t, q) => a.Any() };"
    )]
    [InlineData("TokenValidationParameters p = new(); p.AudienceValidator = Check; p.ValidateAudience = false;")]
    [InlineData("var p = new Own { ValidateAudience = false };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = false, ValidateActor = false };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = false }; p.AudienceValidator = Check;")]
    [InlineData("TokenValidationParameters p; p = new() { ValidateAudience = false }; p.AudienceValidator = Check;")]
    [InlineData(
        "var a = new JwtBearerOptions(); a.TokenValidationParameters.ValidateAudience = false; a.TokenValidationParameters.AudienceValidator = Check;"
    )]
    [InlineData(
        "var a = new JwtBearerOptions { TokenValidationParameters = { ValidateAudience = false } }; a.TokenValidationParameters.AudienceValidator = Check;"
    )]
    [InlineData(
        "var a = new JwtBearerOptions(); a.TokenValidationParameters = new() { ValidateAudience = false }; a.TokenValidationParameters.AudienceValidator = Check;"
    )]
    [InlineData("Use(new TokenValidationParameters { ValidateAudience = false, AudienceValidator = Check });")]
    [InlineData(
        "var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = (x, _, _) => { if (x.Any()) { return true; } return false; } };"
    )]
    [InlineData(
        "var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = (x, _, _) => { Func<bool> yes = () => true; return x.Any() == yes(); } };"
    )]
    [InlineData(
        "var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = (_, _, _) => throw new Exception() };"
    )]
    public async Task JWKS0050_is_not_reported_where_the_audience_is_checked(string code) =>
        Assert.Empty(await Analyze(code));

    [Fact]
    public async Task JWKS0050_is_not_reported_in_generated_code() =>
        Assert.Empty(
            await Reported(
                "// <auto-generated/>\n"
                    + OldWorld.Source("var p = new TokenValidationParameters { ValidateAudience = false };")
            )
        );

    [Fact]
    public async Task JWKS0050_is_not_reported_in_a_project_of_tests() =>
        Assert.Empty(
            await Diagnostics.Reported.ByAsync<ValidationSwitchAnalyzer>(
                GeneratorHarness.Compile(
                    OldWorld.Source("var p = new TokenValidationParameters { ValidateAudience = false };")
                )
            )
        );

    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false, AudienceValidator = Check };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false, IssuerValidator = null };")]
    [InlineData(
        "Action<TokenValidationParameters> a = p => p.ValidateIssuer = false; Action<TokenValidationParameters> b = p => p.IssuerValidator = (i, t, q) => i.Trim();"
    )]
    public async Task JWKS0051_is_reported_for_a_switched_off_issuer(string code) =>
        Assert.Equal(
            ("JWKS0051", true),
            Assert.Single(
                (await Analyze(code)).Select(static each =>
                    (each.Id, each.At.EndsWith("ValidateIssuer = false", StringComparison.Ordinal))
                )
            )
        );

    [Theory]
    [InlineData("IssuerValidator = (i, t, q) => i == \"https://login.acme.com\" ? i : throw new Exception()")]
    [InlineData("IssuerValidator = (i, t, q) => { Use(i); return i; }")]
    [InlineData("IssuerValidator = (i, t, q) => t.Issuer")]
    [InlineData("IssuerValidator = Elsewhere.Same")]
    [InlineData("IssuerValidatorUsingConfiguration = (i, t, q, c) => c.Issuer")]
    public async Task JWKS0051_is_not_reported_beside_a_delegate_that_takes_its_place(string given) =>
        Assert.Empty(await Analyze($"var p = new TokenValidationParameters {{ ValidateIssuer = false, {given} }};"));

    [Theory]
    [InlineData("IssuerValidator = (i, t, q) => i")]
    [InlineData("IssuerValidator = (i, t, q) => { return i; }")]
    [InlineData("IssuerValidator = Same")]
    [InlineData("IssuerValidatorUsingConfiguration = (i, t, q, c) => i")]
    public async Task JWKS0051_is_reported_for_a_delegate_that_returns_its_issuer(string given)
    {
        var reported = Assert.Single(
            await Analyze($"var p = new TokenValidationParameters {{ ValidateIssuer = false, {given} }};")
        );

        Assert.Equal(("JWKS0051", given), reported.Place);
        Assert.Contains(
            " that returns the issuer that it is given accepts ",
            reported.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task JWKS0052_is_reported_for_a_switched_off_lifetime() =>
        Assert.Equal(
            "JWKS0052",
            Assert.Single(await Analyze("var p = new TokenValidationParameters { ValidateLifetime = false };")).Id
        );

    [Fact]
    public async Task JWKS0052_is_reported_beside_a_delegate_that_checks_nothing() =>
        Assert.Equal(
            "JWKS0052",
            Assert
                .Single(
                    await Analyze(
                        "var p = new TokenValidationParameters { ValidateLifetime = false, LifetimeValidator = (_, _, _, _) => true };"
                    )
                )
                .Id
        );

    [Theory]
    [InlineData("LifetimeValidator = (_, _, _, _) => true")]
    [InlineData("LifetimeValidator = Alive")]
    public async Task JWKS0052_is_reported_for_a_delegate_that_always_returns_true(string given)
    {
        var reported = Assert.Single(await Analyze($"var p = new TokenValidationParameters {{ {given} }};"));

        Assert.Equal(("JWKS0052", given), reported.Place);
        Assert.StartsWith("A LifetimeValidator that returns true ", reported.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JWKS0052_is_not_reported_beside_a_delegate_that_takes_its_place() =>
        Assert.Empty(
            await Analyze(
                "var p = new TokenValidationParameters { ValidateLifetime = false, LifetimeValidator = (b, e, t, q) => e > DateTime.UnixEpoch };"
            )
        );

    [Theory]
    [InlineData("RequireSignedTokens = false")]
    [InlineData("SignatureValidator = (token, q) => new JsonWebToken(token)")]
    [InlineData(
        "SignatureValidator = delegate(string token, TokenValidationParameters q) { return new JwtSecurityToken(token); }"
    )]
    [InlineData(
        "SignatureValidator = (token, q) => { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token); return jwt; }"
    )]
    [InlineData("SignatureValidator = (token, q) => new JsonWebTokenHandler().ReadToken(token)")]
    [InlineData("SignatureValidatorUsingConfiguration = (token, q, c) => new JsonWebToken(token)")]
    [InlineData("SignatureValidator = ReadOnly")]
    [InlineData("SignatureValidator = Local")]
    [InlineData("SignatureValidator = new SignatureValidator(Local)")]
    public async Task JWKS0053_is_reported_for_tokens_that_anyone_can_write(string setting)
    {
        const string Local =
            "static SecurityToken Local(string token, TokenValidationParameters q) { var jwt = new JsonWebToken(token); return jwt; }";

        var reported = Assert.Single(await Analyze($"var p = new TokenValidationParameters {{ {setting} }}; {Local}"));

        Assert.Equal(("JWKS0053", setting), (reported.Id, reported.At));
    }

    [Theory]
    [InlineData("SignatureValidator = (token, q) => Verified(token)")]
    [InlineData("SignatureValidator = (token, q) => { Verified(token); return new JsonWebToken(token); }")]
    [InlineData(
        "SignatureValidator = (token, q) => token.Length > 9 ? new JsonWebToken(token) : throw new Exception()"
    )]
    [InlineData("SignatureValidator = (token, q) => Cache[token]")]
    [InlineData("SignatureValidator = Verify")]
    [InlineData("SignatureValidator = Elsewhere.ReadOnly")]
    [InlineData("SignatureValidator = new Base().ReadOnly")]
    [InlineData("SignatureValidator = null")]
    [InlineData("RequireSignedTokens = false, SignatureValidator = Verify")]
    [InlineData("RequireSignedTokens = true")]
    public async Task JWKS0053_is_not_reported_where_something_may_verify(string setting) =>
        Assert.Empty(await Analyze($"var p = new TokenValidationParameters {{ {setting} }};"));

    private static Task<IReadOnlyList<Diagnostics.Reported>> Analyze(string code) =>
        OldWorld.AnalyzeAsync<ValidationSwitchAnalyzer>(code);

    private static Task<IReadOnlyList<Diagnostics.Reported>> Reported(string source) =>
        Diagnostics.Reported.InApplicationAsync<ValidationSwitchAnalyzer>(source);
}
