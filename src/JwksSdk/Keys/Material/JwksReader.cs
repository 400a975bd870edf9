using System.Text.Json;
using System.Text.Unicode;

namespace JwksSdk.Keys;

/// <summary>
/// Reads a key set (RFC 7517 §5): an object with <c>keys</c>, or a bare array of keys. Each key is judged alone.
/// </summary>
internal static class JwksReader
{
    /// <summary>The most keys that a set may have; a larger one is no key set of a provider and is refused whole.</summary>
    public const int MaxKeys = 100;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads a set; null when it is not one: broken JSON, duplicate members, no array, too many keys.</summary>
    /// <param name="utf8">The whole JSON text.</param>
    public static KeySetReading? Read(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            var root = document.RootElement;
            var keys = root.ValueKind == JsonValueKind.Object ? Keys(root) : root;
            return keys.ValueKind == JsonValueKind.Array && keys.GetArrayLength() <= MaxKeys
                ? KeySetReading.From(keys)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is what the platform throws for a member name that is no Unicode text.
            return null;
        }
    }

    /// <summary>The member <c>keys</c>; undefined when there is none, or when any name occurs twice.</summary>
    private static JsonElement Keys(JsonElement root)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
        {
            if (!names.Add(member.Name))
            {
                return default;
            }
        }

        return root.TryGetProperty("keys", out var keys) ? keys : default;
    }
}
