using System.Text.Json;

namespace JwksSdk.Parsing;

/// <summary>
/// Finds <c>exp</c> among the claims before the signature holds, for one purpose: an expired token is not worth a request to
/// its issuer. No verdict tells what was read.
/// </summary>
internal static class ExpiryReader
{
    /// <summary>The number as it is written; empty when there is none, or when the claims are broken before it.</summary>
    /// <param name="claims">The decoded claims.</param>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> claims)
    {
        var json = new StrictJsonReader(claims);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return default;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (!json.TextIs("exp"u8))
                {
                    json.Skip();
                    continue;
                }

                return json.Read() && json.TokenType == JsonTokenType.Number
                    ? claims[json.TokenStart..json.TokenEnd]
                    : default;
            }

            return default;
        }
        finally
        {
            json.Release();
        }
    }
}
