using System.Text.Json;

namespace JwksSdk.Tokens;

public ref partial struct JwtClaimsReader
{
    /// <summary>Reads the current token as an item; false when it is out of range.</summary>
    private delegate bool ItemReader<T>(in JwtClaimsReader reader, out T item);

    /// <summary>Reads an array of true and false.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public IReadOnlyList<bool>? ReadBooleans(string claim) =>
        ReadArray<bool>(
            claim,
            JsonTokenType.True,
            JsonTokenType.False,
            static (in reader, out item) =>
            {
                item = reader._json.TokenType == JsonTokenType.True;
                return true;
            }
        );

    /// <summary>Reads an array of numbers, each as <see cref="ReadInt32"/> reads one.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public IReadOnlyList<int>? ReadInt32s(string claim) =>
        ReadNumbers<int>(claim, static (in reader, out item) => reader.TryGetInt32(out item));

    /// <summary>Reads an array of numbers, each as <see cref="ReadInt64"/> reads one.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public IReadOnlyList<long>? ReadInt64s(string claim) =>
        ReadNumbers<long>(claim, static (in reader, out item) => reader.TryGetInt64(out item));

    /// <summary>Reads an array of numbers, each as <see cref="ReadDouble"/> reads one.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public IReadOnlyList<double>? ReadDoubles(string claim) =>
        ReadNumbers<double>(claim, static (in reader, out item) => reader.TryGetDouble(out item));

    /// <summary>Reads an array of numbers, each as <see cref="ReadDecimal"/> reads one.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public IReadOnlyList<decimal>? ReadDecimals(string claim) =>
        ReadNumbers<decimal>(claim, static (in reader, out item) => reader.TryGetDecimal(out item));

    /// <summary>Reads an array of dates, each as <see cref="ReadDate"/> reads one; both forms may be mixed.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public IReadOnlyList<DateTimeOffset>? ReadDates(string claim) =>
        ReadArray<DateTimeOffset>(
            claim,
            JsonTokenType.Number,
            JsonTokenType.String,
            static (in reader, out item) => reader.TryGetDate(out item)
        );

    /// <summary>Reads an array of dates, each as <see cref="ReadUnixMilliseconds"/> reads one.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public IReadOnlyList<DateTimeOffset>? ReadUnixMillisecondDates(string claim) =>
        ReadNumbers<DateTimeOffset>(claim, static (in reader, out item) => reader.TryGetMilliseconds(out item));

    private IReadOnlyList<T>? ReadNumbers<T>(string claim, ItemReader<T> tryRead) =>
        ReadArray(claim, JsonTokenType.Number, JsonTokenType.Number, tryRead);

    /// <summary>
    /// Reads an array, whose items are of one of two JSON types. Any other item, null included, and one that is out of range
    /// make the whole claim one of the wrong type. Nobody can change the list.
    /// </summary>
    private IReadOnlyList<T>? ReadArray<T>(
        string claim,
        JsonTokenType wanted,
        JsonTokenType alsoWanted,
        ItemReader<T> tryRead
    )
    {
        if (!Open(claim, JsonTokenType.StartArray))
        {
            return null;
        }

        var depth = _json.Depth;
        var items = new ReadItems<T>();
        while (Advance() && _json.Depth >= depth)
        {
            var isWanted = _json.TokenType == wanted || _json.TokenType == alsoWanted;
            if (!isWanted || !tryRead(in this, out var item))
            {
                Record(JwtErrorCode.ClaimType, claim);
                Leave(depth);
                return null;
            }

            items.Add(item);
        }

        return items.ToList();
    }
}
