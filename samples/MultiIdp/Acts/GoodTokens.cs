using JwksSdk;

namespace MultiIdp.Acts;

/// <summary>Tokens of every kind of every provider: each finds its provider by its issuer, and its type by its kind.</summary>
internal static class GoodTokens
{
    public static async Task PlayAsync(Stage stage)
    {
        foreach (var each in stage.World.Providers)
        {
            foreach (var kind in each.Fake.TokenKinds)
            {
                await stage.DeliverAsync(each.Name, Words(kind), each.Fake.Mint(kind), each.Name + kind);
            }
        }

        var world = stage.World;
        await stage.DeliverAsync(
            "Auth0",
            "RFC 9068 token",
            world.Auth0.MintMachineAccessToken(),
            nameof(Auth0AccessToken)
        );
        await stage.DeliverAsync("Okta", "machine token", world.Okta.MintMachineAccessToken(), nameof(OktaAccessToken));
        await stage.DeliverAsync(
            "Cognito",
            "machine token",
            world.Cognito.MintMachineAccessToken(),
            nameof(CognitoAccessToken)
        );
        await stage.DeliverAsync(
            "Clerk",
            "session v1",
            world.Clerk.MintSessionTokenVersion1(),
            nameof(ClerkSessionToken)
        );
        stage.Report.Print("Good tokens: routed by issuer, typed by kind");

        foreach (var each in stage.World.Providers)
        {
            stage.Report.AddRequests(each.Name, "key set asked for", each.Fake.KeySetRequests, 1);
        }

        stage.Report.Print("What that cost: one request for keys from each provider");
    }

    private static string Words(string kind) =>
        kind switch
        {
            "AccessToken" => "access token",
            "IdToken" => "ID token",
            "SessionToken" => "session token",
            "MachineToken" => "machine token",
            "OAuthToken" or "OAuthAccessToken" => "OAuth token",
            _ => kind,
        };
}
