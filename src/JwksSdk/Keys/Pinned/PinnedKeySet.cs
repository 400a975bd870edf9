using System.Text;
using System.Text.Json;

namespace JwksSdk.Keys;

/// <summary>
/// The public keys of one issuer as they were published at one moment. Holds only keys that tokens could be verified with:
/// what is refused in a fetched key set (a private or symmetric key, a weak one, …) is left out. Immutable.
/// </summary>
public sealed class PinnedKeySet
{
    private PinnedKeySet(
        string issuer,
        string? address,
        DateTimeOffset capturedAt,
        KeySetReading reading,
        JsonElement keys
    )
    {
        Issuer = issuer;
        Address = address;
        CapturedAt = new DateTimeOffset(
            capturedAt.UtcTicks - (capturedAt.UtcTicks % TimeSpan.TicksPerSecond),
            TimeSpan.Zero
        );
        var judged = keys.EnumerateArray().Select(element => (Element: element, Key: Find(reading, element))).ToArray();
        var used = judged
            .Where(static each => each.Key is not null && IsUnicode(each.Element))
            .Select(static each => (Json: each.Element.GetRawText(), Pinned: Describe(each.Key!)))
            .OrderBy(static each => each.Pinned.KeyId, StringComparer.Ordinal)
            .ThenBy(static each => each.Pinned.Thumbprint, StringComparer.Ordinal)
            .ToArray();
        Keys = [.. used.Select(static each => each.Pinned).Distinct()];
        Refused =
        [
            .. reading.Refused.Select(Describe),
            .. judged
                .Where(static each => each.Key is not null && !IsUnicode(each.Element))
                .Select(static each =>
                    Describe(new RefusedKey(each.Key!.KeyId, KeyRefusal.NotAnObject, each.Key.Thumbprint))
                ),
        ];
        Json = KeySetOf(used.Select(static each => each.Json));
    }

    /// <summary>The issuer, exactly as declared.</summary>
    public string Issuer { get; }

    /// <summary>The address of the key set; null when the issuer's discovery document names it.</summary>
    public string? Address { get; }

    /// <summary>When it was fetched, in UTC, to the second.</summary>
    public DateTimeOffset CapturedAt { get; }

    /// <summary>The keys, in the order of their <c>kid</c>.</summary>
    public IReadOnlyList<PinnedKey> Keys { get; }

    /// <summary>The published keys that were left out.</summary>
    public IReadOnlyList<UnpinnedKey> Refused { get; }

    /// <summary>
    /// The key set as JSON in UTF-8 (RFC 7517 §5): the keys as they were published, with all their members, in the order of
    /// their <c>kid</c>.
    /// </summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Pins a key set; null when the text is none: broken or ambiguous JSON, more than 100 keys.</summary>
    /// <param name="issuer">The issuer, exactly as declared.</param>
    /// <param name="address">The address of the key set; null when the issuer's discovery document names it.</param>
    /// <param name="capturedAt">When it was fetched.</param>
    /// <param name="json">The key set as JSON in UTF-8 (RFC 7517 §5).</param>
    /// <exception cref="ArgumentException">The issuer is empty.</exception>
    public static PinnedKeySet? Create(
        string issuer,
        string? address,
        DateTimeOffset capturedAt,
        ReadOnlyMemory<byte> json
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        if (JwksReader.Read(json) is not { } reading)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var keys = root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("keys");
        return new PinnedKeySet(issuer, address, capturedAt, reading, keys);
    }

    /// <summary>The key that the store would use of an element of the set; null when it would use none.</summary>
    private static VerificationKey? Find(KeySetReading reading, JsonElement element) =>
        JwksReader.Read(KeySetOf([element.GetRawText()]))?.Keys.SingleOrDefault() is { } alone
            ? reading.Keys.FirstOrDefault(key =>
                key.Thumbprint == alone.Thumbprint && key.KeyId.Span.SequenceEqual(alone.KeyId.Span)
            )
            : null;

    /// <summary>Whether a key can be written again: members that no reader looks at may hold half a surrogate pair.</summary>
    private static bool IsUnicode(JsonElement element)
    {
        try
        {
            using var writer = new Utf8JsonWriter(Stream.Null);
            element.WriteTo(writer);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static PinnedKey Describe(VerificationKey key) =>
        new(Encoding.UTF8.GetString(key.KeyId.Span), key.Thumbprint, key.Algorithms);

    private static UnpinnedKey Describe(RefusedKey key) => new(key.Reason.ToString(), key.KeyIdHash, key.Thumbprint);

    private static byte[] KeySetOf(IEnumerable<string> keys) =>
        Encoding.UTF8.GetBytes("{\"keys\":[" + string.Join(',', keys) + "]}");
}
