using System.Text.Json;

namespace JwksSdk;

/// <summary>
/// Claims of a token as they stand in it: those that its typed record does not read, or all of them
/// (<see cref="JwtVerifierOptions.KeepAllClaims"/>). Checked like every other part of the token: strict JSON without a
/// duplicate member.
/// </summary>
/// <remarks>
/// A copy of its own, which outlives the token's text. Equal when it holds the same bytes, so that typed tokens go on being
/// compared by what they hold. Its text form holds no claim value. <c>default</c> is an empty object.
/// </remarks>
public readonly record struct JwtRawClaims
{
    private readonly byte[]? _json;

    internal JwtRawClaims(byte[] json, bool isComplete)
    {
        _json = json;
        IsComplete = isComplete;
    }

    /// <summary>Whether these are all claims of the token, not only those that its record does not read.</summary>
    public bool IsComplete { get; }

    /// <summary>The JSON object in UTF-8 (RFC 7519 §3), as the token writes its members; <c>{}</c> when there is none.</summary>
    public ReadOnlySpan<byte> Utf8Json => _json ?? "{}"u8;

    /// <summary>How many claims there are. Counted at each call.</summary>
    public int Count => Names.Count;

    /// <summary>The names of the claims, unescaped, in the order of the token. Read at each call.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var names = new List<string>();
            var reader = Open();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                names.Add(reader.GetString()!);
                reader.Skip();
            }

            return names;
        }
    }

    /// <summary>Gives a claim.</summary>
    /// <param name="name">Its wire name, compared ordinally after JSON unescaping.</param>
    /// <param name="value">Its value, in memory of its own, when the result is true; <c>default</c> otherwise.</param>
    /// <returns>Whether there is such a claim; also for one that is null.</returns>
    public bool TryGet(string name, out JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(name);
        var reader = Open();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(name);
            reader.Read();
            if (isWanted)
            {
                value = JsonElement.ParseValue(ref reader);
                return true;
            }

            reader.Skip();
        }

        value = default;
        return false;
    }

    /// <summary>Whether the other one holds the same bytes, and as much of its token.</summary>
    public bool Equals(JwtRawClaims other) => IsComplete == other.IsComplete && Utf8Json.SequenceEqual(other.Utf8Json);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Utf8Json);
        return hash.ToHashCode();
    }

    /// <summary>The type's name; never a claim value.</summary>
    public override string ToString() => nameof(JwtRawClaims);

    private Utf8JsonReader Open()
    {
        var reader = new Utf8JsonReader(Utf8Json);
        reader.Read();
        return reader;
    }
}
