using JwksSdk;
using JwksSdk.Testing;
using static JwksSdk.JwtErrorCode;

namespace MultiIdp.Acts;

/// <summary>A provider stops: who has its keys goes on; who has none says that it cannot tell.</summary>
internal static class Outage
{
    public static async Task PlayAsync(Stage stage)
    {
        var okta = stage.World.Okta;
        okta.Stop(FakeOutage.CloseConnection);
        var before = okta.KeySetRequests;
        await stage.DeliverAsync("Okta", "known key", okta.MintAccessToken(), nameof(OktaAccessToken));
        stage.Report.AddRequests("Okta", "asked for keys", okta.KeySetRequests - before, 0);

        stage.Clock.Skip(TimeSpan.FromMinutes(11));
        await stage.DeliverAsync(
            "Okta",
            "known key, 11 minutes later",
            okta.MintAccessToken(),
            nameof(OktaAccessToken)
        );

        await using var cold = await Service.StartAsync(stage.World, stage.Clock);
        stage.Report.Add(
            "Okta",
            "application that starts now",
            await cold.DeliverAsync(okta.MintAccessToken()),
            nameof(KeysUnavailable)
        );
        stage.Report.Add(
            "Auth0",
            "same application",
            await cold.DeliverAsync(stage.World.Auth0.MintAccessToken()),
            nameof(Auth0AccessToken)
        );

        okta.Start();
        stage.Clock.Skip(TimeSpan.FromMinutes(1));
        stage.Report.Add(
            "Okta",
            "a minute after it came back",
            await cold.DeliverAsync(okta.MintAccessToken()),
            nameof(OktaAccessToken)
        );
        stage.Report.Print("Okta is gone: every connection to it is closed without an answer");
    }
}
