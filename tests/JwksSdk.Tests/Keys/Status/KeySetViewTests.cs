using JwksSdk.DependencyInjection;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Keys.Status;

/// <summary>The state of key sets as the application sees it, and refreshes that it asks for.</summary>
public sealed class KeySetViewTests : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    private readonly TestApp _app = new();

    [Fact]
    public void Before_anything_was_asked_there_is_nothing_but_the_name()
    {
        _app.Add();

        Assert.Equal(new KeySetStatus("CustomerIdentity", TestApp.Issuer) { Keys = _app.Status.Keys }, _app.Status);
        Assert.Empty(_app.Status.Keys);
        Assert.False(_app.Status.IsTrusted);
        Assert.Empty(_app.Endpoint.Requests);
    }

    [Fact]
    public async Task Fetched_keys_show_their_source_their_age_and_the_trust_that_is_left()
    {
        _app.Add();
        Assert.Null(_app.Status.FetchedAt);
        var fetched = Start + TimeSpan.FromMinutes(5);
        _app.Clock.Advance(fetched - Start);
        await _app.RefreshAsync();
        Assert.Equal(TimeSpan.Zero, _app.Status.Overdue);
        _app.Clock.Advance(TimeSpan.FromMinutes(20));

        var status = _app.Status;
        Assert.Equal("http", status.Source);
        Assert.Equal(
            [new KeyStatus(KeySets.ThumbprintOf(KeySets.Rsa), KeyIds.Hash("rsa-1"u8), JwtAlgorithms.RS256)],
            status.Keys
        );
        Assert.Equal(fetched, status.FetchedAt);
        Assert.Equal(fetched + TimeSpan.FromMinutes(10), status.FreshUntil);
        Assert.InRange(status.RefreshAt!.Value, fetched + TimeSpan.FromMinutes(8), fetched + TimeSpan.FromMinutes(9));
        Assert.Equal(fetched + TimeSpan.FromMinutes(70), status.TrustedUntil);
        Assert.Equal(TimeSpan.FromMinutes(70), status.Trust);
        Assert.Equal(TimeSpan.FromMinutes(50), status.TrustLeft);
        Assert.Equal(fetched + TimeSpan.FromMinutes(20) - status.RefreshAt!.Value, status.Overdue);
        Assert.False(status.IsStandIn);
    }

    [Fact]
    public async Task Trust_left_does_not_notice_when_the_wall_clock_leaps_and_is_never_negative()
    {
        _app.Add();
        await _app.RefreshAsync();

        _app.Clock.LeapWallClock(TimeSpan.FromDays(-30));
        Assert.Equal(TimeSpan.FromMinutes(70), _app.Status.TrustLeft);

        _app.Clock.Advance(TimeSpan.FromMinutes(71));
        Assert.Equal(TimeSpan.Zero, _app.Status.TrustLeft);
        Assert.False(_app.Status.IsTrusted);
        Assert.Single(_app.Status.Keys);
    }

    [Fact]
    public async Task A_moment_that_no_calendar_has_is_left_out()
    {
        using var source = new ScriptedSource(KeySets.Of(KeySets.Rsa));
        source.Clock.Advance(TimeSpan.FromMinutes(1));
        await source.FindAsync("rsa-1");

        var latest = DateTimeOffset.MaxValue - TimeSpan.FromMinutes(70);
        Assert.Equal(DateTimeOffset.MaxValue, KeySetStatusReader.Read(source.Keys, latest).TrustedUntil);
        Assert.Null(KeySetStatusReader.Read(source.Keys, latest + TimeSpan.FromTicks(1)).TrustedUntil);
    }

    [Fact]
    public async Task An_outage_shows_since_when_and_why()
    {
        _app.Add();
        await _app.RefreshAsync();
        _app.Fail();
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.RefreshAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.RefreshAsync();

        Assert.Equal(Start + TimeSpan.FromMinutes(1), _app.Status.FailingSince);
        Assert.Equal(KeySetError.Status, _app.Status.LastError);
        Assert.Equal("http", _app.Status.Source);
    }

    [Fact]
    public async Task Every_issuer_of_every_declaration_is_there()
    {
        _app.Add(configure: static options => options.CustomDomain = "login.acme.com")
            .Add<TestApp.Second>(name: "Other", domain: "other.eu.auth0.com");

        await _app.RefreshAsync("https://login.acme.com/");

        Assert.Equal(
            [
                ("CustomerIdentity", "https://acme.eu.auth0.com/", false),
                ("CustomerIdentity", "https://login.acme.com/", true),
                ("Other", "https://other.eu.auth0.com/", false),
            ],
            _app.Sets.All.Select(static set => (set.Provider, set.Issuer, set.WasAsked))
        );
    }

    [Fact]
    public async Task A_refresh_says_what_it_changed()
    {
        _app.Add();
        Assert.Equal(new KeySetRefresh(KeySetRefreshStatus.Refreshed) { KeysAdded = 1 }, await _app.RefreshAsync());

        _app.Endpoint.Always(KeySets.Of(KeySets.OtherRsa.WithKeyId("rsa-1"), KeySets.OtherRsa));
        Assert.Equal(
            new KeySetRefresh(KeySetRefreshStatus.Refreshed) { KeysAdded = 1, KeysChanged = 1 },
            await _app.RefreshAsync()
        );

        _app.Endpoint.Always(KeySets.Of(KeySets.OtherRsa));
        Assert.Equal(new KeySetRefresh(KeySetRefreshStatus.Refreshed) { KeysWithdrawn = 1 }, await _app.RefreshAsync());
    }

    [Fact]
    public async Task A_refresh_says_when_nothing_changed()
    {
        _app.Add();
        _app.Endpoint.Answer = static (request, _) =>
        {
            var response =
                request.Headers.IfNoneMatch.Count > 0
                    ? new HttpResponseMessage(System.Net.HttpStatusCode.NotModified)
                    : ScriptedHandler.Json(KeySets.Of(KeySets.Rsa));
            response.Headers.ETag = new("\"1\"");
            return Task.FromResult(response);
        };

        Assert.Equal(KeySetRefreshStatus.Refreshed, (await _app.RefreshAsync()).Status);
        Assert.Equal(KeySetRefreshStatus.NotModified, (await _app.RefreshAsync()).Status);
    }

    [Fact]
    public async Task A_refresh_that_fails_says_why_and_the_next_one_is_skipped_until_it_may_be_tried_again()
    {
        _app.Add();
        _app.Fail();

        var failed = await _app.RefreshAsync();
        var skipped = await _app.RefreshAsync();

        Assert.Equal((KeySetRefreshStatus.Failed, KeySetError.Status), (failed.Status, failed.Error));
        Assert.Equal(KeySetRefreshStatus.Skipped, skipped.Status);
        Assert.Equal(failed.RetryAt, skipped.RetryAt);
        Assert.InRange(
            skipped.RetryAt!.Value - Start,
            RefreshPolicy.FirstBackOff * 0.75,
            RefreshPolicy.FirstBackOff * 1.25
        );
        Assert.Single(_app.Endpoint.Requests);
        _app.Clock.Advance(skipped.RetryAt.Value - Start);
        _app.Endpoint.Always(KeySets.Of(KeySets.Rsa));
        Assert.Equal(KeySetRefreshStatus.Refreshed, (await _app.RefreshAsync()).Status);
    }

    [Fact]
    public async Task Refreshes_are_bounded_by_the_budget()
    {
        _app.Add();
        Assert.Null(_app.Status.FetchedAt);
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        var retryAt = Start + TimeSpan.FromMinutes(5) + RefreshPolicy.ScheduledRefill;
        for (var left = RefreshPolicy.ScheduledCapacity - 1; left >= 0; left--)
        {
            var refresh = await _app.RefreshAsync();
            Assert.Equal(KeySetRefreshStatus.Refreshed, refresh.Status);
            Assert.Equal(left == 0 ? retryAt : null, refresh.RetryAt);
        }

        Assert.Equal(new KeySetRefresh(KeySetRefreshStatus.Skipped) { RetryAt = retryAt }, await _app.RefreshAsync());
        Assert.Equal(RefreshPolicy.ScheduledCapacity, _app.Endpoint.Requests.Count);
    }

    [Fact]
    public async Task Refreshes_during_an_older_fetch_wait_for_it_and_share_one_of_their_own()
    {
        _app.Add();
        var old = new TaskCompletionSource<HttpResponseMessage>();
        _app.Endpoint.Answer = (_, _) => old.Task;
        var first = _app.RefreshAsync();
        await Eventually.TrueAsync(() => _app.Endpoint.Requests.Count == 1);

        var later = Enumerable.Range(0, 50).Select(_ => _app.RefreshAsync()).ToArray();
        _app.Endpoint.Always(KeySets.Of(KeySets.Rsa, KeySets.OtherRsa));
        old.SetResult(ScriptedHandler.Json(KeySets.Of(KeySets.Rsa)));
        await Task.WhenAll(later);

        Assert.Equal(1, (await first).KeysAdded);
        Assert.Equal(2, _app.Status.Keys.Count);
        Assert.Equal(2, _app.Endpoint.Requests.Count);
        Assert.All(later, static refresh => Assert.Equal(KeySetRefreshStatus.Refreshed, refresh.Result.Status));
    }

    [Fact]
    public async Task Giving_up_a_refresh_does_not_end_the_fetch()
    {
        _app.Add();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        _app.Endpoint.Answer = (_, _) => gate.Task;
        using var impatient = new CancellationTokenSource();
        var refresh = _app.Sets.RefreshAsync(TestApp.Issuer, "a test", impatient.Token);
        await Eventually.TrueAsync(() => _app.Endpoint.Requests.Count == 1);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => refresh);
        gate.SetResult(ScriptedHandler.Json(KeySets.Of(KeySets.Rsa)));

        await Eventually.TrueAsync(() => _app.Status.IsTrusted);
    }

    [Fact]
    public async Task An_issuer_that_nobody_declared_is_misuse()
    {
        _app.Add();

        var exception = await Assert.ThrowsAsync<ArgumentException>(() =>
            _app.RefreshAsync("https://ACME.eu.auth0.com/")
        );

        Assert.Equal("issuer", exception.ParamName);
        Assert.DoesNotContain("acme", exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(_app.Endpoint.Requests);
    }

    [Fact]
    public async Task No_issuer_and_no_reason_are_misuse()
    {
        _app.Add();
        var cancellation = TestContext.Current.CancellationToken;

        Assert.Throws<ArgumentNullException>("issuer", () => _app.Sets.Find(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(
            "issuer",
            () => _app.Sets.RefreshAsync(null!, "a test", cancellation)
        );
        await Assert.ThrowsAsync<ArgumentNullException>(
            "reason",
            () => _app.Sets.RefreshAsync(TestApp.Issuer, null!, cancellation)
        );
        Assert.Empty(_app.Endpoint.Requests);
    }

    [Fact]
    public void A_declared_issuer_is_found_before_there_are_tenants()
    {
        // A tenant resolver may ask for one while it is made, and the tenants need the resolver.
        _app.Add();
        using var noTenants = TestServices.New().BuildServiceProvider();
        var sets = new KeySetView(_app.Host.Services.GetRequiredService<KeyStore>(), noTenants, _app.Clock);

        Assert.Equal(TestApp.Issuer, sets.Find(TestApp.Issuer)!.Issuer);
    }

    [Fact]
    public async Task The_reason_goes_to_the_log_in_one_line_and_shortened()
    {
        _app.Add();

        await _app.Sets.RefreshAsync(
            TestApp.Issuer,
            "rotated\r\nby hand" + new string('!', 200),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            $"122 Information: The application asked for the key set of {TestApp.Issuer} (rotated  by hand{new string('!', 84)}): Refreshed.",
            _app.Log.Of(122).Single()
        );
    }

    [Fact]
    public async Task Keys_of_a_stand_in_show_as_such_until_the_issuer_answers_again()
    {
        using var source = new ScriptedSource();
        source.Serve(
            KeySetAnswer.Of(
                new KeySetDocument(KeySets.Of(KeySets.Rsa).Utf8()) { TrustedUntil = Start + TimeSpan.FromDays(1) }
            )
        );
        await source.FindAsync("rsa-1");

        var standIn = KeySetStatusReader.Read(source.Keys, Start);
        Assert.True(standIn.IsStandIn);
        Assert.Equal(TimeSpan.FromDays(1), standIn.TrustLeft);
        Assert.Equal(Start + TimeSpan.FromDays(1), standIn.TrustedUntil);

        source.Serve(KeySets.Of(KeySets.Rsa));
        await source.Refresher.TryStart(source.Refresher.State, FetchReason.Due, TimeSpan.Zero)!.Landed;
        Assert.False(KeySetStatusReader.Read(source.Keys, Start).IsStandIn);
    }

    [Fact]
    public async Task Keys_of_a_stand_in_without_an_end_are_trusted_for_ever()
    {
        using var source = new ScriptedSource();
        source.Serve(
            KeySetAnswer.Of(
                new KeySetDocument(KeySets.Of(KeySets.Rsa).Utf8()) { TrustedUntil = DateTimeOffset.MaxValue }
            )
        );
        source.Clock.Advance(TimeSpan.FromMinutes(1));
        await source.FindAsync("rsa-1");

        var standIn = KeySetStatusReader.Read(source.Keys, Start);
        Assert.True(standIn.IsStandIn);
        Assert.Equal(TimeSpan.MaxValue, standIn.Trust);
        Assert.Equal(TimeSpan.MaxValue, standIn.TrustLeft);
        Assert.Null(standIn.TrustedUntil);
    }

    [Fact]
    public async Task A_key_given_beforehand_is_trusted_for_ever_and_never_fetched()
    {
        JwksRegistration.Add<object, TestOptions, GivenKeyConvention>(
            _app.Services,
            new ProviderDeclaration(
                "Given",
                "",
                new GivenKeyConvention(),
                new TokenKind<SampleAccessToken>("AccessToken")
            ),
            static verifier => verifier,
            null,
            null
        );

        Assert.Equal(new KeySetRefresh(KeySetRefreshStatus.Fixed), await _app.RefreshAsync("https://issuer.test/"));
        var status = _app.Status;
        Assert.Equal(
            new KeySetStatus("Given", "https://issuer.test/")
            {
                Source = "given",
                Keys = status.Keys,
                Trust = TimeSpan.MaxValue,
                TrustLeft = TimeSpan.MaxValue,
                WasAsked = true,
            },
            status
        );
        Assert.Equal("none", status.Keys.Single().KeyIdHash);
        Assert.Empty(_app.Meters.Observe("jwkssdk.keyset.trust.left"));
    }

    public void Dispose() => _app.Dispose();

    private sealed class GivenKeyConvention : ProviderConvention
    {
        public override string Name => "Given";

        public override string DocumentationUri => "https://issuer.test/docs";

        public override JwtAlgorithms SupportedAlgorithms => JwtAlgorithms.RS256;

        public override JwtAlgorithms DefaultAlgorithms => JwtAlgorithms.RS256;

        protected override IReadOnlyList<ProviderInput> OwnInputs =>
            [
                new("Domain", InputForm.Text, "The domain."),
                new("Audience", InputForm.TextList, "The audience.") { Plural = "Audiences" },
            ];

        protected override IEnumerable<string> Issuers(ProviderDraft draft) => ["https://issuer.test/"];

        protected override KeySource Keys(string issuer, ProviderDraft draft) =>
            new StaticKeySource(Convert.ToBase64String(KeySets.Rsa.ToSubjectPublicKeyInfo()));

        protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft) =>
            [
                draft.Kind(
                    "AccessToken",
                    typeof(SampleAccessToken).FullName!,
                    "a token",
                    null,
                    new(JwksSdk.Tokens.AudienceRule.NotUsed)
                ),
            ];
    }
}
