using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace JwksSdk.Keys;

/// <summary>
/// Reads a file of pinned key sets. Strict, because whoever wrote it is known: every member is known, occurs once and has
/// its form.
/// </summary>
internal static class KeySetLockReader
{
    /// <summary>The one form of a date: to the second, in UTC.</summary>
    public const string DateFormat = "yyyy-MM-ddTHH:mm:ssZ";

    // Two levels more than a fetched key set may have.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 66, AllowDuplicateProperties = false };

    /// <summary>Reads a text.</summary>
    public static KeySetLockProblem Read(ReadOnlyMemory<byte> utf8, out KeySetLockFile? file)
    {
        file = null;
        if (utf8.Length > KeySetLock.MaxLength)
        {
            return KeySetLockProblem.TooLarge;
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            return KeySetLockProblem.NotStrictJson;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return Read(document.RootElement, out file);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is what the platform throws for escapes that are no Unicode text.
            file = null;
            return KeySetLockProblem.NotStrictJson;
        }
    }

    private static KeySetLockProblem Read(JsonElement root, out KeySetLockFile? file)
    {
        file = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return KeySetLockProblem.Malformed;
        }

        if (
            !root.TryGetProperty("version", out var version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number)
            || number != KeySetLock.Version
        )
        {
            return KeySetLockProblem.UnknownVersion;
        }

        if (
            !HasOnly(root, "version", "keySets")
            || !root.TryGetProperty("keySets", out var keySets)
            || keySets.ValueKind != JsonValueKind.Array
        )
        {
            return KeySetLockProblem.Malformed;
        }

        if (keySets.GetArrayLength() > KeySetLock.MaxKeySets)
        {
            return KeySetLockProblem.TooManyKeySets;
        }

        var issuers = new HashSet<string>(StringComparer.Ordinal);
        var read = new List<PinnedKeySet>(keySets.GetArrayLength());
        foreach (var element in keySets.EnumerateArray())
        {
            if (Read(element, out PinnedKeySet? keySet) is var problem && problem != KeySetLockProblem.None)
            {
                return problem;
            }

            if (!issuers.Add(keySet!.Issuer))
            {
                return KeySetLockProblem.DuplicateIssuer;
            }

            read.Add(keySet);
        }

        file = KeySetLockFile.Of(read);
        return KeySetLockProblem.None;
    }

    private static KeySetLockProblem Read(JsonElement element, out PinnedKeySet? keySet)
    {
        keySet = null;
        if (
            element.ValueKind != JsonValueKind.Object
            || !HasOnly(element, "issuer", "address", "capturedAt", "keys")
            || Text(element, "issuer") is not { Length: > 0 } issuer
            || (element.TryGetProperty("address", out _) && Text(element, "address") is not { Length: > 0 })
            || !DateTimeOffset.TryParseExact(
                Text(element, "capturedAt"),
                DateFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var capturedAt
            )
            || !element.TryGetProperty("keys", out var keys)
            || keys.ValueKind != JsonValueKind.Array
        )
        {
            return KeySetLockProblem.Malformed;
        }

        keySet = PinnedKeySet.Create(
            issuer,
            Text(element, "address"),
            capturedAt,
            Encoding.UTF8.GetBytes(keys.GetRawText())
        );
        return keySet is null ? KeySetLockProblem.NotAKeySet : KeySetLockProblem.None;
    }

    private static bool HasOnly(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (!names.Contains(member.Name))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
