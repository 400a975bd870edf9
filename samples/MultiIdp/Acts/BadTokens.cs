using System.Text.Json.Nodes;
using JwksSdk;
using JwksSdk.Testing;
using static JwksSdk.JwtErrorCode;

namespace MultiIdp.Acts;

/// <summary>Forged, expired and misdirected tokens: each refused with the code that says why.</summary>
internal static class BadTokens
{
    public static async Task PlayAsync(Stage stage)
    {
        await ForgedAsync(stage);
        await MisdirectedAsync(stage);
        await CrossedAsync(stage);
        stage.Report.Print("Bad tokens: refused, with the reason");
        var why = await stage.Service.Client<IJwtVerifier>().ExplainAsync(WithKeyOfAuth0(stage.World), default);
        stage.Report.PrintText("Why is my token refused? The one with Auth0's key and kid, explained", why.ToString());
    }

    private static async Task ForgedAsync(Stage stage)
    {
        var auth0 = stage.World.Auth0;
        var good = auth0.MintAccessToken();
        await RefusedAsync(stage, "Auth0", "alg none", Forgery.WithoutSignature(good), AlgorithmNotAllowed);
        await RefusedAsync(
            stage,
            "Auth0",
            "HS256 with the public key",
            Forgery.SignedWithPublicKey(good, auth0.KeyRings[0].Current),
            SymmetricAlgorithm
        );
        await RefusedAsync(
            stage,
            "Auth0",
            "claims altered",
            Forgery.WithAlteredClaims(
                good,
                static claims => claims["permissions"] = new JsonArray("delete:everything")
            ),
            BadSignature
        );
        foreach (var each in stage.World.Providers)
        {
            var forged = Forgery.SignedByStranger(each.Fake.Mint(each.Fake.TokenKinds[0]));
            await RefusedAsync(stage, each.Name, "signed by a stranger", forged, BadSignature);
        }

        await RefusedAsync(stage, "Clerk", "opaque machine token", "mt_2Acme01", Opaque);
        await RefusedAsync(
            stage,
            "Auth0",
            "encrypted token",
            string.Join('.', good.Split('.')[..2]) + ".AA.AA.AA",
            Encrypted
        );
    }

    private static async Task MisdirectedAsync(Stage stage)
    {
        var world = stage.World;
        foreach (var each in world.Providers)
        {
            var expired = each.Fake.Mint(each.Fake.TokenKinds[0], static token => token.Age(TimeSpan.FromDays(2)));
            await RefusedAsync(stage, each.Name, "expired", expired, Expired);
        }

        await RefusedAsync(
            stage,
            "Auth0",
            "for another API",
            With(world.Auth0, "aud", "https://other.test/"),
            AudienceMismatch
        );
        await RefusedAsync(stage, "Okta", "for another API", With(world.Okta, "aud", "api://other"), AudienceMismatch);
        await RefusedAsync(
            stage,
            "Cognito",
            "of another client",
            With(world.Cognito, "client_id", "2other"),
            ClientMismatch
        );
        await RefusedAsync(
            stage,
            "Clerk",
            "from another site",
            With(world.Clerk, "azp", "https://evil.test"),
            AuthorizedPartyMismatch
        );
        await RefusedAsync(
            stage,
            "OneLogin",
            "for another API",
            world.OneLogin.MintAccessToken(static token => token.Claims["aud"] = "https://other.test/"),
            AudienceMismatch
        );
        await RefusedAsync(
            stage,
            "SuperTokens",
            "for another API",
            world.SuperTokens.MintOAuthAccessToken(static token => token.Claims["aud"] = "https://other.test/"),
            AudienceMismatch
        );
        await RefusedAsync(
            stage,
            "Clerk",
            "sign-in not completed",
            With(world.Clerk, "sts", "pending"),
            SessionPending
        );
        await RefusedAsync(
            stage,
            "Auth0",
            "bound to a DPoP key",
            world.Auth0.MintAccessToken(static token =>
                token.Claims["cnf"] = new JsonObject { ["jkt"] = "0ZcOCORZNYy" }
            ),
            BoundToken
        );
    }

    /// <summary>One provider's key under another's issuer, and an issuer that nobody declared: neither causes a request.</summary>
    private static async Task CrossedAsync(Stage stage)
    {
        var world = stage.World;
        var key = world.Auth0.KeyRings[0].Current;
        await RefusedAsync(
            stage,
            "Okta",
            "signed with Auth0's key",
            world.Okta.MintAccessToken(token => token.SigningKey = key),
            BadSignature
        );
        await RefusedAsync(stage, "Cognito", "Auth0's key and kid", WithKeyOfAuth0(world), UnknownKeyId);
        await RefusedAsync(
            stage,
            "nobody",
            "issuer not declared",
            With(world.Auth0, "iss", "https://evil.test/"),
            UnknownIssuer
        );
    }

    private static string WithKeyOfAuth0(World world) =>
        world.Cognito.MintAccessToken(token =>
        {
            token.SigningKey = world.Auth0.KeyRings[0].Current;
            token.Header["kid"] = token.SigningKey.KeyId;
        });

    private static string With(FakeIdentityProvider fake, string claim, string value) =>
        fake.Mint(fake.TokenKinds[0], token => token.Claims[claim] = value);

    private static Task RefusedAsync(Stage stage, string provider, string subject, string token, JwtErrorCode code) =>
        stage.DeliverAsync(provider, subject, token, code.ToString());
}
