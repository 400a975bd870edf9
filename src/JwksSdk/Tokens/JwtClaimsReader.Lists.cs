using System.Text.Json;

namespace JwksSdk.Tokens;

public ref partial struct JwtClaimsReader
{
    /// <summary>
    /// Reads strings from an array of strings or from one string, which is split at the separator where one is given;
    /// a separated list in an empty string is empty. The strings of a list are kept in UTF-8, and made when they are asked for.
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
            return separator == '\0' ? [CurrentText()] : SplitText(separator);
        }

        if (_json.TokenType == JsonTokenType.StartArray)
        {
            return ReadTextArray(claim);
        }

        Refuse(claim);
        return null;
    }

    // Not within ReadStrings: where most tokens have no list, the runtime would take this for seldom used and compile it badly.
    private IReadOnlyList<string>? ReadTextArray(string claim)
    {
        var depth = _json.Depth;
        var items = new ReadTexts(_text.Length - _json.TokenStart);
        var whole = true;
        while (NextItem(claim, JsonTokenType.String, depth, ref whole))
        {
            AddCurrent(ref items);
            while (_json.TryPassPlainItem(out var text))
            {
                items.Add(text);
            }
        }

        // Also where it is not asked for: what is rented is of the size of all the rest, and would be missed.
        var list = items.ToList();
        return whole ? list : null;
    }

    private readonly void AddCurrent(ref ReadTexts items)
    {
        if (_json.HasEscapes)
        {
            using var plain = _json.Unescape();
            items.Add(plain.Text);
        }
        else
        {
            items.Add(_json.Value);
        }
    }

    // Only the separator separates, and only plain spaces around it are dropped: other white space is part of a name, which
    // must not turn into another name.
    private readonly IReadOnlyList<string> SplitText(char separator)
    {
        using var plain = _json.Unescape();
        var items = new ReadTexts(plain.Text.Length);
        foreach (var part in plain.Text.Split((byte)separator))
        {
            var item = plain.Text[part].Trim((byte)' ');
            if (!item.IsEmpty)
            {
                items.Add(item);
            }
        }

        return items.ToList();
    }

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
        var items = new ReadItems<T>();
        var whole = true;
        while (NextItem(claim, JsonTokenType.StartObject, depth, ref whole))
        {
            items.Add(ReadEntered<T>());
        }

        return whole ? items.ToList() : null;
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
}
