using System.Text;
using JwksSdk.Testing;

namespace MultiIdp.Serving;

/// <summary>The commands to try, for a POSIX shell.</summary>
internal static class Commands
{
    /// <summary>A few of them, for the console.</summary>
    public static string Short(string address) =>
        $"""
            Six identity providers and one API on loopback. Ctrl+C ends it.

            Every command, with fresh tokens:
              curl -s {address}/

            A token of each kind of each provider:
              curl -s {address}/tokens

            Verify one, by the issuer it names:
              curl -si {address}/me -H "Authorization: Bearer $(curl -s {address}/tokens/okta/AccessToken)"
              curl -si {address}/me -H "Authorization: Bearer $(curl -s {address}/tokens/clerk/SessionToken)"
              curl -si -X POST {address}/verify -H "Authorization: Bearer $(curl -s {address}/tokens/cognito/IdToken)"

            See one refused:
              curl -si {address}/me -H "Authorization: Bearer $(curl -s '{address}/tokens/okta/AccessToken?expired')"

            Rotate a provider's keys, and verify a token of the new one:
              curl -s -X POST {address}/providers/okta/rotate
              curl -si {address}/me -H "Authorization: Bearer $(curl -s {address}/tokens/okta/AccessToken)"

            Stop a provider before its keys are known: 503, until it is back:
              curl -s -X POST {address}/providers/supertokens/stop
              curl -si {address}/me -H "Authorization: Bearer $(curl -s {address}/tokens/supertokens/SessionToken)"
              curl -s -X POST {address}/providers/supertokens/start
              sleep 1; curl -si {address}/me -H "Authorization: Bearer $(curl -s {address}/tokens/supertokens/SessionToken)"
            """;

    /// <summary>One for every kind of token and for some bad ones, with the token in it.</summary>
    public static string Full(string address, World world)
    {
        var text = new StringBuilder();
        foreach (var each in world.Providers)
        {
            foreach (var kind in each.Fake.TokenKinds)
            {
                Add($"{each.Name} {kind}", each.Fake.Mint(kind));
            }
        }

        var good = world.Auth0.MintAccessToken();
        Add("refused: expired", world.Auth0.MintAccessToken(static token => token.Age(TimeSpan.FromDays(2))));
        Add("refused: signed by a stranger", Forgery.SignedByStranger(good));
        Add("refused: alg none", Forgery.WithoutSignature(good));
        Add("refused: HS256 with the public key", Forgery.SignedWithPublicKey(good, world.Auth0.KeyRings[0].Current));
        return text.ToString().TrimEnd();

        void Add(string title, string token) =>
            text.Append("# ")
                .AppendLine(title)
                .AppendLine($"curl -si {address}/me -H 'Authorization: Bearer {token}'")
                .AppendLine();
    }
}
