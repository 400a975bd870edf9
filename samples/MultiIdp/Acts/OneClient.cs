using JwksSdk;

namespace MultiIdp.Acts;

/// <summary>One client for the tokens of three providers: each is one of three cases, and no others get in.</summary>
internal static class OneClient
{
    public static async Task PlayAsync(Stage stage)
    {
        var (world, api) = (stage.World, stage.Service.Client<ShopApiIdentity>());
        await AddAsync("Auth0", "access token", world.Auth0.MintAccessToken(), "CustomerIdentityAccessToken");
        await AddAsync("Cognito", "access token", world.Cognito.MintAccessToken(), "ShopIdentityAccessToken");
        await AddAsync("Clerk", "session token", world.Clerk.MintSessionToken(), "PartnerIdentitySessionToken");
        await AddAsync("Auth0", "ID token", world.Auth0.MintIdToken(), nameof(JwtErrorCode.WrongTokenKind));
        await AddAsync("Clerk", "machine token", world.Clerk.MintMachineToken(), nameof(JwtErrorCode.WrongTokenKind));
        await AddAsync("Okta", "access token", world.Okta.MintAccessToken(), nameof(JwtErrorCode.UnknownIssuer));
        stage.Report.Print("One client for three providers: a closed union, handled case by case");

        async Task AddAsync(string provider, string subject, string token, string expected)
        {
            var result = await api.VerifyAsync(token);
            var outcome = result.TryGetToken(out var given)
                ? Outcome.Of(
                    given.ToString(),
                    given.Match(
                        customerIdentityAccessToken: customer => $"may {string.Join('+', customer.Permissions)}",
                        shopIdentityAccessToken: shop => $"shop of {shop.Username}",
                        partnerIdentitySessionToken: partner => $"partner of {partner.OrganizationSlug}"
                    )
                )
                : Outcome.Of(result.Error.Code.ToString(), JwtErrors.For(result.Error.Code).Summary);
            stage.Report.Add(provider, subject, outcome, expected);
        }
    }
}
