using JwksSdk;
using static JwksSdk.JwtErrorCode;

namespace MultiIdp.Acts;

/// <summary>Good tokens where a token of another kind, or of another provider, is due: asked of the generated clients.</summary>
internal static class WrongKinds
{
    public static async Task PlayAsync(Stage stage)
    {
        var world = stage.World;
        var customers = stage.Service.Client<CustomerIdentity>();
        var employees = stage.Service.Client<EmployeeIdentity>();
        var shops = stage.Service.Client<ShopIdentity>();
        var partners = stage.Service.Client<PartnerIdentity>();
        var contractors = stage.Service.Client<ContractorIdentity>();
        var members = stage.Service.Client<MemberIdentity>();

        Add("Auth0", "ID token as access token", await customers.VerifyAccessTokenAsync(world.Auth0.MintIdToken()));
        Add("Auth0", "access token as ID token", await customers.VerifyIdTokenAsync(world.Auth0.MintAccessToken()));
        Add("Okta", "ID token as access token", await employees.VerifyAccessTokenAsync(world.Okta.MintIdToken()));
        Add("Cognito", "ID token as access token", await shops.VerifyAccessTokenAsync(world.Cognito.MintIdToken()));
        Add("Cognito", "access token as ID token", await shops.VerifyIdTokenAsync(world.Cognito.MintAccessToken()));
        Add(
            "Clerk",
            "machine token as session",
            await partners.VerifySessionTokenAsync(world.Clerk.MintMachineToken())
        );
        Add("Clerk", "OAuth token as session", await partners.VerifySessionTokenAsync(world.Clerk.MintOAuthToken()));
        Add(
            "OneLogin",
            "ID token as access token",
            await contractors.VerifyAccessTokenAsync(world.OneLogin.MintIdToken())
        );
        Add(
            "SuperTokens",
            "session as OAuth token",
            await members.VerifyOAuthAccessTokenAsync(world.SuperTokens.MintSessionToken())
        );
        Add(
            "SuperTokens",
            "OAuth token as session",
            await members.VerifySessionTokenAsync(world.SuperTokens.MintOAuthAccessToken())
        );
        Add(
            "Okta",
            "token given to Auth0's client",
            await customers.VerifyAccessTokenAsync(world.Okta.MintAccessToken()),
            UnknownIssuer
        );
        stage.Report.Print("Right provider, wrong kind; right kind, wrong provider");

        void Add<TToken>(
            string provider,
            string subject,
            JwtResult<TToken> result,
            JwtErrorCode expected = WrongTokenKind
        )
            where TToken : JwtToken => stage.Report.Add(provider, subject, Outcome.Of(result), expected.ToString());
    }
}
