using System.Text.Json;

namespace JwksSdk.Parsing;

/// <summary>
/// Finds <c>iss</c> among the claims, so that a key can be chosen, and judges nothing behind it: the rest of the claims
/// is nobody's business before the signature holds (RFC 8725 §3.3).
/// </summary>
internal static class IssuerReader
{
    /// <summary>Reads up to the top-level <c>iss</c>.</summary>
    /// <param name="claims">The decoded claims.</param>
    /// <param name="claimsStart">Where they start in the token's buffer.</param>
    /// <param name="texts">Keeps the issuer.</param>
    /// <param name="issuer">Where the issuer is, without escapes.</param>
    public static JwtErrorCode Read(ReadOnlySpan<byte> claims, int claimsStart, ref TokenTexts texts, out Slice issuer)
    {
        var json = new StrictJsonReader(claims);
        try
        {
            return Read(ref json, claimsStart, ref texts, out issuer);
        }
        finally
        {
            json.Release();
        }
    }

    private static JwtErrorCode Read(ref StrictJsonReader json, int claimsStart, ref TokenTexts texts, out Slice issuer)
    {
        issuer = default;
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return JwtErrorCode.InvalidJson;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!json.TextIs("iss"u8))
            {
                json.Skip();
                continue;
            }

            if (!json.Read())
            {
                break;
            }

            if (json.TokenType != JsonTokenType.String)
            {
                return JwtErrorCode.IssuerMissing;
            }

            // No declaration can have an issuer that is longer: the table of routes is made with the same limit.
            return texts.TryKeep(json, claimsStart, TokenTexts.MaxIssuer, out issuer)
                ? JwtErrorCode.None
                : JwtErrorCode.UnknownIssuer;
        }

        return json.Error != JwtErrorCode.None ? json.Error : JwtErrorCode.IssuerMissing;
    }
}
