using System.Text.Json;

namespace JwksSdk.Providers;

/// <summary>Reads the groups of a OneLogin token, which an account can have as an array or as one string.</summary>
internal static class OneLoginGroups
{
    private static readonly char[] Delimiters = [',', ';'];

    /// <summary>The groups; empty without the claim, null when it is neither a string nor an array of strings.</summary>
    public static IReadOnlyList<string>? Read(JsonElement? claim)
    {
        if (claim is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            var joined = value.GetString()!.Split(Delimiters);
            return [.. joined.Select(static group => group.Trim(' ')).Where(static group => group.Length > 0)];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        // Entries are not split: a group whose name holds a delimiter must not become two others.
        var groups = new string[value.GetArrayLength()];
        var index = 0;
        foreach (var entry in value.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            groups[index++] = entry.GetString()!;
        }

        return groups;
    }
}
