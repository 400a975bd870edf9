using System.Buffers.Text;
using System.Text;
using JwksSdk.Parsing;
using JwksSdk.Tests.Support.Leaks;

namespace JwksSdk.Tests.Parsing;

/// <summary>Compact tokens put together by hand, well-formed or not; their signatures mean nothing.</summary>
internal static class Compact
{
    public const int MaxLength = 16_384;
    public const string Header = """{"alg":"RS256","typ":"JWT","kid":"key-1"}""";
    public const string Claims = """{"iss":"https://issuer.test/","sub":"pat","exp":1790003600}""";
    public const string Signature = "c2lnbmF0dXJl";

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static string Token(string header = Header, string claims = Claims, string signature = Signature)
    {
        var token = $"{Encode(header)}.{Encode(claims)}.{signature}";
        LeakCapture.Secrets.AddToken(token);
        return token;
    }

    /// <summary>The verdict of parsing alone.</summary>
    public static JwtErrorCode Verdict(CompactToken token, int maxLength = MaxLength)
    {
        var error = UnverifiedJwt.Parse(token, maxLength, out var jwt);
        jwt.Dispose();
        return error.Code;
    }

    /// <summary>The bytes that the current thread allocates in a call, once everything it needs is warm.</summary>
    public static long Allocated(CompactToken token, int maxLength = MaxLength)
    {
        for (var i = 0; i < 64; i++)
        {
            Verdict(token, maxLength);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Verdict(token, maxLength);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
