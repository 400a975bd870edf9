using System.Text.Json;

namespace JwksSdk.Tokens;

public ref partial struct JwtClaimsReader
{
    /// <summary>
    /// Reads strings from an array of strings or from one string, which is split at the separator where one is given;
    /// a separated list in an empty string is empty.
    /// </summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    /// <param name="separator">What separates the items of one string; <c>'\0'</c> for a string that is one item.</param>
    public IReadOnlyList<string>? ReadStrings(string claim, char separator = '\0')
    {
        if (!Advance())
        {
            return null;
        }

        if (_json.TokenType == JsonTokenType.String)
        {
            var text = CurrentText();
            return separator == '\0' ? [text] : Split(text, separator);
        }

        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Refuse(claim);
            return null;
        }

        var depth = _json.Depth;
        string[] items = [];
        var count = 0;
        var whole = true;
        while (NextItem(claim, JsonTokenType.String, depth, ref whole))
        {
            Append(ref items, ref count, CurrentText());
        }

        return whole ? ToList(items, count) : null;
    }

    // Only the separator separates, and only plain spaces around it are dropped: other white space is part of a name, which
    // must not turn into another name.
    private static IReadOnlyList<string> Split(string text, char separator) =>
        [.. text.Split(separator).Select(static item => item.Trim(' ')).Where(static item => item.Length > 0)];

    /// <summary>Reads an object of claims.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public T? ReadObject<T>(string claim)
        where T : class, IJwtClaims<T> => Open(claim, JsonTokenType.StartObject) ? ReadEntered<T>() : null;

    /// <summary>Reads an array of objects of claims.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public IReadOnlyList<T>? ReadObjects<T>(string claim)
        where T : class, IJwtClaims<T>
    {
        if (!Open(claim, JsonTokenType.StartArray))
        {
            return null;
        }

        var depth = _json.Depth;
        T[] items = [];
        var count = 0;
        var whole = true;
        while (NextItem(claim, JsonTokenType.StartObject, depth, ref whole))
        {
            Append(ref items, ref count, ReadEntered<T>());
        }

        return whole ? ToList(items, count) : null;
    }

    private T ReadEntered<T>()
        where T : class, IJwtClaims<T>
    {
        var depth = _json.Depth;
        var value = T.Read(ref this);
        Leave(depth);
        return value;
    }

    /// <summary>
    /// Goes to the next item of an array. False at its end; and when an item is not of the wanted type, null included,
    /// which is recorded and ends the array.
    /// </summary>
    private bool NextItem(string claim, JsonTokenType wanted, int depth, ref bool whole)
    {
        if (!Advance() || _json.Depth < depth)
        {
            return false;
        }

        if (_json.TokenType == wanted)
        {
            return true;
        }

        Record(JwtErrorCode.ClaimType, claim);
        Leave(depth);
        whole = false;
        return false;
    }

    private static void Append<T>(ref T[] items, ref int count, T item)
    {
        if (count == items.Length)
        {
            Array.Resize(ref items, Math.Max(4, count * 2));
        }

        items[count++] = item;
    }

    /// <summary>The list as a token has it. Nobody can change it, not through a cast either: others may have the same token.</summary>
    private static IReadOnlyList<T> ToList<T>(T[] items, int count) => [.. items.AsSpan(0, count)];
}
