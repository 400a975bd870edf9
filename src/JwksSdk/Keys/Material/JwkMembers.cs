using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace JwksSdk.Keys;

/// <summary>The members of one JWK by name; null is as if absent.</summary>
/// <remarks>
/// Whatever reads a text can throw <see cref="InvalidOperationException"/>, as the platform does for escapes that are no
/// Unicode text, such as half a surrogate pair.
/// </remarks>
internal sealed class JwkMembers
{
    /// <summary>The longest member, in bytes of JSON; of <c>x5c</c>, the longest certificate.</summary>
    public const int MaxLength = 8 * 1024;

    private const int MaxKeyIdLength = 256;

    private readonly JsonElement _json;

    /// <param name="json">A JSON object.</param>
    public JwkMembers(JsonElement json)
    {
        _json = json;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var distinct = true;
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                distinct &= names.Add(member.Name);
                HaveTooLongOne |= IsTooLong(member.Value) && !member.NameEquals("x5c");
            }
        }

        var keyId = distinct ? Text("kid") : null;
        KeyId =
            keyId is null || Encoding.UTF8.GetByteCount(keyId) > MaxKeyIdLength ? [] : Encoding.UTF8.GetBytes(keyId);
        HaveDuplicates = !IsStrict(json);
    }

    /// <summary>The <c>kid</c> in UTF-8; empty when there is none that a token could name.</summary>
    public byte[] KeyId { get; }

    /// <summary>Whether a name occurs twice, in any spelling and at any depth.</summary>
    public bool HaveDuplicates { get; }

    /// <summary>Whether any member, certificates apart, is longer than <see cref="MaxLength"/>.</summary>
    public bool HaveTooLongOne { get; }

    public bool Has(string name) => Find(name).ValueKind != JsonValueKind.Undefined;

    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Has(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A text; null when the member is absent or something else.</summary>
    public string? Text(string name)
    {
        var value = Find(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    /// <summary>Whether a member is an array that contains a text.</summary>
    public bool Lists(string name, string text)
    {
        var array = Find(name);
        return array.ValueKind == JsonValueKind.Array
            && array.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(text));
    }

    /// <summary>A number in base64url, padded or not; null when it is not one or longer than a member may be.</summary>
    public byte[]? Number(string name)
    {
        var text = Text(name);
        if (text is null || IsTooLong(Find(name)) || text.Any(char.IsWhiteSpace))
        {
            return null;
        }

        var digits = text.AsSpan().TrimEnd('=');
        return Base64Url.IsValid(digits) ? Base64Url.DecodeFromChars(digits) : null;
    }

    /// <summary>The first certificate of <c>x5c</c>, in DER; empty when it cannot be read, null when there is none.</summary>
    public byte[]? Certificate()
    {
        var chain = Find("x5c");
        if (chain.ValueKind != JsonValueKind.Array)
        {
            return chain.ValueKind == JsonValueKind.Undefined ? null : [];
        }

        if (chain.GetArrayLength() == 0)
        {
            return null;
        }

        byte[]? der = null;
        _ =
            chain[0].ValueKind == JsonValueKind.String
            && !IsTooLong(chain[0])
            && chain[0].TryGetBytesFromBase64(out der);
        return der ?? [];
    }

    /// <summary>The first member of a name; undefined when there is none.</summary>
    private JsonElement Find(string name)
    {
        foreach (var member in _json.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && member.NameEquals(name))
            {
                return member.Value;
            }
        }

        return default;
    }

    private static bool IsTooLong(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).Length > MaxLength;

    private static bool IsStrict(JsonElement json)
    {
        try
        {
            var strict = new JsonDocumentOptions { AllowDuplicateProperties = false };
            _ = JsonElement.Parse(JsonMarshal.GetRawUtf8Value(json), strict);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
