using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace JwksSdk.IdentityModel;

/// <summary>
/// Claims as the platform has them, from the JSON of a token: wire names, one claim for each element of an array, and the
/// texts and value types that <see cref="JsonWebTokenHandler"/> gives.
/// </summary>
internal static class RawClaimList
{
    /// <summary>Adds every claim to an identity.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="token">The verified token, with all of its claims.</param>
    /// <exception cref="InvalidOperationException">The token does not have all of its claims.</exception>
    public static void AddClaimsOf(this ClaimsIdentity identity, JwtToken token)
    {
        if (!token.RawClaims.IsComplete)
        {
            throw new InvalidOperationException(
                "The token does not hold all of its claims, so its identity would lack some. Set "
                    + "JwtVerifierOptions.KeepAllClaims: services.Configure<JwtVerifierOptions>(o => o.KeepAllClaims = true)."
            );
        }

        var json = token.RawClaims.Utf8Json;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var type = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                Add(json, ref reader, type, JsonClaimValueTypes.Json);
                continue;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var isArray = reader.TokenType == JsonTokenType.StartArray;
                Add(json, ref reader, type, isArray ? JsonClaimValueTypes.JsonArray : JsonClaimValueTypes.Json);
            }
        }

        void Add(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, string type, string structureType)
        {
            var (value, valueType) = Read(json, ref reader, type, structureType);
            identity.AddClaim(new Claim(type, value, valueType, token.Issuer, token.Issuer, identity));
        }
    }

    private static (string Value, string Type) Read(
        ReadOnlySpan<byte> json,
        ref Utf8JsonReader reader,
        string type,
        string structureType
    )
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                var text = reader.GetString()!;
                return (text, IsDate(text) ? ClaimValueTypes.DateTime : ClaimValueTypes.String);
            case JsonTokenType.Number:
                return Number(ref reader, type);
            case JsonTokenType.True:
                return ("true", ClaimValueTypes.Boolean);
            case JsonTokenType.False:
                return ("false", ClaimValueTypes.Boolean);
            case JsonTokenType.Null:
                return ("", JsonClaimValueTypes.JsonNull);
            default:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                return (Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]), structureType);
        }
    }

    private static (string Value, string Type) Number(ref Utf8JsonReader reader, string type)
    {
        if (type is "exp" or "nbf" or "iat")
        {
            // Verified: within the calendar. A fraction is cut off, as the platform's own types have none for dates.
            var seconds = reader.TryGetInt64(out var whole) ? whole : (long)reader.GetDouble();
            return (seconds.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64);
        }

        return reader.TryGetInt32(out var int32)
                ? (int32.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer32)
            : reader.TryGetInt64(out var int64)
                ? (int64.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64)
            : reader.TryGetDouble(out var number) && double.IsFinite(number)
                ? (number.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Double)
            : (Encoding.UTF8.GetString(reader.ValueSpan), ClaimValueTypes.Double);
    }

    /// <summary>Only the round-trip form of UTC, with all seven digits, is a date for the platform; every other one is text.</summary>
    private static bool IsDate(string text) =>
        DateTime.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );
}
