using FsCheck;
using FsCheck.Fluent;
using JwksSdk.Providers;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Explaining;

/// <summary>
/// Two applications that live through the same, one that verifies and one that explains: whatever the token and the moment,
/// both find the same error and make the same requests.
/// </summary>
public sealed class ExplainAgreementTests
{
    /// <summary>An access token, as a type of the application's.</summary>
    private const string Own = "AcmeAccessToken";

    private static readonly Gen<Step> Steps = Gen.Frequency(
            (20, Gen.Constant(Event.Token)),
            (4, Gen.Constant(Event.Advance)),
            (2, Gen.Constant(Event.Mood)),
            (2, Gen.Constant(Event.Publish))
        )
        .SelectMany(static _ => Gen.Choose(0, 1_000_000), static (what, number) => new Step(what, number));

    internal enum Event
    {
        Token,
        Advance,
        Mood,
        Publish,
    }

    [Fact]
    public void An_explanation_has_the_error_of_a_verification() =>
        Properties.HoldForAll(
            Steps,
            length: 120,
            count: 60,
            static steps =>
            {
                using var verifying = World();
                using var explaining = World();
                foreach (var step in steps)
                {
                    Take(step, verifying);
                    Take(step, explaining);
                    if (step.Event == Event.Token)
                    {
                        Compare(step.Number, verifying, explaining);
                    }
                }
            }
        );

    /// <summary>The property is about something: each error that this declaration can give is among those that are compared.</summary>
    [Fact]
    public async Task The_tokens_are_refused_for_every_reason()
    {
        using var world = World();
        var errors = new HashSet<JwtErrorCode>();
        for (var number = 0; number < 4_000; number++)
        {
            if (number % 20 == 0)
            {
                Take(new Step((Event)(1 + (number / 20 % 3)), number / 60), world);
            }

            errors.Add((await VerifyAsync(world, MutatedToken.Make(number, world.Clock.GetUtcNow()), null)).Code);
            world.Clock.Settle();
        }

        JwtErrorCode[] impossible =
        [
            // Nobody presents a bound token with a proof, a session, or a sign-in that is limited in age here.
            JwtErrorCode.AuthorizedPartyMismatch,
            JwtErrorCode.SessionPending,
            JwtErrorCode.TokenTooOld,
            JwtErrorCode.AuthenticationTooOld,
            JwtErrorCode.AuthenticatedInFuture,
            JwtErrorCode.PermissionMissing,
            JwtErrorCode.RoleMissing,
            JwtErrorCode.GroupMissing,
            JwtErrorCode.KeyRefused,
        ];
        Assert.Empty(Enum.GetValues<JwtErrorCode>().Except(impossible).Except(errors));
    }

    private static KeyStoreWorld World() =>
        new(declared: static options =>
        {
            options.ClientId = ["client", "other-client"];
            options.Organizations = ["org_1", "org_2"];
            options.RequiredScopes = ["orders.read"];
            options.Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.PS256;
        })
        {
            Endpoint = { Published = [KeySets.Rsa] },
        };

    private static void Take(Step step, KeyStoreWorld world)
    {
        switch (step.Event)
        {
            case Event.Advance:
                world.Clock.Advance(TimeSpan.FromSeconds(step.Number % 2_000));
                break;
            case Event.Mood:
                world.Endpoint.Mood = (EndpointMood)(step.Number % (int)EndpointMood.Hanging);
                break;
            case Event.Publish:
                world.Endpoint.Published = (step.Number % 3) switch
                {
                    0 => [KeySets.Rsa],
                    1 => [KeySets.Rsa, KeySets.OtherRsa],
                    _ => [KeySets.OtherRsa.WithKeyId("rsa-1"), KeySets.Rsa.WithKeyId("rsa-2")],
                };
                break;
        }

        // A fetch that is due would run behind the token, and both would race.
        if (world.Refresher.State.ScheduledReason(world.Refresher.Now) == JwksSdk.Keys.FetchReason.Due)
        {
            world.Refresher.RefreshIfDue();
            world.Clock.Settle();
        }
    }

    private static void Compare(int number, KeyStoreWorld verifying, KeyStoreWorld explaining)
    {
        var token = MutatedToken.Make(number, verifying.Clock.GetUtcNow());
        var kind = (number % 4) switch
        {
            0 => null,
            1 => "AccessToken",
            2 => Own,
            _ => "IdToken",
        };
        var verified = VerifyAsync(verifying, token, kind).Result;
        var explanation = ExplainAsync(explaining, token, kind).Result;
        Settle(verifying, explaining);
        Assert.Equal((number, verified), (number, explanation.Error));
        Assert.Equal(verifying.Endpoint.Count, explaining.Endpoint.Count);

        // Both left the same behind. (Not necessarily the same verdict: a fetch for a bad signature may withdraw its key.)
        Assert.Equal(VerifyAsync(verifying, token, kind).Result, VerifyAsync(explaining, token, kind).Result);
        Settle(verifying, explaining);
    }

    private static void Settle(KeyStoreWorld one, KeyStoreWorld other)
    {
        one.Clock.Settle();
        other.Clock.Settle();
    }

    private static async Task<JwtError> VerifyAsync(KeyStoreWorld world, string token, string? kind) =>
        kind switch
        {
            null => (await world.Verifier.VerifyAsync(token, default)).Error,
            "AccessToken" => (
                await world.Verifier.VerifyAsync<Auth0AccessToken>(Kind(world, kind), token, default)
            ).Error,
            Own => (
                await world.Verifier.VerifyAsync<AcmeAccessToken>(Kind(world, "AccessToken"), token, default)
            ).Error,
            _ => (await world.Verifier.VerifyAsync<Auth0IdToken>(Kind(world, kind), token, default)).Error,
        };

    private static async Task<JwtExplanation> ExplainAsync(KeyStoreWorld world, string token, string? kind) =>
        kind switch
        {
            null => await world.Verifier.ExplainAsync(token, default),
            "AccessToken" => await world.Verifier.ExplainAsync<Auth0AccessToken>(Kind(world, kind), token, default),
            Own => await world.Verifier.ExplainAsync<AcmeAccessToken>(Kind(world, "AccessToken"), token, default),
            _ => await world.Verifier.ExplainAsync<Auth0IdToken>(Kind(world, kind), token, default),
        };

    private static TokenKind Kind(KeyStoreWorld world, string name) =>
        world.Route.Provider.Declaration.Kinds.Single(kind => kind.Name == name);

    internal sealed record Step(Event Event, int Number);
}
