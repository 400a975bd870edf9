using JwksSdk.Generators.Tests.Support;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Explaining;

/// <summary>What stands in a support ticket, to the letter.</summary>
public sealed class ExplanationTextTests : IDisposable
{
    private readonly ExplainApp _app = new(static options =>
    {
        options.ClientId = ["client", "other-client"];
        options.CustomDomains = ["login.acme.test"];
    });

    public void Dispose() => _app.Dispose();

    /// <summary>The page that shows it shows a real one.</summary>
    [Fact]
    public async Task A_key_of_another_declaration()
    {
        await _app.VerifyAsync(_app.Token());
        await _app.VerifyAsync(_app.Token(key: KeySets.OtherRsa, issuer: ExplainApp.Staff));

        var explanation = await _app.ExplainAloneAsync(_app.Token(key: KeySets.OtherRsa), "AccessToken");

        Assert.Contains(
            $"```\n{explanation}\n```\n",
            Repository.Read("src/JwksSdk/Explaining.md"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Several_claims()
    {
        await _app.VerifyAsync(_app.Token());

        Is(
            """
            The token is refused: Expired (exp): The token has expired.

            declaration  Acme.CustomerIdentity
            kind         AccessToken
            moment       2026-09-21 14:13:20Z

            passed   length              at most 16,384 characters or bytes
            passed   format              three parts of base64url, strict JSON in the header, and in the claims up to iss
            passed   algorithm           RS, PS or ES with 256, 384 or 512
            passed   issuer              https://acme.eu.auth0.com/ of Acme.CustomerIdentity
            passed   accepted algorithm  RS256
            passed   key                 https://acme.eu.auth0.com/.well-known/jwks.json
                                         the key with this kid (SHA-256 902d0e960bf05a6f)
                                         the set: 1 key from http, fetched 2026-09-21 14:13:20Z
                                         fresh until 2026-09-21 14:23:20Z, trusted until 2026-09-21 15:23:20Z
            passed   signature           RS256 under the key with this kid (SHA-256 902d0e960bf05a6f)
            passed   strict JSON         every claim well-formed and there once, also those that nobody reads
            passed   kind                an access token, in the Auth0 or the RFC 9068 profile
            passed   claims              those that Auth0AccessToken needs, each of its type
            passed   iss                 the issuer whose key it is
            FAILED   exp                 Expired (exp): The token has expired.
                                         declared: clock skew 60 s
            passed   nbf                 clock skew 60 s
            passed   iat                 clock skew 60 s
            skipped  token age           nothing is declared to it
            skipped  sign-in age         nothing is declared to it
            FAILED   aud                 AudienceMismatch (aud): The token is for another audience.
                                         declared: https://api.acme.test/
                                         found: the same as https://api.acme.test/ but for the slash at its end
            passed   cnf                 absent: bound tokens are not accepted
            passed   client_id           one of client, other-client
            passed   own checks          what Auth0AccessToken demands beside the declared

            What to do: Expired: Refresh the token; check the clocks if it is new.
                                 https://github.com/jwkssdk/jwkssdk/blob/main/src/JwksSdk/Errors/docs/Expired.md
                        AudienceMismatch: Request the token for this API, or add its audience to the declaration.
                                          https://github.com/jwkssdk/jwkssdk/blob/main/src/JwksSdk/Errors/docs/AudienceMismatch.md
            """,
            await _app.ExplainAloneAsync(
                _app.Token(
                    static (_, claims) =>
                    {
                        claims["exp"] = 1_700_000_000;
                        claims["aud"] = "https://api.acme.test";
                    }
                )
            )
        );
    }

    [Fact]
    public async Task An_unknown_issuer() =>
        Is(
            """
            The token is refused: UnknownIssuer: The issuer is not the one of this declaration, or of any.

            declaration  not found out
            kind         not found out
            moment       2026-09-21 14:13:20Z

            passed   length              at most 16,384 characters or bytes
            passed   format              three parts of base64url, strict JSON in the header, and in the claims up to iss
            passed   algorithm           RS, PS or ES with 256, 384 or 512
            FAILED   issuer              UnknownIssuer: The issuer is not the one of this declaration, or of any.
                                         declared: https://acme.eu.auth0.com/ of Acme.CustomerIdentity
                                                   https://login.acme.test/ of Acme.CustomerIdentity
                                                   https://staff.eu.auth0.com/ of Acme.StaffIdentity
                                         found: the same as https://acme.eu.auth0.com/ of Acme.CustomerIdentity but for its scheme
                                                (https or http), the slash at its end, upper and lower case
            skipped  accepted algorithm
            skipped  key
            skipped  signature
            skipped  strict JSON         every claim well-formed and there once, also those that nobody reads
            skipped  kind
            skipped  claims

            What to do: Compare the declared Issuer with the token's iss character by character: trailing slash, custom domain,
                        region.
                        https://github.com/jwkssdk/jwkssdk/blob/main/src/JwksSdk/Errors/docs/UnknownIssuer.md
            """,
            await _app.ExplainAloneAsync(_app.Token(issuer: "http://Acme.eu.auth0.com"))
        );

    [Fact]
    public async Task An_accepted_token()
    {
        var text = (await _app.ExplainAloneAsync(_app.Token())).ToString();

        Assert.StartsWith("The token is accepted.\n\ndeclaration  Acme.CustomerIdentity\n", text);
        Assert.EndsWith("\npassed   own checks          what Auth0AccessToken demands beside the declared", text);
        Assert.DoesNotContain("FAILED", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_explanation_of_nothing_has_a_text()
    {
        var explanation = new JwtExplanation(DateTimeOffset.UnixEpoch, null, null, []);
        Assert.Equal(
            "The token is accepted.\n\ndeclaration  not found out\nkind         not found out\nmoment       1970-01-01 00:00:00Z",
            explanation.ToString()
        );
        Assert.Throws<ArgumentNullException>(static () => new JwtExplanation(default, null, null, null!));
    }

    private static void Is(string expected, JwtExplanation explanation) =>
        Assert.Equal(expected, explanation.ToString());
}
