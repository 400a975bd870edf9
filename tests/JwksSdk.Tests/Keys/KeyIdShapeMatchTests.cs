using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>Which kids have a provider's shape.</summary>
public sealed class KeyIdShapeMatchTests
{
    private const string Ids21 = "q7Xk2mPz0aVt9RwYcB1Ld";

    [Theory]
    [InlineData(KeyIdAlphabet.Base64Url, "!\"#$%&'()*+,./:;<=>?@[\\]^`{|}~")]
    [InlineData(KeyIdAlphabet.Base64, "!\"#$%&'()*,-.:;<>?@[\\]^_`{|}~")]
    [InlineData(KeyIdAlphabet.Base64 | KeyIdAlphabet.Base64Url, "!\"#$%&'()*,.:;<>?@[\\]^`{|}~")]
    [InlineData(KeyIdAlphabet.PrintableAscii, "")]
    [InlineData(KeyIdAlphabet.PrintableAscii | KeyIdAlphabet.Base64Url, "")]
    public void An_alphabet_has_exactly_its_characters(KeyIdAlphabet alphabet, string printableOthers)
    {
        var shape = new KeyIdShape(alphabet, 1, 256);
        for (var b = 0; b < 256; b++)
        {
            var printable = b is >= 0x21 and <= 0x7E;
            Assert.Equal(
                printable && !printableOthers.Contains((char)b, StringComparison.Ordinal),
                KeyIdShapeMatch.Fits(shape, [(byte)'A', (byte)b, (byte)'9'])
            );
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("ab", false)]
    [InlineData("abc", true)]
    [InlineData("abcde", true)]
    [InlineData("abcdef", false)]
    public void Both_limits_of_the_length_are_included(string keyId, bool fits) =>
        Assert.Equal(fits, KeyIdShapeMatch.Fits(new(KeyIdAlphabet.Base64Url, 3, 5), keyId.Utf8()));

    [Theory]
    [InlineData("s-1", true)]
    [InlineData("d-", true)]
    [InlineData("S-1", false)]
    [InlineData("s", false)]
    [InlineData("x-1", false)]
    [InlineData("xs-1", false)]
    public void Any_of_the_prefixes_is_enough(string keyId, bool fits) =>
        Assert.Equal(fits, KeyIdShapeMatch.Fits(new(KeyIdAlphabet.PrintableAscii, 1, 256, "s-", "d-"), keyId.Utf8()));

    [Theory]
    [InlineData(1, true)]
    [InlineData(256, true)]
    [InlineData(0, false)]
    [InlineData(257, false)]
    public void Where_nothing_is_known_1_to_256_printable_characters_fit(int length, bool fits) =>
        Assert.Equal(fits, KeyIdShapeMatch.Fits(KeyIdShape.Any, new string('~', length).Utf8()));

    [Theory]
    [InlineData("Okta", "aCmE0kTaKeyId00000000000000000000000000001x", true)]
    [InlineData("Okta", "aB3+idKEY/0000000000000000000000000000000ID=", false)]
    [InlineData("Okta", "ins_2Acme", false)]
    [InlineData("Cognito", "aB3+idKEY/0000000000000000000000000000000ID=", true)]
    [InlineData("Cognito", "aB3-idKEY_0000000000000000000000000000000ID", true)]
    [InlineData("Cognito", "../../etc/passwd", false)]
    [InlineData("Clerk", "ins_2AcmeInstance000000000001", true)]
    [InlineData("Clerk", "ins_", false)]
    [InlineData("Clerk", Ids21, false)]
    [InlineData("OneLogin", "aCt1veOneL0g1nKey00000000000000000000000001", true)]
    [InlineData("OneLogin", "s-11112222", false)]
    [InlineData("Auth0", Ids21, true)]
    [InlineData("Auth0", "customer's/own:key#1", true)]
    [InlineData("SuperTokens", "d-1790000000000", true)]
    [InlineData("SuperTokens", "legacy", true)]
    [InlineData("OpenIdConnect", "1", true)]
    [InlineData("OpenIdConnect", "a b", false)]
    public void A_provider_knows_its_own_kids(string provider, string keyId, bool fits) =>
        Assert.Equal(fits, KeyIdShapeMatch.Fits(Convention(provider).KeyIds, keyId.Utf8()));

    [Fact]
    public void Comparing_allocates_nothing()
    {
        var shape = new KeyIdShape(KeyIdAlphabet.Base64Url, 1, 256, "s-", "d-");
        var keyId = "d-1790000000000".Utf8();
        Assert.True(KeyIdShapeMatch.Fits(shape, keyId));

        var before = GC.GetAllocatedBytesForCurrentThread();
        KeyIdShapeMatch.Fits(shape, keyId);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);
    }

    private static ProviderConvention Convention(string name) =>
        name switch
        {
            "Auth0" => new Auth0Convention(),
            "Okta" => new OktaConvention(),
            "Cognito" => new CognitoConvention(),
            "Clerk" => new ClerkConvention(),
            "OneLogin" => new OneLoginConvention(),
            "SuperTokens" => new SuperTokensConvention(),
            _ => new OpenIdConnectConvention(),
        };
}
