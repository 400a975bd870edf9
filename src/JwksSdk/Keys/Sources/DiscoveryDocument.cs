using System.Text.Json;
using System.Text.Unicode;

namespace JwksSdk.Keys;

/// <summary>The two members of a discovery document that matter here (OpenID Connect Discovery §3).</summary>
/// <param name="Issuer"><c>issuer</c>.</param>
/// <param name="JwksUri"><c>jwks_uri</c>.</param>
internal sealed record DiscoveryDocument(string Issuer, string JwksUri)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Reads a document, strictly; null when it is not one JSON object with both members.</summary>
    public static DiscoveryDocument? Read(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            var root = document.RootElement;
            return
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("issuer", out var issuer)
                && issuer.ValueKind == JsonValueKind.String
                && root.TryGetProperty("jwks_uri", out var jwksUri)
                && jwksUri.ValueKind == JsonValueKind.String
                ? new DiscoveryDocument(issuer.GetString()!, jwksUri.GetString()!)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
