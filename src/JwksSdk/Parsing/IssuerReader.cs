using System.Text.Json;

namespace JwksSdk.Parsing;

/// <summary>
/// Finds the first <c>iss</c> among the claims, so that a key can be chosen, and judges no other claim: that is nobody's
/// business before the signature holds (RFC 8725 §3.3). A member that occurs twice, before or behind it and be it <c>iss</c>
/// itself, is told by the strict reading after the signature.
/// </summary>
internal static class IssuerReader
{
    /// <summary>
    /// Reads up to the first top-level <c>iss</c>. <see cref="JwtErrorCode.InvalidJson"/> when that far there is no JSON object,
    /// so that there are no claims of which it could tell.
    /// </summary>
    /// <param name="claims">The decoded claims.</param>
    /// <param name="claimsStart">Where they start in the token's buffer.</param>
    /// <param name="texts">Keeps the issuer.</param>
    /// <param name="issuer">Where the issuer is, without escapes.</param>
    public static JwtErrorCode Read(ReadOnlySpan<byte> claims, int claimsStart, ref TokenTexts texts, out Slice issuer)
    {
        issuer = default;
        var json = new StrictJsonReader(claims, allowsDuplicates: true);
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
