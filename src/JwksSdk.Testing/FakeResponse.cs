using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>What a fake identity provider answers.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Body">The body as text, sent in UTF-8.</param>
public sealed record FakeResponse(int StatusCode, string Body)
{
    /// <summary>The media type of the body. Default: <c>application/json</c>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The <c>Cache-Control</c> header; null for none, which is the default.</summary>
    public string? CacheControl { get; init; }

    /// <summary>The connection is closed instead of anything being sent.</summary>
    public bool ClosesConnection { get; init; }

    /// <summary>A document, with status 200.</summary>
    public static FakeResponse Json(JsonNode document) => new(200, FakeJson.ToText(document));

    /// <summary>A status without a body.</summary>
    public static FakeResponse Status(int statusCode) => new(statusCode, "");
}
