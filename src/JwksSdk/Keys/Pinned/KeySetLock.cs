using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JwksSdk.Keys;

/// <summary>
/// Reads and writes files of pinned key sets. Such a file holds nothing secret; what can change it decides which keys are
/// trusted, so it belongs where the application's code is.
/// </summary>
/// <remarks>
/// One JSON object, <c>{"version":1,"keySets":[{"issuer":"…","address":"…","capturedAt":"2026-11-24T10:00:00Z","keys":[…]}]}</c>,
/// with the keys as they were published (RFC 7517 §4). Written with a line for each member, in an order that does not
/// change, and with LF, so that a version control system shows what did.
/// </remarks>
public static class KeySetLock
{
    /// <summary>The usual name of the file.</summary>
    public const string FileName = "keys.lock.json";

    /// <summary>The version that is read and written.</summary>
    public const int Version = 1;

    /// <summary>The longest file, in bytes: 1 MiB.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>The most key sets in a file.</summary>
    public const int MaxKeySets = 1_000;

    private static readonly JsonWriterOptions Pretty = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
    };

    /// <summary>Reads the text of a file, strictly. Does not throw.</summary>
    /// <param name="utf8">The whole text.</param>
    /// <param name="file">What it holds; null when there is a problem.</param>
    public static KeySetLockProblem Read(ReadOnlyMemory<byte> utf8, out KeySetLockFile? file) =>
        KeySetLockReader.Read(utf8, out file);

    /// <summary>Writes the text of a file, in UTF-8.</summary>
    /// <exception cref="ArgumentException">It would be longer than <see cref="MaxLength"/>, or hold more than <see cref="MaxKeySets"/>.</exception>
    public static byte[] Write(KeySetLockFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.KeySets.Count > MaxKeySets)
        {
            throw new ArgumentException($"There are more than {MaxKeySets} key sets.", nameof(file));
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Pretty))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteStartArray("keySets");
            foreach (var keySet in file.KeySets)
            {
                Write(writer, keySet);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenCount <= MaxLength
            ? buffer.WrittenSpan.ToArray()
            : throw new ArgumentException($"The key sets need more than {MaxLength} bytes.", nameof(file));
    }

    private static void Write(Utf8JsonWriter writer, PinnedKeySet keySet)
    {
        writer.WriteStartObject();
        writer.WriteString("issuer", keySet.Issuer);
        if (keySet.Address is { } address)
        {
            writer.WriteString("address", address);
        }

        writer.WriteString("capturedAt", keySet.CapturedAt.ToString(KeySetLockReader.DateFormat, null));
        using var json = JsonDocument.Parse(keySet.Json);
        writer.WritePropertyName("keys");
        json.RootElement.GetProperty("keys").WriteTo(writer);
        writer.WriteEndObject();
    }
}
