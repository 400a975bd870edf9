using JwksSdk.Tests.Parsing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Explaining;

/// <summary>What is said of a token whose issuer, algorithm or form ends its way.</summary>
public sealed class ExplainRoutingTests : IDisposable
{
    private const string Acme = "https://acme.eu.auth0.com/ of Acme.CustomerIdentity";
    private const string Staff = "https://staff.eu.auth0.com/ of Acme.StaffIdentity";
    private readonly ExplainApp _app = new();

    public static TheoryData<string, string> Malformed =>
        new()
        {
            { "", "length: TokenEmpty" },
            { new string('a', 16_385), "length: TokenTooLong" },
            { "opaque", "format: Opaque" },
            { "a.b", "format: Malformed" },
            { "a.b.c.d.e", "format: Encrypted" },
            { "a=.b.c", "format: Encoding" },
            { Compact.Token("{"), "format: InvalidJson" },
            { Compact.Token(claims: "[]"), "format: InvalidJson" },
            { Compact.Token("""{"alg":"RS256","alg":"RS256"}"""), "format: DuplicateMember" },
            { Compact.Token("""{"alg":"RS256","crit":[]}"""), "format: CriticalHeader" },
            { Compact.Token("""{"alg":"RS256","kid":1}"""), "format: InvalidHeader" },
            { Compact.Token("""{"alg":"none"}"""), "algorithm: AlgorithmNotAllowed" },
            { Compact.Token("""{"alg":"HS256"}"""), "algorithm: SymmetricAlgorithm" },
            { Compact.Token(claims: "{}"), "issuer: IssuerMissing" },
            { Compact.Token(claims: $$"""{"iss":"{{new string('i', 513)}}"}"""), "issuer: UnknownIssuer" },
        };

    public void Dispose() => _app.Dispose();

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_token_fails_at_its_check(string token, string expected)
    {
        var failed = await _app.RefusalAsync(token);
        Assert.Equal(expected, $"{failed.Name}: {failed.Error.Code}");
        Assert.NotNull(failed.Declared);
    }

    [Fact]
    public async Task Every_check_before_the_failed_one_passed_and_every_one_after_it_is_skipped()
    {
        foreach (var row in Malformed.Select(static row => row.Data.Item1))
        {
            var checks = (await _app.ExplainAsync(row, "AccessToken")).Checks;
            var failed = checks.TakeWhile(static check => check.Outcome == JwtCheckOutcome.Passed).Count();
            Assert.Equal(JwtCheckOutcome.Failed, checks[failed].Outcome);
            Assert.All(
                checks.Skip(failed + 1),
                static check => Assert.Equal((JwtCheckOutcome.Skipped, default), (check.Outcome, check.Error))
            );
        }
    }

    /// <summary>The header is judged before the other parts are even decoded.</summary>
    [Theory]
    [InlineData(
        """{"alg":"none"}""",
        "!",
        "",
        "three parts, the first base64url of strict JSON; the other two were not decoded"
    )]
    [InlineData(
        """{"alg":"HS256"}""",
        "!",
        "!",
        "three parts, the first base64url of strict JSON; the other two were not decoded"
    )]
    [InlineData(
        """{"alg":"RS256"}""",
        "e30",
        "AA",
        "three parts of base64url, strict JSON in the header, and in the claims up to iss"
    )]
    public async Task What_passed_of_the_format_is_what_was_checked(
        string header,
        string claims,
        string signature,
        string expected
    )
    {
        var part = System.Buffers.Text.Base64Url.EncodeToString(header.Utf8());
        var format = (await _app.ExplainAsync($"{part}.{claims}.{signature}")).Checks[1];
        Assert.Equal((JwtCheckOutcome.Passed, expected), (format.Outcome, format.Declared));
    }

    [Fact]
    public async Task The_checks_come_in_the_order_of_the_line()
    {
        string[] line = ["length", "format", "algorithm", "issuer", "accepted algorithm", "key", "signature"];
        string[] claims =
        [
            "strict JSON",
            "kind",
            "claims",
            "iss",
            "exp",
            "nbf",
            "iat",
            "token age",
            "sign-in age",
            "aud",
            "cnf",
        ];
        string[] tokens = ["", _app.Token(), _app.Token(key: KeySets.OtherRsa)];
        foreach (var token in tokens)
        {
            var explanation = await _app.ExplainAsync(token, "AccessToken");
            Assert.Equal([.. line, .. claims, "own checks"], explanation.Checks.Select(static check => check.Name));
            Assert.Equal("AccessToken", explanation.Kind);
            Assert.Equal("Acme.CustomerIdentity", explanation.Declaration);
            Assert.Equal(_app.Clock.GetUtcNow(), explanation.At);
        }

        var unknown = await _app.ExplainAsync("");
        Assert.Equal([.. line, "strict JSON", "kind", "claims"], unknown.Checks.Select(static check => check.Name));
        Assert.Null(unknown.Kind);
        Assert.Null(unknown.Declaration);
        Assert.Equal([1, 1, 2, 3, 2, 4, 5, 6, 6, 6], unknown.Checks.Select(static check => (int)check.Step));
    }

    [Theory]
    [InlineData("https://acme.eu.auth0.com", $"the same as {Acme} but for the slash at its end")]
    [InlineData("http://acme.eu.auth0.com/", $"the same as {Acme} but for its scheme (https or http)")]
    [InlineData("acme.eu.auth0.com/", $"the same as {Acme} but for its scheme (https or http)")]
    [InlineData("https://ACME.eu.auth0.com/", $"the same as {Acme} but for upper and lower case")]
    [InlineData(
        "http://Staff.eu.auth0.com",
        $"the same as {Staff} but for its scheme (https or http), the slash at its end, upper and lower case"
    )]
    [InlineData("https://staff.eu.auth0.com/oauth2", $"of the same host as {Staff}, and different behind it")]
    [InlineData("https://login.acme.test/", "like none of the declared ones")]
    [InlineData("", "like none of the declared ones")]
    public async Task An_unknown_issuer_is_compared_with_the_declared_ones(string issuer, string finding)
    {
        var failed = await _app.RefusalAsync(_app.Token(issuer: issuer));

        Assert.Equal(("issuer", JwtErrorCode.UnknownIssuer), (failed.Name, failed.Error.Code));
        Assert.Equal($"{Acme}\n{Staff}", failed.Declared);
        Assert.Equal(finding, failed.Finding);
        Assert.Empty(_app.App.Endpoint.Requests);
    }

    [Fact]
    public async Task An_issuer_of_another_declaration_is_told()
    {
        var failed = await _app.RefusalAsync(_app.Token(issuer: ExplainApp.Staff), "AccessToken");

        Assert.Equal(JwtErrorCode.UnknownIssuer, failed.Error.Code);
        Assert.Equal(Acme, failed.Declared);
        Assert.Equal($"the issuer of another declaration, {Staff}", failed.Finding);
    }

    [Fact]
    public async Task An_algorithm_that_the_declaration_does_not_accept_is_told()
    {
        var explanation = await _app.ExplainAsync(_app.Token(static (header, _) => header["alg"] = "PS384"));

        var failed = Assert.Single(explanation.Checks, static check => check.Outcome == JwtCheckOutcome.Failed);
        Assert.Equal(("accepted algorithm", JwtErrorCode.AlgorithmNotAllowed), (failed.Name, failed.Error.Code));
        Assert.Equal(("RS256", "PS384"), (failed.Declared, failed.Finding));
        Assert.Equal("Acme.CustomerIdentity", explanation.Declaration);
        Assert.Empty(_app.App.Endpoint.Requests);
    }

    [Fact]
    public async Task More_issuers_than_can_be_read_are_counted()
    {
        using var app = new ExplainApp(static options =>
            options.CustomDomains = [.. Enumerable.Range(1, 25).Select(static i => $"d{i}.acme.test")]
        );

        var declared = (await app.RefusalAsync(app.Token(issuer: "https://other.test/"))).Declared!.Split('\n');

        Assert.Equal(21, declared.Length);
        Assert.Equal("and 7 more", declared[^1]);
    }

    /// <summary>What only a resolver approved came with a token: it is not a declared value.</summary>
    [Fact]
    public async Task A_tenant_is_named_only_if_it_is_on_the_list()
    {
        const string Listed = "https://listed.tenants.test/";
        const string Approved = "https://approved.tenants.test/";
        await using var world = new TenantWorld(configure: static options => options.Issuers.Add(Listed))
        {
            IsTenant = static (issuer, _) => new ValueTask<bool>(issuer == Approved),
        };
        world.Serve(Listed, KeySets.Rsa);
        world.Serve(Approved, KeySets.Rsa);

        var listed = await ExplainAsync(Listed);
        Assert.Equal(
            ($"{Listed} of CustomerIdentity", Listed + ".well-known/jwks.json"),
            (listed.Checks[3].Declared, listed.Checks[5].Declared)
        );
        var approved = await ExplainAsync(Approved);
        Assert.True(listed.IsVerified && approved.IsVerified);
        Assert.Equal(
            ("an approved tenant of CustomerIdentity", "where that tenant publishes its keys"),
            (approved.Checks[3].Declared, approved.Checks[5].Declared)
        );
        Assert.DoesNotContain("approved.tenants", approved.ToString(), StringComparison.Ordinal);

        var refused = await ExplainAsync("https://refused.tenants.test/");
        Assert.Equal(JwtErrorCode.UnknownIssuer, refused.Error.Code);
        Assert.Equal(
            "https://acme.eu.auth0.com/ of CustomerIdentity\ntenants of CustomerIdentity",
            refused.Checks[3].Declared
        );

        world.IsTenant = static (_, _) => throw new InvalidOperationException();
        var undecided = await ExplainAsync("https://undecided.tenants.test/");
        Assert.Equal(JwtErrorCode.KeysUnavailable, undecided.Error.Code);
        Assert.Equal("issuer", undecided.Checks.Single(static check => check.Outcome == JwtCheckOutcome.Failed).Name);
        Assert.StartsWith("no declared issuer\nwhether it is a tenant", undecided.Checks[3].Finding);

        async Task<JwtExplanation> ExplainAsync(string issuer) =>
            await ((IJwtVerifier)world.Provider.GetService(typeof(IJwtVerifier))!).ExplainAsync(
                world.Token(issuer),
                TestContext.Current.CancellationToken
            );
    }
}
