using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>Thousands of verifications at once, through the real verifier and every handler of the HTTP client.</summary>
[Collection(Alone.Name)]
public sealed class HerdTests
{
    [Fact]
    public async Task Five_thousand_verifications_during_a_fetch_that_hangs_all_finish_at_once()
    {
        using var many = new ManyIssuers(1);
        var token = many.Token(many.Issuers[0]);
        Assert.True((await many.VerifyAsync(token)).IsVerified);
        many.IsHeld = true;

        // Long past its lifetime, within the stale limit.
        many.Clock.Advance(TimeSpan.FromMinutes(60));
        for (var i = 0; i < 5_000; i++)
        {
            var verification = many.Verifier.VerifyAsync(token, CancellationToken.None);
            Assert.True(verification.IsCompletedSuccessfully);
            Assert.True((await verification).IsVerified);
        }

        await Eventually.TrueAsync(() => many.Requests[ManyIssuers.Document(many.Issuers[0])] == 2);
        Assert.Equal(1, many.Requests[ManyIssuers.KeysUri(many.Issuers[0])]);
        many.Release();
    }

    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(10, 1_000)]
    [InlineData(100, 100)]
    public async Task Ten_thousand_verifications_with_cold_stores_make_one_request_to_each_endpoint(
        int issuers,
        int each
    )
    {
        using var many = new ManyIssuers(issuers);
        var tokens = many.Issuers.Select(issuer => many.Token(issuer)).ToArray();
        many.IsHeld = true;

        var verifications = Enumerable.Range(0, each).SelectMany(_ => tokens.Select(many.VerifyAsync)).ToArray();
        Assert.DoesNotContain(verifications, static verification => verification.IsCompleted);
        many.Release();

        Assert.All(await Task.WhenAll(verifications), static result => Assert.True(result.IsVerified));
        Assert.Equal(issuers * 2, many.Requests.Count);
        Assert.All(many.Requests, static request => Assert.Equal(1, request.Value));
    }

    [Fact]
    public async Task A_thousand_tokens_for_a_cold_store_whose_endpoint_is_down_make_one_attempt_for_each_step_of_the_back_off()
    {
        using var many = new ManyIssuers(1) { IsFailing = true };
        var token = many.Token(many.Issuers[0]);
        var document = ManyIssuers.Document(many.Issuers[0]);
        var attempts = 0;
        var begun = many.Clock.Elapsed;
        for (var i = 0; i < 1_000; i++)
        {
            var before = many.Requests.GetValueOrDefault(document);
            var verification = many.VerifyAsync(token);
            if (!verification.IsCompleted || many.Requests.GetValueOrDefault(document) > before)
            {
                attempts++;
                await LandAsync(many, verification);
            }

            var result = await verification;
            Assert.Equal(JwtErrorCode.KeysUnavailable, result.Error.Code);
            Assert.True(result.Error.CannotDecide);
            many.Clock.Advance(TimeSpan.FromMilliseconds(60));
        }

        // 250 ms, doubled up to 32 s, each ± 25 %: the eighth is over after 24 to 40 seconds.
        Assert.InRange((many.Clock.Elapsed - begun).TotalSeconds, 60, 90);
        Assert.InRange(attempts, 7, 10);
        Assert.InRange(many.Requests[document], attempts, 3 * attempts);
        Assert.Single(many.Requests);
    }

    [Fact]
    public async Task An_issuer_that_is_down_slows_no_other_down()
    {
        using var many = new ManyIssuers(2);
        var (here, there) = (many.Issuers[0], many.Issuers[1]);
        Assert.True((await many.VerifyAsync(many.Token(here))).IsVerified);
        many.IsHeld = true;
        var waiting = many.VerifyAsync(many.Token(there));

        Assert.True(many.VerifyAsync(many.Token(here)).IsCompletedSuccessfully);
        Assert.False(waiting.IsCompleted);
        many.Release();
        Assert.True((await waiting).IsVerified);
    }

    private static async Task LandAsync(ManyIssuers many, Task<JwtResult<JwtToken>> verification)
    {
        while (!verification.IsCompleted)
        {
            many.Clock.Settle();
            if (many.Clock.IsAwaited)
            {
                many.Clock.Advance(TimeSpan.FromMilliseconds(10));
            }

            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_fetch_that_a_token_causes_is_tried_once_and_a_scheduled_one_three_times()
    {
        using var many = new ManyIssuers(1);
        var (refresher, document) = (many.Refreshers[0], ManyIssuers.Document(many.Issuers[0]));
        Assert.True((await many.VerifyAsync(many.Token(many.Issuers[0]))).IsVerified);
        many.IsFailing = true;

        var junk = await many.VerifyAsync(many.Token(many.Issuers[0], "junk"));
        Assert.Equal(JwtErrorCode.KeysUnavailable, junk.Error.Code);
        Assert.Equal(2, many.Requests[document]);

        var flight = refresher.TryStart(refresher.State, FetchReason.Requested, refresher.Now)!;
        for (var second = 0; second < 8 && !flight.Landed.IsCompleted; second++)
        {
            many.Clock.Settle();
            many.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(KeySetError.Status, (await flight.Landed).Error);
        Assert.Equal(5, many.Requests[document]);
    }
}
