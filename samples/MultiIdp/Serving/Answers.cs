using System.Text.Json.Nodes;
using JwksSdk;
using Microsoft.AspNetCore.Http;

namespace MultiIdp.Serving;

/// <summary>Writes answers as JSON.</summary>
internal static class Answers
{
    public static Task AcceptedAsync(HttpResponse response, JwtToken token) =>
        JsonAsync(
            response,
            new JsonObject
            {
                ["type"] = token.GetType().Name,
                ["issuer"] = token.Issuer,
                ["subject"] = token.Subject,
                ["expiresAt"] = token.ExpiresAt,
                ["claims"] = TypedClaims.ToJson(token),
            }
        );

    /// <summary>401 with a challenge (RFC 6750 §3), or 503 when nobody could tell.</summary>
    public static Task RefusedAsync(HttpResponse response, JwtError error)
    {
        response.StatusCode = error.HttpStatusCode;
        if (error.CannotDecide)
        {
            response.Headers.RetryAfter = "1";
        }
        else
        {
            response.Headers.WWWAuthenticate =
                error.Code == JwtErrorCode.TokenEmpty ? "Bearer" : "Bearer error=\"invalid_token\"";
        }

        var description = JwtErrors.For(error.Code);
        return JsonAsync(
            response,
            new JsonObject
            {
                ["error"] = error.Code.ToString(),
                ["code"] = (int)error.Code,
                ["claim"] = error.Member,
                ["summary"] = description.Summary,
                ["fix"] = description.Fix,
            }
        );
    }

    public static Task JsonAsync(HttpResponse response, JsonNode document)
    {
        response.ContentType = "application/json";
        return response.WriteAsync(document.ToJsonString(Indented) + "\n");
    }

    public static Task TextAsync(HttpResponse response, string text)
    {
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(text + "\n");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
