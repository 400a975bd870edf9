using System.Text.Json;

namespace JwksSdk.Parsing;

/// <summary>
/// Finds the first <c>exp</c> among the claims before the signature holds, for one purpose: while keys of its issuer are held,
/// an expired token of another key is not worth a request. The verdict is then the one that is given when the budget is spent;
/// only an explanation names the reason.
/// </summary>
internal static class ExpiryReader
{
    /// <summary>The number as it is written; empty when there is none, or when the claims are broken before it.</summary>
    /// <param name="claims">The decoded claims.</param>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> claims)
    {
        var json = new StrictJsonReader(claims, allowsDuplicates: true);
        json.Read(); // the start of the object; within anything else there is no name to follow
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
}
