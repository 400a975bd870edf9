using System.Security.Claims;
using JwksSdk.IdentityModel;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.IdentityModel;

/// <summary>The handler with a verification of the test's in its place.</summary>
public sealed class TokenHandlerTests
{
    private static readonly SampleAccessToken Token = new()
    {
        Issuer = "https://issuer.test/",
        Audiences = ["https://api.test", "https://other.test"],
        Client = "c",
        TokenId = "j",
        NotBefore = SampleProvider.Now,
        ExpiresAt = SampleProvider.Now.AddHours(1),
        RawClaims = new JwtRawClaims(
            """{"iss":"https://issuer.test/","sub":"s","name":"Pat","groups":["ops","dev"]}"""u8.ToArray(),
            isComplete: true
        ),
    };

    [Fact]
    public async Task A_good_token_becomes_an_identity_as_the_parameters_ask()
    {
        var parameters = new TokenValidationParameters
        {
            AuthenticationType = "Scheme",
            NameClaimType = "name",
            RoleClaimTypeRetriever = static (token, _) => token is JwksSecurityToken ? "groups" : "",
        };

        var result = await Handler(Token).ValidateTokenAsync("a.b.c", parameters);

        Assert.True(result.IsValid);
        Assert.Null(result.Exception);
        Assert.Equal("https://issuer.test/", result.Issuer);
        var identity = result.ClaimsIdentity;
        Assert.Equal(("Scheme", "Pat", true), (identity.AuthenticationType, identity.Name, identity.IsAuthenticated));
        Assert.True(new ClaimsPrincipal(identity).IsInRole("dev"));
        Assert.Equal(["iss", "sub", "name", "groups", "groups"], identity.Claims.Select(static claim => claim.Type));
        Assert.Equal(["iss", "sub", "name", "groups"], result.Claims.Keys);
        Assert.Null(identity.BootstrapContext);
    }

    [Fact]
    public async Task The_security_token_carries_the_typed_one_and_no_text()
    {
        var result = await Handler(Token).ValidateTokenAsync("a.b.c", new TokenValidationParameters());

        var token = Assert.IsType<JwksSecurityToken>(result.SecurityToken);
        Assert.Same(Token, token.Token);
        Assert.Equal(("j", "https://issuer.test/"), (token.Id, token.Issuer));
        Assert.Equal(SampleProvider.Now.UtcDateTime, token.ValidFrom);
        Assert.Equal(SampleProvider.Now.AddHours(1).UtcDateTime, token.ValidTo);
        Assert.Equal((DateTimeKind.Utc, DateTimeKind.Utc), (token.ValidFrom.Kind, token.ValidTo.Kind));
        Assert.Null(token.SecurityKey);
        Assert.Null(token.SigningKey);
        Assert.Equal(("JwksSecurityToken", "JwksSecurityToken"), (token.ToString(), token.UnsafeToString()));
    }

    [Fact]
    public async Task A_token_without_id_and_begin_has_the_stock_handler_s_stand_ins()
    {
        var result = await Handler(Token with { TokenId = null, NotBefore = null })
            .ValidateTokenAsync("a.b.c", new TokenValidationParameters());

        Assert.Equal(("", DateTime.MinValue), (result.SecurityToken.Id, result.SecurityToken.ValidFrom));
    }

    [Fact]
    public async Task The_token_is_kept_where_the_parameters_ask_for_it_and_nowhere_else()
    {
        var parameters = new TokenValidationParameters { SaveSigninToken = true };

        var result = await Handler(Token).ValidateTokenAsync("a.b.canary", parameters);

        Assert.Equal("a.b.canary", result.ClaimsIdentity.BootstrapContext);
        Assert.DoesNotContain(result.ClaimsIdentity.Claims, static claim => claim.Value.Contains("canary"));
        Assert.DoesNotContain(result.PropertyBag, static pair => $"{pair.Value}".Contains("canary"));
        var refused = await Handler(JwtErrorCode.Expired).ValidateTokenAsync("a.b.canary", parameters);
        Assert.Null(refused.TokenOnFailedValidation);
        Assert.Null(refused.SecurityToken);
        Assert.DoesNotContain("canary", refused.Exception.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<JwtErrorCode, Type> Exceptions =>
        new()
        {
            { JwtErrorCode.TokenEmpty, typeof(SecurityTokenMalformedException) },
            { JwtErrorCode.TokenTooLong, typeof(SecurityTokenMalformedException) },
            { JwtErrorCode.Malformed, typeof(SecurityTokenMalformedException) },
            { JwtErrorCode.Encrypted, typeof(SecurityTokenDecryptionFailedException) },
            { JwtErrorCode.Opaque, typeof(SecurityTokenMalformedException) },
            { JwtErrorCode.Encoding, typeof(SecurityTokenMalformedException) },
            { JwtErrorCode.InvalidJson, typeof(SecurityTokenMalformedException) },
            { JwtErrorCode.DuplicateMember, typeof(SecurityTokenMalformedException) },
            { JwtErrorCode.InvalidHeader, typeof(SecurityTokenMalformedException) },
            { JwtErrorCode.CriticalHeader, typeof(SecurityTokenMalformedException) },
            { JwtErrorCode.AlgorithmNotAllowed, typeof(SecurityTokenInvalidAlgorithmException) },
            { JwtErrorCode.SymmetricAlgorithm, typeof(SecurityTokenInvalidAlgorithmException) },
            { JwtErrorCode.IssuerMissing, typeof(SecurityTokenInvalidIssuerException) },
            { JwtErrorCode.UnknownIssuer, typeof(SecurityTokenInvalidIssuerException) },
            { JwtErrorCode.KeyIdMissing, typeof(SecurityTokenSignatureKeyNotFoundException) },
            { JwtErrorCode.UnknownKeyId, typeof(SecurityTokenSignatureKeyNotFoundException) },
            { JwtErrorCode.KeyAlgorithmMismatch, typeof(SecurityTokenInvalidAlgorithmException) },
            { JwtErrorCode.KeyRefused, typeof(SecurityTokenInvalidSigningKeyException) },
            { JwtErrorCode.KeysUnavailable, typeof(SecurityTokenSignatureKeyNotFoundException) },
            { JwtErrorCode.BadSignature, typeof(SecurityTokenInvalidSignatureException) },
            { JwtErrorCode.ClaimMissing, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.ClaimType, typeof(SecurityTokenMalformedException) },
            { JwtErrorCode.WrongTokenKind, typeof(SecurityTokenInvalidTypeException) },
            { JwtErrorCode.Expired, typeof(SecurityTokenExpiredException) },
            { JwtErrorCode.NotYetValid, typeof(SecurityTokenNotYetValidException) },
            { JwtErrorCode.IssuedInFuture, typeof(SecurityTokenNotYetValidException) },
            { JwtErrorCode.AudienceMismatch, typeof(SecurityTokenInvalidAudienceException) },
            { JwtErrorCode.ClientMismatch, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.AuthorizedPartyMismatch, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.BoundToken, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.SessionPending, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.ClaimNotAccepted, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.TokenTooOld, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.AuthenticationTooOld, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.AuthenticatedInFuture, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.ScopeMissing, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.PermissionMissing, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.RoleMissing, typeof(SecurityTokenValidationException) },
            { JwtErrorCode.GroupMissing, typeof(SecurityTokenValidationException) },
        };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task A_refusal_is_the_exception_that_fits_and_carries_its_error(JwtErrorCode code, Type expected)
    {
        var error = new JwtError(code, "claim");
        var result = await Handler(error).ValidateTokenAsync("a.b.c", new TokenValidationParameters());

        Assert.False(result.IsValid);
        Assert.Null(result.ClaimsIdentity);
        Assert.Equal(expected, result.Exception.GetType());
        Assert.Equal(error.ToString(), result.Exception.Message);
        Assert.True(JwksTokenHandler.TryGetError(result.Exception, out var carried));
        Assert.Equal(error, carried);
        Assert.Equal(error.HelpLink, result.Exception.HelpLink);
    }

    [Fact]
    public void Every_error_is_in_the_list_above() =>
        Assert.Equal(
            Enum.GetValues<JwtErrorCode>().Except([JwtErrorCode.None]),
            Exceptions.Select(static row => row.Data.Item1)
        );

    [Fact]
    public async Task A_token_without_an_end_has_the_exception_for_it()
    {
        var result = await Handler(new JwtError(JwtErrorCode.ClaimMissing, "exp"))
            .ValidateTokenAsync("a.b.c", new TokenValidationParameters());

        Assert.IsType<SecurityTokenNoExpirationException>(result.Exception);
    }

    [Fact]
    public async Task Of_several_refusals_the_one_of_the_token_s_own_provider_counts()
    {
        var foreign = await RefusalAsync(JwtErrorCode.UnknownIssuer);
        var expired = await RefusalAsync(JwtErrorCode.Expired);

        Assert.True(JwksTokenHandler.TryGetError(new AggregateException(foreign, expired), out var error));
        Assert.Equal(JwtErrorCode.Expired, error.Code);
        Assert.True(JwksTokenHandler.TryGetError(new AggregateException(foreign, foreign), out error));
        Assert.Equal(JwtErrorCode.UnknownIssuer, error.Code);
        Assert.False(JwksTokenHandler.TryGetError(new AggregateException(new InvalidOperationException()), out error));
        Assert.Equal(default, error);
        Assert.False(JwksTokenHandler.TryGetError(null, out _));
    }

    [Fact]
    public async Task Parameters_may_narrow_issuers_and_audiences()
    {
        Assert.Null(
            await CodeAsync(new() { ValidIssuer = "https://issuer.test/", ValidAudience = "https://api.test" })
        );
        Assert.Null(
            await CodeAsync(
                new() { ValidIssuers = ["a", "https://issuer.test/"], ValidAudiences = ["https://other.test"] }
            )
        );
        Assert.Null(
            await CodeAsync(
                new()
                {
                    ValidateIssuer = false,
                    ValidIssuer = "a",
                    ValidateAudience = false,
                    ValidAudience = "b",
                }
            )
        );

        Assert.Equal(JwtErrorCode.UnknownIssuer, await CodeAsync(new() { ValidIssuer = "https://issuer.test" }));
        Assert.Equal(JwtErrorCode.UnknownIssuer, await CodeAsync(new() { ValidIssuers = ["https://ISSUER.test/"] }));
        Assert.Equal(JwtErrorCode.AudienceMismatch, await CodeAsync(new() { ValidAudience = "https://api.test/" }));
        Assert.Equal(JwtErrorCode.AudienceMismatch, await CodeAsync(new() { ValidAudiences = ["HTTPS://api.test"] }));
    }

    /// <summary>What is after <c>now</c> counts: the begin is exact, as a token that ends just now has ended.</summary>
    [Theory]
    [InlineData(3_599, 0, null)]
    [InlineData(3_600, 0, JwtErrorCode.Expired)]
    [InlineData(3_609, 10, null)]
    [InlineData(3_610, 10, JwtErrorCode.Expired)]
    [InlineData(3_659, 300, null)] // The declaration, which here is not asked, has the smaller one.
    [InlineData(0, 0, null)]
    [InlineData(-1, 0, JwtErrorCode.NotYetValid)]
    [InlineData(-10, 10, null)]
    [InlineData(-11, 10, JwtErrorCode.NotYetValid)]
    public async Task The_parameters_clock_skew_counts_besides_the_declaration_s(
        int seconds,
        int skew,
        JwtErrorCode? expected
    )
    {
        var parameters = new TokenValidationParameters { ClockSkew = TimeSpan.FromSeconds(skew) };
        var now = SampleProvider.Now.AddSeconds(seconds);

        Assert.Equal(expected, await CodeAsync(parameters, now: now));
        parameters.ValidateLifetime = false;
        Assert.Null(await CodeAsync(parameters, now: now));
    }

    [Fact]
    public async Task A_clock_skew_is_taken_with_its_fraction_and_may_be_of_any_size()
    {
        var end = SampleProvider.Now.AddHours(1);
        var fraction = new TokenValidationParameters { ClockSkew = TimeSpan.FromMilliseconds(1_500) };
        Assert.Null(await CodeAsync(fraction, now: end.AddMilliseconds(1_499)));
        Assert.Equal(JwtErrorCode.Expired, await CodeAsync(fraction, now: end.AddMilliseconds(1_500)));

        Assert.Null(await CodeAsync(new() { ClockSkew = TimeSpan.MaxValue }, now: end.AddSeconds(60)));
    }

    [Fact]
    public async Task Dates_that_the_parameters_do_not_speak_of_go_by_the_declaration_alone() =>
        Assert.Null(
            await CodeAsync(
                new() { ClockSkew = TimeSpan.Zero },
                Token with
                {
                    IssuedAt = SampleProvider.Now.AddSeconds(30),
                    AuthenticatedAt = SampleProvider.Now.AddSeconds(30),
                }
            )
        );

    [Theory]
    [InlineData("", true)]
    [InlineData("", false)]
    [InlineData("\"aud\":[],", true)]
    [InlineData("\"aud\":[],", false)]
    [InlineData("\"aud\":\"https://api.test\",", true)]
    [InlineData("\"aud\":\"https://api.test\",", false)]
    [InlineData("\"aud\":[\"https://other.test\"],", true)]
    [InlineData("\"aud\":[\"https://other.test\"],", false)]
    public async Task A_token_without_an_audience_passes_no_named_one_that_the_stock_handler_would_not_let_it_pass(
        string audience,
        bool isRequired
    )
    {
        var parameters = new TokenValidationParameters
        {
            ValidAudience = "https://api.test",
            RequireAudience = isRequired,
            RequireSignedTokens = false,
            ValidateIssuer = false,
            ValidateLifetime = false,
        };
        var jwt = new JsonWebTokenHandler().CreateToken($$"""{{{audience}}"sub":"s","exp":99999999999}""");
        var stock = await new JsonWebTokenHandler().ValidateTokenAsync(jwt, parameters);
        var names = new JsonWebToken(jwt).Audiences.ToArray();

        var isRefused = await CodeAsync(parameters, Token with { Audiences = names }) is not null;

        Assert.True(isRefused || stock.IsValid, $"The stock handler says {stock.Exception?.GetType().Name}.");
        // And as lenient as both may be: where neither asks for an audience, none is missed.
        Assert.Equal(names is ["https://other.test"] || (names.Length == 0 && isRequired), isRefused);
    }

    [Fact]
    public async Task Of_a_token_that_has_no_audience_none_is_asked_where_none_is_named()
    {
        var token = Token with { Audiences = [] };

        Assert.Null(await CodeAsync(new() { RequireAudience = true }, token));
        Assert.Null(
            await CodeAsync(
                new()
                {
                    RequireAudience = true,
                    ValidateAudience = false,
                    ValidAudience = "https://api.test",
                },
                token
            )
        );
    }

    public static TheoryData<string, Action<TokenValidationParameters>> Others =>
        new()
        {
            { "AlgorithmValidator", static p => p.AlgorithmValidator = static (_, _, _, _) => true },
            { "AudienceValidator", static p => p.AudienceValidator = static (_, _, _) => true },
            { "IssuerValidator", static p => p.IssuerValidator = static (issuer, _, _) => issuer },
            {
                "IssuerValidatorUsingConfiguration",
                static p => p.IssuerValidatorUsingConfiguration = static (issuer, _, _, _) => issuer
            },
            { "IssuerSigningKeyValidator", static p => p.IssuerSigningKeyValidator = static (_, _, _) => true },
            {
                "IssuerSigningKeyValidatorUsingConfiguration",
                static p => p.IssuerSigningKeyValidatorUsingConfiguration = static (_, _, _, _) => true
            },
            { "LifetimeValidator", static p => p.LifetimeValidator = static (_, _, _, _) => true },
            { "SignatureValidator", static p => p.SignatureValidator = static (_, _) => null },
            {
                "SignatureValidatorUsingConfiguration",
                static p => p.SignatureValidatorUsingConfiguration = static (_, _, _) => null
            },
            { "TokenReader", static p => p.TokenReader = static (_, _) => null },
            { "TokenReplayValidator", static p => p.TokenReplayValidator = static (_, _, _) => true },
            {
                "TransformBeforeSignatureValidation",
                static p => p.TransformBeforeSignatureValidation = static (token, _) => token
            },
            { "TypeValidator", static p => p.TypeValidator = static (type, _, _) => type },
            { "ValidAlgorithms", static p => p.ValidAlgorithms = ["RS256"] },
            { "ValidTypes", static p => p.ValidTypes = ["at+jwt"] },
            { "ValidateActor", static p => p.ValidateActor = true },
            { "ValidateTokenReplay", static p => p.ValidateTokenReplay = true },
        };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_check_that_nobody_would_make_is_misuse(string name, Action<TokenValidationParameters> configure)
    {
        var parameters = new TokenValidationParameters();
        configure(parameters);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Handler(Token).ValidateTokenAsync("a.b.c", parameters)
        );

        Assert.Contains($".{name} ", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<TokenValidationParameters>> Blanks =>
        new()
        {
            { "ValidIssuer", static p => p.ValidIssuer = "" },
            { "ValidIssuer", static p => p.ValidIssuer = " " },
            { "ValidIssuers", static p => p.ValidIssuers = [] },
            { "ValidIssuers", static p => p.ValidIssuers = [""] },
            { "ValidIssuers", static p => p.ValidIssuers = ["https://issuer.test/", null!] },
            { "ValidAudience", static p => p.ValidAudience = "" },
            { "ValidAudience", static p => p.ValidAudience = "\t" },
            { "ValidAudiences", static p => p.ValidAudiences = [] },
            { "ValidAudiences", static p => p.ValidAudiences = [""] },
            { "ValidAudiences", static p => p.ValidAudiences = ["https://api.test", " "] },
        };

    [Theory]
    [MemberData(nameof(Blanks))]
    public async Task A_blank_value_does_not_open_what_it_was_to_close(
        string name,
        Action<TokenValidationParameters> configure
    )
    {
        var parameters = new TokenValidationParameters();
        configure(parameters);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Handler(Token).ValidateTokenAsync("a.b.c", parameters)
        );

        var isIssuer = name.StartsWith("ValidIssuer", StringComparison.Ordinal);
        Assert.Contains($".{name} ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(
            isIssuer ? " ValidateIssuer " : " ValidateAudience ",
            exception.Message,
            StringComparison.Ordinal
        );
        (parameters.ValidateIssuer, parameters.ValidateAudience) = (isIssuer, !isIssuer);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Handler(Token).ValidateTokenAsync("a.b.c", parameters)
        );
        (parameters.ValidateIssuer, parameters.ValidateAudience) = (!isIssuer, isIssuer);
        Assert.Null(await CodeAsync(parameters));
    }

    [Fact]
    public async Task A_token_that_is_longer_than_the_handler_takes_is_not_verified()
    {
        var asked = 0;
        var handler = JwksTokenHandler.Create(
            (_, _) =>
            {
                asked++;
                return ValueTask.FromResult<JwtResult<SampleAccessToken>>(Token);
            },
            new ManualTimeProvider(SampleProvider.Now)
        );
        var parameters = new TokenValidationParameters();
        Assert.Null(await CodeAsync(handler, parameters, new string('a', 256_000)));
        Assert.Equal(JwtErrorCode.TokenTooLong, await CodeAsync(handler, parameters, new string('a', 256_001)));

        handler.MaximumTokenSizeInBytes = 5;
        Assert.Null(await CodeAsync(handler, parameters, "a.b.c"));
        Assert.Equal(JwtErrorCode.TokenTooLong, await CodeAsync(handler, parameters, "a.b.cc"));
        Assert.Equal(2, asked);
        Assert.Null(await CodeAsync(handler, parameters, null!)); // No token is the verification's to refuse.
    }

    [Fact]
    public async Task A_token_without_all_of_its_claims_is_misuse()
    {
        var token = Token with { Client = "d" };
        token.RawClaims = default;

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Handler(token).ValidateTokenAsync("a.b.c", new TokenValidationParameters())
        );

        Assert.Contains("KeepAllClaims", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_was_not_verified_is_shown()
    {
        var handler = Handler(Token);

        Assert.Throws<NotSupportedException>(() => handler.ReadToken("a.b.c"));
        Assert.Throws<NotSupportedException>(() =>
        {
            _ = handler.ValidateTokenAsync(new JwksSecurityToken(Token), new TokenValidationParameters());
        });
    }

    [Fact]
    public void Registering_it_makes_tokens_keep_all_of_their_claims_whatever_else_is_configured()
    {
        var services = TestServices.New().AddSingleton("client");
        services.AddJwksTokenHandler((string _) => Handler(Token));
        services.AddJwksTokenHandler((string _) => Handler(JwtErrorCode.Expired));
        services.Configure<JwtVerifierOptions>(static options => options.KeepAllClaims = false);
        using var provider = services.BuildServiceProvider();

        Assert.True(provider.GetRequiredService<IOptions<JwtVerifierOptions>>().Value.KeepAllClaims);
        Assert.Equal(2, provider.GetServices<JwksTokenHandler>().Count());
    }

    [Fact]
    public async Task The_clock_is_the_services_unless_the_handler_was_given_one()
    {
        var late = new ManualTimeProvider(SampleProvider.Now.AddHours(2));
        var services = TestServices.New().AddSingleton<TimeProvider>(late).AddSingleton("client");
        services.AddJwksTokenHandler((string _) => JwksTokenHandler.Create(Verified));
        services.AddJwksTokenHandler((string _) => Handler(Token));
        using var provider = services.BuildServiceProvider();

        var codes = new List<JwtErrorCode?>();
        foreach (var handler in provider.GetServices<JwksTokenHandler>())
        {
            codes.Add(await CodeAsync(handler, new TokenValidationParameters()));
        }

        Assert.Equal([JwtErrorCode.Expired, null], codes);

        static ValueTask<JwtResult<SampleAccessToken>> Verified(CompactToken token, CancellationToken cancellation) =>
            ValueTask.FromResult<JwtResult<SampleAccessToken>>(Token);
    }

    private static JwksTokenHandler Handler(JwtResult<SampleAccessToken> result, DateTimeOffset? now = null) =>
        JwksTokenHandler.Create<SampleAccessToken>(
            (_, _) => ValueTask.FromResult(result),
            new ManualTimeProvider(now ?? SampleProvider.Now)
        );

    private static async Task<Exception> RefusalAsync(JwtErrorCode code) =>
        (await Handler(code).ValidateTokenAsync("a.b.c", new TokenValidationParameters())).Exception;

    private static Task<JwtErrorCode?> CodeAsync(
        TokenValidationParameters parameters,
        SampleAccessToken? token = null,
        DateTimeOffset? now = null
    ) => CodeAsync(Handler(token ?? Token, now), parameters);

    private static async Task<JwtErrorCode?> CodeAsync(
        JwksTokenHandler handler,
        TokenValidationParameters parameters,
        string token = "a.b.c"
    )
    {
        var result = await handler.ValidateTokenAsync(token, parameters);
        return JwksTokenHandler.TryGetError(result.Exception, out var error) ? error.Code : null;
    }
}
