using JwksSdk;
using JwksSdk.Testing;
using static JwksSdk.JwtErrorCode;

namespace MultiIdp.Acts;

/// <summary>Providers rotate their keys, each in its way; the first token with the new key is accepted.</summary>
internal static class Rotation
{
    private const int Flood = 100;

    public static async Task PlayAsync(Stage stage)
    {
        // Forged tokens have just spent the right to ask for newer keys; it comes back after the cool-down.
        stage.Clock.Skip(TimeSpan.FromMinutes(1));
        var world = stage.World;
        await RotateAsync(stage, "Auth0", "new key, announced before", world.Auth0, nameof(Auth0AccessToken), 0);
        await RotateAsync(stage, "OneLogin", "new key, not announced", world.OneLogin, nameof(OneLoginIdToken), 1);
        await RotateAsync(stage, "Clerk", "new key under the old kid", world.Clerk, nameof(ClerkSessionToken), 1);
        stage.Report.Print("Keys rotate: the first token with the new key is accepted");

        await FloodAsync(stage);
        stage.Report.Print(
            "A hundred tokens with made-up kids: one question and a spare, then silence until the cool-down is over"
        );
    }

    private static async Task RotateAsync(
        Stage stage,
        string provider,
        string subject,
        FakeIdentityProvider fake,
        string expected,
        int requests
    )
    {
        var before = fake.KeySetRequests;
        var kind = fake.TokenKinds[0];
        var old = fake.Mint(kind);
        fake.Rotate();
        await stage.DeliverAsync(provider, subject, fake.Mint(kind), expected);
        if (fake.KeyRings[0].Previous.Count > 0)
        {
            await stage.DeliverAsync(provider, "token of the old key", old, expected);
        }

        stage.Report.AddRequests(provider, "asked for keys", fake.KeySetRequests - before, requests);
    }

    private static async Task FloodAsync(Stage stage)
    {
        var fake = stage.World.Okta;
        var before = fake.KeySetRequests;
        var refused = 0;
        for (var i = 0; i < Flood; i++)
        {
            var keyId = $"made-up-{i}";
            var outcome = await stage.Service.DeliverAsync(fake.MintAccessToken(token => token.Header["kid"] = keyId));
            refused += outcome.Name == nameof(UnknownKeyId) ? 1 : 0;
        }

        stage.Report.Add(
            "Okta",
            "refused",
            Outcome.Of($"{refused} x {nameof(UnknownKeyId)}", ""),
            $"{Flood} x {nameof(UnknownKeyId)}"
        );
        stage.Report.AddRequests("Okta", "asked for keys", fake.KeySetRequests - before, 2);
    }
}
