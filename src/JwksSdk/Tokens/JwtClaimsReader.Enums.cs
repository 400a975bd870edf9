using System.ComponentModel;
using System.Text.Json;

namespace JwksSdk.Tokens;

/// <summary>Finds the member of an enum that has a wire name, for generated code; null when none has it.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
/// <param name="name">The name in UTF-8, unescaped; compared ordinally.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate TEnum? JwtEnumNames<TEnum>(ReadOnlySpan<byte> name)
    where TEnum : struct, Enum;

public ref partial struct JwtClaimsReader
{
    /// <summary>Reads a string that is the wire name of an enum's member; any other one is of the wrong type.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    /// <param name="names">The wire names.</param>
    public TEnum? ReadEnum<TEnum>(string claim, JwtEnumNames<TEnum> names)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);
        return Open(claim, JsonTokenType.String) ? CurrentName(names) ?? OutOfRange<TEnum>(claim) : null;
    }

    /// <summary>
    /// Reads wire names of an enum's members from an array of strings or from one string, which is split at the separator
    /// where one is given. An unknown name among them makes the whole claim one of the wrong type.
    /// </summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    /// <param name="names">The wire names.</param>
    /// <param name="separator">What separates the names in one string; <c>'\0'</c> for a string that is one name.</param>
    public IReadOnlyList<TEnum>? ReadEnums<TEnum>(string claim, JwtEnumNames<TEnum> names, char separator = '\0')
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);
        if (!Advance())
        {
            return null;
        }

        if (_json.TokenType == JsonTokenType.String)
        {
            return ReadJoined(claim, names, separator);
        }

        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Refuse(claim);
            return null;
        }

        var depth = _json.Depth;
        var items = new ReadItems<TEnum>();
        var whole = true;
        while (NextItem(claim, JsonTokenType.String, depth, ref whole))
        {
            if (CurrentName(names) is not { } value)
            {
                Record(JwtErrorCode.ClaimType, claim);
                Leave(depth);
                return null;
            }

            items.Add(value);
        }

        return whole ? items.ToList() : null;
    }

    // By the rules of SplitText, but without making a text of each part.
    private IReadOnlyList<TEnum>? ReadJoined<TEnum>(string claim, JwtEnumNames<TEnum> names, char separator)
        where TEnum : struct, Enum
    {
        if (separator == '\0')
        {
            return CurrentName(names) is { } one ? [one] : RefusedNames<TEnum>(claim);
        }

        using var plain = _json.Unescape();
        var items = new ReadItems<TEnum>();
        foreach (var part in plain.Text.Split((byte)separator))
        {
            var name = plain.Text[part].Trim((byte)' ');
            if (name.IsEmpty)
            {
                continue;
            }

            if (names(name) is not { } value)
            {
                return RefusedNames<TEnum>(claim);
            }

            items.Add(value);
        }

        return items.ToList();
    }

    private readonly TEnum? CurrentName<TEnum>(JwtEnumNames<TEnum> names)
        where TEnum : struct, Enum
    {
        using var plain = _json.Unescape();
        return names(plain.Text);
    }

    private IReadOnlyList<TEnum>? RefusedNames<TEnum>(string claim)
        where TEnum : struct, Enum
    {
        Record(JwtErrorCode.ClaimType, claim);
        return null;
    }
}
