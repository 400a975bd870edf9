using JwksSdk.Parsing;
using JwksSdk.Signatures;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Signatures;

public sealed class AuthenticJwtTests
{
    private const string Claims = """{"iss":"https://issuer.test/"}""";

    public static TheoryData<JwtAlgorithms> All => [.. Algorithms.All];

    [Theory]
    [MemberData(nameof(All))]
    public void Claims_open_only_after_the_signature_held(JwtAlgorithms algorithm)
    {
        var signer = KeySets.Signer(algorithm);
        var key = KeySets.Read(KeySets.Of(signer))!.Keys.Single();
        var text = signer.Sign($$"""{"alg":"{{algorithm}}","kid":"k"}""", Claims);
        UnverifiedJwt.Parse(text, 16_384, out var token);
        using var rented = token;

        Assert.True(AuthenticJwt.TryVerify(token, key, out var authentic));
        Assert.Equal(algorithm, authentic.Header.Algorithm);
        var reader = new JwtClaimsReader(authentic.Claims);
        Assert.True(reader.ReadMember());
        Assert.Equal("https://issuer.test/", reader.ReadString("iss"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Key_and_header_must_agree_on_the_algorithm(JwtAlgorithms algorithm)
    {
        var signer = KeySets.Signer(algorithm);
        var key = KeySets.Read(KeySets.Of(signer))!.Keys.Single();
        foreach (var other in Algorithms.All.Where(other => other != algorithm))
        {
            var text = signer.Sign($$"""{"alg":"{{other}}","kid":"k"}""", Claims);
            UnverifiedJwt.Parse(text, 16_384, out var token);
            using var rented = token;
            Assert.False(AuthenticJwt.TryVerify(token, key, out var authentic));
            AssertClosed(authentic);
        }
    }

    [Fact]
    public void Token_with_its_own_key_in_the_header_is_refused()
    {
        var jwk = KeySets.OtherRsa.ToJwk().ToJsonString();
        var text = KeySets.OtherRsa.Sign($$"""{"alg":"RS256","kid":"rsa-1","jwk":{{jwk}} }""", Claims);
        AssertRefused(text);
    }

    [Fact]
    public void Flipping_any_bit_of_the_signature_or_a_byte_of_the_rest_is_refused()
    {
        var text = KeySets.Rsa.Sign("""{"alg":"RS256","kid":"rsa-1"}""", Claims);
        var dot = text.LastIndexOf('.');
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(text.AsSpan(dot + 1));
        for (var bit = 0; bit < signature.Length * 8; bit += 7)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(text[..(dot + 1)] + System.Buffers.Text.Base64Url.EncodeToString(signature));
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        AssertRefused(KeySets.OtherRsa.Sign("""{"alg":"RS256","kid":"rsa-1"}""", Claims));
        AssertRefused(Resigned(text, """{"alg":"RS256","kid":"rsa-1"} """, Claims));
        AssertRefused(Resigned(text, """{"alg":"RS256","kid":"rsa-1"}""", Claims + " "));
    }

    [Fact]
    public void Default_opens_nothing() => AssertClosed(default);

    private static string Resigned(string text, string header, string claims) =>
        KeySets.OtherRsa.Sign(header, claims) is var other
            ? other[..other.LastIndexOf('.')] + text[text.LastIndexOf('.')..]
            : "";

    private static void AssertRefused(string text)
    {
        Assert.Equal(JwtErrorCode.None, UnverifiedJwt.Parse(text, 16_384, out var token).Code);
        using var rented = token;
        Assert.False(AuthenticJwt.TryVerify(token, SampleProvider.Key, out var authentic));
        AssertClosed(authentic);
    }

    private static void AssertClosed(AuthenticJwt authentic)
    {
        var opened = true;
        try
        {
            _ = authentic.Claims;
        }
        catch (InvalidOperationException)
        {
            opened = false;
        }

        Assert.False(opened);
    }
}
