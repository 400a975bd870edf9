using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Testing;

public sealed class FakeKeySetTests
{
    public static TheoryData<string> Names => Fakes.Names;

    [Theory]
    [InlineData("Auth0", "kty use alg kid n e x5t x5c", "^[A-Za-z0-9_-]{21}$")]
    [InlineData("Okta", "kty alg kid use e n", "^[A-Za-z0-9_-]{43}$")]
    [InlineData("Cognito", "alg e kid kty n use", "^[A-Za-z0-9+/]{43}=$")]
    [InlineData("Clerk", "use kty kid alg n e", "^ins_[A-Za-z0-9]+$")]
    [InlineData("OneLogin", "kty kid use e n", "^[A-Za-z0-9_-]{43}$")]
    [InlineData("SuperTokens", "kty kid n e alg use", "^(s-[0-9a-f-]{36}|d-[0-9]{13})$")]
    [InlineData("OpenIdConnect", "kty kid use alg n e", "^RS256-2026-[0-9]{2}$")]
    public void Keys_have_the_members_and_the_kid_of_the_provider(string name, string members, string keyId)
    {
        var key = Keys(Fakes.Create(name))[0];

        Assert.Equal(members, string.Join(' ', key.Select(static member => member.Key)));
        Assert.Matches(keyId, key["kid"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Auth0", 2)]
    [InlineData("Okta", 2)]
    [InlineData("Cognito", 2)]
    [InlineData("Clerk", 1)]
    [InlineData("OneLogin", 1)]
    [InlineData("SuperTokens", 2)]
    [InlineData("OpenIdConnect", 1)]
    public void Key_set_has_as_many_keys_as_the_provider_publishes(string name, int count) =>
        Assert.Equal(count, Keys(Fakes.Create(name)).Count);

    [Theory]
    [InlineData("Auth0", 3)]
    [InlineData("Okta", 3)]
    [InlineData("Cognito", 4)]
    [InlineData("OneLogin", 2)]
    [InlineData("SuperTokens", 3)]
    [InlineData("OpenIdConnect", 2)]
    public void Rotation_keeps_the_former_key_until_it_is_withdrawn(string name, int overlapping)
    {
        var idp = Fakes.Create(name);
        var kind = idp.TokenKinds[0];
        var former = Compact.KeyId(idp.Mint(kind));

        idp.Rotate();

        Assert.NotEqual(former, Compact.KeyId(idp.Mint(kind)));
        Assert.Equal(overlapping, Keys(idp).Count);
        Assert.Contains(former, KeyIds(idp));
        idp.WithdrawPreviousKeys();
        Assert.DoesNotContain(former, KeyIds(idp));
    }

    [Fact]
    public void Clerk_puts_a_new_key_under_the_same_kid_without_overlap()
    {
        var idp = new FakeClerk();
        var former = Keys(idp)[0];

        idp.Rotate();

        var key = Assert.Single(Keys(idp));
        Assert.Equal(former["kid"]!.GetValue<string>(), key["kid"]!.GetValue<string>());
        Assert.NotEqual(former["n"]!.GetValue<string>(), key["n"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Auth0")]
    [InlineData("Okta")]
    public void Announced_key_is_the_one_that_signs_after_the_rotation(string name)
    {
        var idp = Fakes.Create(name);
        var announced = Keys(idp)[1]["kid"]!.GetValue<string>();

        idp.Rotate();

        Assert.Equal(announced, Compact.KeyId(idp.Mint("AccessToken")));
    }

    [Fact]
    public void Published_next_key_does_not_sign_yet()
    {
        var idp = new FakeOneLogin();
        var signing = Compact.KeyId(idp.MintIdToken());

        idp.PublishNextKey();

        Assert.Equal(2, Keys(idp).Count);
        Assert.Equal(signing, Compact.KeyId(idp.MintIdToken()));
    }

    [Fact]
    public void Cognito_signs_its_two_kinds_with_two_keys()
    {
        var idp = new FakeCognito();

        Assert.NotEqual(Compact.KeyId(idp.MintIdToken()), Compact.KeyId(idp.MintAccessToken()));
    }

    [Fact]
    public void SuperTokens_rotates_its_dynamic_key_alone()
    {
        var idp = new FakeSuperTokens();
        var fixedKey = idp.StaticKeys.Current.KeyId;

        idp.Rotate();
        idp.UsesStaticKey = true;

        Assert.Equal(fixedKey, Compact.KeyId(idp.MintSessionToken()));
    }

    [Fact]
    public void SuperTokens_moduli_have_a_leading_zero_byte_and_padding()
    {
        foreach (var key in Keys(new FakeSuperTokens()))
        {
            var modulus = key["n"]!.GetValue<string>();

            Assert.EndsWith("=", modulus, StringComparison.Ordinal);
            var bytes = Base64Url.DecodeFromChars(modulus);
            Assert.Equal(257, bytes.Length);
            Assert.Equal(0, bytes[0]);
        }
    }

    [Fact]
    public void Auth0_certificates_hold_the_key_and_stay_the_same()
    {
        var idp = new FakeAuth0();
        foreach (var key in Keys(idp))
        {
            using var certificate = X509CertificateLoader.LoadCertificate(
                Convert.FromBase64String(key["x5c"]![0]!.GetValue<string>())
            );
            using var rsa = certificate.GetRSAPublicKey()!;

            Assert.Equal(key["n"]!.GetValue<string>(), Base64Url.EncodeToString(rsa.ExportParameters(false).Modulus));
            Assert.Equal(key["x5t"]!.GetValue<string>(), Base64Url.EncodeToString(certificate.GetCertHash()));
        }

        Assert.Equal(idp.GetKeySet().ToJsonString(), idp.GetKeySet().ToJsonString());
    }

    [Fact]
    public void Auth0_next_key_has_no_algorithm() => Assert.False(Keys(new FakeAuth0())[1].ContainsKey("alg"));

    [Fact]
    public void OneLogin_kids_are_thumbprints()
    {
        var key = Keys(new FakeOneLogin())[0];
        var members = $$"""{"e":"{{key["e"]}}","kty":"RSA","n":"{{key["n"]}}"}""";

        Assert.Equal(
            Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(members))),
            key["kid"]!.GetValue<string>()
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_fakes_of_one_tenant_have_the_same_keys(string name) =>
        Assert.Equal(Moduli(Fakes.Create(name)), Moduli(Fakes.Create(name)));

    [Fact]
    public void Two_tenants_share_no_key()
    {
        FakeIdentityProvider[] tenants =
        [
            new FakeAuth0("one.eu.auth0.com"),
            new FakeAuth0("two.eu.auth0.com"),
            new FakeCognito("eu-central-1_One"),
            new FakeCognito("eu-central-1_Two"),
            new FakeOkta(authorizationServerId: "one"),
            new FakeOkta(authorizationServerId: null),
        ];

        var moduli = tenants.SelectMany(Moduli).ToList();

        Assert.Equal(moduli.Count, moduli.Distinct().Count());
    }

    private static List<JsonObject> Keys(FakeIdentityProvider idp) =>
        [.. idp.GetKeySet()["keys"]!.AsArray().Select(static key => key!.AsObject())];

    private static IEnumerable<string> KeyIds(FakeIdentityProvider idp) =>
        Keys(idp).Select(static key => key["kid"]!.GetValue<string>());

    private static IEnumerable<string> Moduli(FakeIdentityProvider idp) =>
        Keys(idp).Select(static key => key["n"]!.GetValue<string>());
}
