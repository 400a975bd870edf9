using JwksSdk.Testing;

namespace JwksSdk.Tests.Testing;

/// <summary>One fake of each provider, for theories.</summary>
internal static class Fakes
{
    public static TheoryData<string> Names =>
        ["Auth0", "Okta", "Cognito", "Clerk", "OneLogin", "SuperTokens", "OpenIdConnect"];

    public static TheoryData<string, string> Kinds
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in Names)
            {
                foreach (var kind in Create(name).TokenKinds)
                {
                    data.Add(name, kind);
                }
            }

            return data;
        }
    }

    public static FakeIdentityProvider Create(string name, TimeProvider? clock = null) =>
        name switch
        {
            "Auth0" => new FakeAuth0(clock: clock),
            "Okta" => new FakeOkta(clock: clock),
            "Cognito" => new FakeCognito(clock: clock),
            "Clerk" => new FakeClerk(clock: clock),
            "OneLogin" => new FakeOneLogin(clock: clock),
            "SuperTokens" => new FakeSuperTokens(clock: clock),
            _ => new FakeOpenIdConnect(clock: clock),
        };
}
