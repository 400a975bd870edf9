using System.Buffers.Text;
using JwksSdk.Parsing;
using JwksSdk.Tests.Support.Leaks;

namespace JwksSdk.Tests.Support;

/// <summary>A token of the world's issuer with a signature that is none: for whatever comes before the signature step.</summary>
internal sealed class UnsignedToken
{
    // As short as may be: a flood of them is parsed in tests.
    private const string Signature = "AAAA";

    /// <param name="keyId">The <c>kid</c>.</param>
    /// <param name="expiry"><c>exp</c>; null for none.</param>
    /// <param name="claims">Further members, each with a comma after it.</param>
    public UnsignedToken(string keyId, long? expiry, string claims = "")
        : this(
            $$"""{"alg":"RS256","typ":"JWT","kid":"{{keyId}}"}""",
            $$"""{"iss":"{{KeyStoreWorld.Issuer}}",{{claims}}{{(expiry is null ? "" : $"\"exp\":{expiry},")}}"sub":"a"}"""
        ) { }

    private UnsignedToken(string header, string claims)
    {
        Text = $"{Encode(header)}.{Encode(claims)}.{Signature}";
        LeakCapture.Secrets.AddToken(Text);
    }

    public string Text { get; }

    public UnverifiedJwt Parse()
    {
        Assert.Equal(JwtErrorCode.None, UnverifiedJwt.Parse(Text, 1 << 16, out var token).Code);
        return token;
    }

    private static string Encode(string json) => Base64Url.EncodeToString(json.Utf8());
}
