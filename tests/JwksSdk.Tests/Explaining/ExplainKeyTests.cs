using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Keys.Sources;
using JwksSdk.Tests.Line;
using JwksSdk.Tests.Line.Oracle;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Explaining;

/// <summary>Each reason why a key is not there or not used, and what is said about it.</summary>
public sealed class ExplainKeyTests : IDisposable
{
    private const string Set = "the set: 1 key from http, fetched 2026-09-21 14:13:20Z";
    private const string Times = "fresh until 2026-09-21 14:23:20Z, trusted until 2026-09-21 15:23:20Z";
    private readonly ExplainApp _app = new();

    private static string Rsa { get; } = $"kid (SHA-256 {Hash("rsa-1")})";

    private static string Other { get; } = $"kid (SHA-256 {Hash("rsa-2")})";

    private const string Untold =
        "whether another has one is not known: no keys are held for https://staff.eu.auth0.com/ of Acme.StaffIdentity";

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_kid_that_nobody_has()
    {
        await _app.VerifyAsync(_app.Token());

        await RefusedAsync(
            _app.Token(key: KeySets.OtherRsa),
            JwtErrorCode.UnknownKeyId,
            $"no key with this {Other} is held",
            Untold,
            "the token waited for a fetch, which did not bring it",
            Set,
            Times
        );
    }

    [Fact]
    public async Task A_kid_that_another_declaration_has()
    {
        await _app.VerifyAsync(_app.Token());
        await _app.VerifyAsync(_app.Token(key: KeySets.OtherRsa, issuer: ExplainApp.Staff));

        await RefusedAsync(
            _app.Token(key: KeySets.OtherRsa),
            JwtErrorCode.UnknownKeyId,
            $"no key with this {Other} is held",
            "one with it is held for https://staff.eu.auth0.com/ of Acme.StaffIdentity",
            "the token waited for a fetch, which did not bring it",
            Set,
            Times
        );
    }

    [Fact]
    public async Task A_kid_that_was_asked_for_already()
    {
        await _app.VerifyAsync(_app.Token());
        await _app.VerifyAsync(_app.Token(key: KeySets.OtherRsa));

        await RefusedAsync(
            _app.Token(key: KeySets.OtherRsa),
            JwtErrorCode.UnknownKeyId,
            $"no key with this {Other} is held",
            Untold,
            "not asked for: a good fetch lacked it within the last 30 s",
            Set,
            Times
        );
    }

    [Fact]
    public async Task A_kid_for_which_the_budget_is_spent()
    {
        await _app.VerifyAsync(_app.Token());
        await _app.VerifyAsync(Junk("one"));
        await _app.VerifyAsync(Junk("two"));

        await RefusedAsync(
            Junk("three"),
            JwtErrorCode.UnknownKeyId,
            $"no key with this kid (SHA-256 {Hash("three")}) is held",
            Untold,
            "not asked for: the budget for that is spent",
            Set,
            Times,
            "the next such fetch may begin after 2026-09-21 14:13:50Z"
        );
    }

    [Fact]
    public async Task A_kid_of_a_token_that_has_expired_in_an_outage()
    {
        await _app.VerifyAsync(_app.Token());
        _app.Withdraw(ExplainApp.Customers);
        await _app.VerifyAsync(Junk("one"));
        await _app.VerifyAsync(Junk("two"));

        await RefusedAsync(
            _app.Token(static (_, claims) => claims["exp"] = 1_700_000_000, KeySets.OtherRsa),
            JwtErrorCode.KeysUnavailable,
            $"no key with this {Other} is held; it may be published by now, but the latest fetch failed",
            "not asked for: by its exp, for which nobody vouches, the token has expired or has no date of expiry",
            Set,
            Times,
            "fetches have failed since 2026-09-21 14:13:20Z, the latest: Status"
        );
    }

    /// <summary>The one claim of a token without a good signature that is told, as the reason why nobody was asked; not its value.</summary>
    [Fact]
    public async Task A_kid_of_a_token_that_has_expired()
    {
        await _app.VerifyAsync(_app.Token());

        await RefusedAsync(
            _app.Token(static (_, claims) => claims["exp"] = 1_700_000_000, KeySets.OtherRsa),
            JwtErrorCode.UnknownKeyId,
            $"no key with this {Other} is held",
            Untold,
            "not asked for: by its exp, for which nobody vouches, the token has expired or has no date of expiry",
            Set,
            Times
        );
    }

    /// <summary>Counted is why nobody was asked now; told is why nobody would be for this token at any other time either.</summary>
    [Theory]
    [InlineData("remembered", "rsa-2")]
    [InlineData("skipped", "one", "two")]
    public async Task A_kid_of_a_token_that_has_expired_while_nobody_is_asked_anyway(
        string counted,
        params string[] asked
    )
    {
        await _app.VerifyAsync(_app.Token());
        foreach (var keyId in asked)
        {
            await _app.VerifyAsync(Junk(keyId));
        }

        await RefusedAsync(
            _app.Token(static (_, claims) => claims["exp"] = 1_700_000_000, KeySets.OtherRsa),
            JwtErrorCode.UnknownKeyId,
            $"no key with this {Other} is held",
            Untold,
            "not asked for: by its exp, for which nobody vouches, the token has expired or has no date of expiry",
            Set,
            Times
        );
        AssertCounted(counted, _app.App.Meters);
    }

    [Fact]
    public async Task No_kid_at_all()
    {
        await _app.VerifyAsync(_app.Token());

        await RefusedAsync(
            _app.Token(static (header, _) => header.Remove("kid")),
            JwtErrorCode.KeyIdMissing,
            "the header has no kid, and keys are never guessed",
            Set,
            Times
        );
    }

    [Fact]
    public async Task A_key_that_was_refused_when_it_was_loaded()
    {
        var encryption = KeySets.OtherRsa.ToJwk();
        encryption["use"] = "enc";
        _app.Publish(ExplainApp.Customers, KeySets.Of(KeySets.Rsa.ToJwk(), encryption));
        await _app.VerifyAsync(_app.Token());

        await RefusedAsync(
            _app.Token(key: KeySets.OtherRsa),
            JwtErrorCode.KeyRefused,
            $"no key with this {Other} is held",
            $"one with this {Other} is published, and was refused: NotForSignatures",
            "the token waited for a fetch, which did not bring it",
            Set,
            Times,
            "the next such fetch may begin after 2026-09-21 14:13:50Z"
        );
    }

    [Fact]
    public async Task A_key_that_is_the_only_one_and_was_refused()
    {
        var encryption = KeySets.Rsa.ToJwk();
        encryption["use"] = "enc";
        _app.Publish(ExplainApp.Customers, KeySets.Of(encryption));

        var explanation = await _app.ExplainAloneAsync(_app.Token());

        Refused(
            explanation,
            JwtErrorCode.KeysUnavailable,
            "no keys are held",
            $"one with this {Rsa} is published, and was refused: NotForSignatures",
            "the token waited for a fetch, which failed: NoUsableKey",
            "no fetch succeeded yet",
            "fetches have failed since 2026-09-21 14:13:20Z, the latest: NoUsableKey",
            "the next such fetch may begin within a second"
        );
    }

    [Fact]
    public async Task A_key_for_another_algorithm()
    {
        using var app = new ExplainApp(static options =>
            options.Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.PS256
        );
        app.Publish(ExplainApp.Customers, KeySets.Of(KeySets.Rsa.WithAlgorithm(JwtAlgorithms.PS256)));

        Refused(
            await app.ExplainAsync(app.Token()),
            JwtErrorCode.KeyAlgorithmMismatch,
            $"the key with this {Rsa} is for PS256; the token says RS256",
            "the token waited for a fetch, which did not bring it",
            Set,
            Times
        );
    }

    [Fact]
    public async Task A_set_without_a_key()
    {
        _app.Publish(ExplainApp.Customers, """{"keys":[]}""");

        Refused(
            await _app.ExplainAloneAsync(_app.Token()),
            JwtErrorCode.KeysUnavailable,
            "no keys are held",
            "the token waited for a fetch, which failed: EmptyKeySet",
            "no fetch succeeded yet",
            "fetches have failed since 2026-09-21 14:13:20Z, the latest: EmptyKeySet",
            "the next such fetch may begin within a second"
        );
    }

    [Fact]
    public async Task A_set_that_cannot_be_had()
    {
        _app.Withdraw(ExplainApp.Customers);

        Refused(
            await _app.ExplainAloneAsync(_app.Token()),
            JwtErrorCode.KeysUnavailable,
            "no keys are held",
            "the token waited for a fetch, which failed: Status",
            "no fetch succeeded yet",
            "fetches have failed since 2026-09-21 14:13:20Z, the latest: Status",
            "the next such fetch may begin within a second"
        );
    }

    [Fact]
    public async Task A_kid_that_may_be_published_by_now()
    {
        await _app.VerifyAsync(_app.Token());
        _app.Withdraw(ExplainApp.Customers);

        await RefusedAsync(
            _app.Token(key: KeySets.OtherRsa),
            JwtErrorCode.KeysUnavailable,
            $"no key with this {Other} is held; it may be published by now, but the latest fetch failed",
            "the token waited for a fetch, which failed: Status",
            Set,
            Times,
            "fetches have failed since 2026-09-21 14:13:20Z, the latest: Status"
        );
    }

    [Fact]
    public async Task A_set_that_is_too_old()
    {
        await _app.VerifyAsync(_app.Token());
        _app.Withdraw(ExplainApp.Customers);
        _app.Clock.Advance(TimeSpan.FromMinutes(71));

        Refused(
            await _app.ExplainAloneAsync(_app.Token()),
            JwtErrorCode.KeysUnavailable,
            "the keys that are held are too old to be trusted",
            "the token waited for a fetch, which failed: Status",
            Set,
            Times,
            "fetches have failed since 2026-09-21 15:24:20Z, the latest: Status",
            "the next such fetch may begin within a second"
        );
    }

    [Fact]
    public async Task A_signature_of_another_key_with_the_same_kid()
    {
        await _app.VerifyAsync(_app.Token());

        var explanation = await _app.ExplainAsync(Forged());

        Assert.Equal(JwtErrorCode.BadSignature, explanation.Error.Code);
        Assert.Equal(
            string.Join('\n', $"the key with this {Rsa}", Set, Times),
            Only(explanation, "key", JwtCheckOutcome.Passed).Finding
        );
        Assert.Equal(
            string.Join(
                '\n',
                $"it is not made with the key with this {Rsa}",
                "no newer material under the same kid is known",
                "the token waited for a fetch, which did not bring it",
                "the next such fetch may begin after 2026-09-21 14:13:50Z"
            ),
            Only(explanation, "signature", JwtCheckOutcome.Failed).Finding
        );
    }

    [Fact]
    public async Task A_signature_for_which_newer_material_is_not_asked()
    {
        await _app.VerifyAsync(_app.Token());
        await _app.VerifyAsync(Forged());

        Assert.Equal(
            string.Join(
                '\n',
                $"it is not made with the key with this {Rsa}",
                "no newer material under the same kid is known",
                "not asked for: the budget for that is spent",
                "the next such fetch may begin after 2026-09-21 14:13:50Z"
            ),
            Only(await _app.ExplainAsync(Forged()), "signature", JwtCheckOutcome.Failed).Finding
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_signature_of_a_token_that_is_worth_no_request(bool isBudgetSpent)
    {
        await _app.VerifyAsync(isBudgetSpent ? Forged() : _app.Token());
        var forged = _app.Token(
            static (_, claims) => claims["exp"] = 1_700_000_000,
            KeySets.OtherRsa.WithKeyId("rsa-1")
        );

        Assert.EndsWith(
            "\nnot asked for: by its exp, for which nobody vouches, the token has expired or has no date of expiry",
            Only(await _app.ExplainAsync(forged), "signature", JwtCheckOutcome.Failed).Finding
        );
    }

    /// <summary>Without keys a genuine token that has expired is told so: its key is fetched as for any other.</summary>
    [Fact]
    public async Task An_expired_token_that_comes_first()
    {
        var explanation = await _app.ExplainAsync(_app.Token(static (_, claims) => claims["exp"] = 1_700_000_000));

        Assert.Equal(JwtErrorCode.Expired, explanation.Error.Code);
        Assert.Equal(
            string.Join('\n', $"the key with this {Rsa}", "a fetch brought it while the token waited", Set, Times),
            Only(explanation, "key", JwtCheckOutcome.Passed).Finding
        );
    }

    /// <summary>The kid is told before the expiry: it stands in the header.</summary>
    [Theory]
    [InlineData(300)]
    [InlineData(-61)]
    public async Task A_kid_unlike_all_that_its_provider_gives(int expiresIn)
    {
        using var world = new LineWorld();
        await world.WarmAsync();

        AssertUnusual(await world.Verifier.ExplainAsync(Clerk(world, "junk", expiresIn), Cancellation));
        AssertCounted("implausible", world.Meters);
    }

    /// <summary>Even one that a good fetch lacked: the first fetch is made for any kid.</summary>
    [Theory]
    [InlineData("remembered", "junk")]
    [InlineData("skipped", "ins_1", "ins_2", "ins_3")]
    public async Task A_kid_unlike_all_that_its_provider_gives_while_nobody_is_asked_anyway(
        string counted,
        params string[] asked
    )
    {
        using var world = new LineWorld();
        foreach (var keyId in asked)
        {
            Assert.Equal(JwtErrorCode.UnknownKeyId, (await world.VerifyAsync(Clerk(world, keyId))).Error.Code);
        }

        AssertUnusual(await world.Verifier.ExplainAsync(Clerk(world, "junk"), Cancellation));
        AssertCounted(counted, world.Meters);
    }

    [Fact]
    public async Task A_signature_that_does_not_hold_under_newer_material_either()
    {
        await _app.VerifyAsync(_app.Token());
        _app.Publish(ExplainApp.Customers, KeySets.Of(Third.WithKeyId("rsa-1")));

        var explanation = await _app.ExplainAloneAsync(Forged());

        Assert.Equal(
            $"it is not made with the key with this {Rsa}\nnor with the newer material under the same kid",
            Only(explanation, "signature", JwtCheckOutcome.Failed).Finding
        );
    }

    [Fact]
    public async Task A_signature_that_holds_under_newer_material()
    {
        await _app.VerifyAsync(_app.Token());
        _app.Publish(ExplainApp.Customers, KeySets.Of(KeySets.OtherRsa.WithKeyId("rsa-1")));

        var explanation = await _app.ExplainAloneAsync(Forged());

        Assert.True(explanation.IsVerified);
        Assert.Equal(
            $"RS256 under newer material of the key with this {Rsa}",
            Only(explanation, "signature", JwtCheckOutcome.Passed).Finding
        );
    }

    [Fact]
    public async Task A_key_that_only_a_stand_in_has()
    {
        using var app = new ExplainApp(
            null,
            static builder => builder.AddPinnedKey("rsa-1", PinnedPemTests.PublicKeyOf(KeySets.Rsa))
        );
        app.Withdraw(ExplainApp.Customers);

        var explanation = await app.ExplainAsync(app.Token());

        Assert.True(explanation.IsVerified);
        Assert.Equal(
            string.Join(
                '\n',
                $"the key with this {Rsa}",
                "a fetch brought it while the token waited",
                "the set: 1 key from pinned-pem, which stands in for the issuer",
                "fresh until 2026-09-21 14:13:20Z, trusted until further notice",
                "fetches have failed since 2026-09-21 14:13:20Z, the latest: Status"
            ),
            Only(explanation, "key", JwtCheckOutcome.Passed).Finding
        );
    }

    [Fact]
    public async Task A_key_given_beforehand()
    {
        using var app = new GivenKeyApp(KeySets.Rsa);

        var good = await app.ExplainAsync("rsa-1", KeySets.Rsa);
        Assert.True(good.IsVerified, good.ToString());
        Assert.Equal(
            ("one key given beforehand", "the key given beforehand, whatever the kid"),
            (good.Checks[5].Declared, good.Checks[5].Finding)
        );

        var forged = await app.ExplainAsync("rsa-1", KeySets.OtherRsa);
        Assert.Equal(JwtErrorCode.BadSignature, forged.Error.Code);
        Assert.Equal(
            "it is not made with the key given beforehand, whatever the kid\n"
                + "no newer material under the same kid is known\nnot asked for: there is nobody to ask",
            Only(forged, "signature", JwtCheckOutcome.Failed).Finding
        );
    }

    [Fact]
    public async Task A_key_that_discovery_leads_to()
    {
        using var many = new ManyIssuers(1);
        var explanation = await many.Verifier.ExplainAsync(
            many.Token(many.Issuers[0]),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            "the address in https://issuer-1.test/.well-known/openid-configuration",
            Only(explanation, "key", JwtCheckOutcome.Passed).Declared
        );
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static FakeSigningKey Third { get; } = FakeSigningKey.Create("rsa-3");

    private static string Hash(string keyId) => KeyIds.Hash(keyId.Utf8());

    private static void Refused(JwtExplanation explanation, JwtErrorCode code, params string[] finding)
    {
        var key = Only(explanation, "key", JwtCheckOutcome.Failed);
        Assert.Equal(code, explanation.Error.Code);
        Assert.Equal(explanation.Error, key.Error);
        Assert.Equal("https://acme.eu.auth0.com/.well-known/jwks.json", key.Declared);
        Assert.Equal(finding, key.Finding!.Split('\n'));
        Assert.All(
            explanation.Checks.SkipWhile(check => check != key).Skip(1),
            static check => Assert.Equal(JwtCheckOutcome.Skipped, check.Outcome)
        );
    }

    private static void AssertUnusual(JwtExplanation explanation)
    {
        Assert.Equal(JwtErrorCode.UnknownKeyId, explanation.Error.Code);
        Assert.Contains(
            "\nnot asked for: the kid is unlike all that this provider gives\n",
            Only(explanation, "key", JwtCheckOutcome.Failed).Finding,
            StringComparison.Ordinal
        );
    }

    /// <summary>What was done about the latest token whose key was not held.</summary>
    private static void AssertCounted(string outcome, RecordingMeters meters) =>
        Assert.Contains(
            $" jwkssdk.outcome={outcome} ",
            meters.Of("jwkssdk.key.misses").Last(),
            StringComparison.Ordinal
        );

    private static string Clerk(LineWorld world, string keyId, int expiresIn = 300)
    {
        var token = world["Clerk"].Raw("SessionToken");
        var exp = world.Clock.GetUtcNow().ToUnixTimeSeconds() + expiresIn;
        RawToken.Set(token.Header, "kid", $"\"{keyId}\"");
        RawToken.Set(token.Claims, "exp", exp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return token.Sign();
    }

    private static JwtCheck Only(JwtExplanation explanation, string name, JwtCheckOutcome outcome)
    {
        var check = Assert.Single(explanation.Checks, check => check.Name == name);
        Assert.Equal(outcome, check.Outcome);
        return check;
    }

    private string Junk(string keyId) => _app.Token((header, _) => header["kid"] = keyId);

    private string Forged() => _app.Token(key: KeySets.OtherRsa.WithKeyId("rsa-1"));

    /// <summary>Of the first explanation; the verification and the explanation after it must have the same error.</summary>
    private async Task RefusedAsync(string token, JwtErrorCode code, params string[] finding) =>
        Refused(await _app.ExplainAsync(token), code, finding);
}
