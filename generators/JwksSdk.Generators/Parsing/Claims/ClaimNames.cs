namespace JwksSdk.Generators.Parsing;

/// <summary>Names on the wire.</summary>
internal static class ClaimNames
{
    /// <summary>Whether a token can hold the name: an unpaired surrogate has no UTF-8 form.</summary>
    public static bool IsUsable(string? name)
    {
        for (var i = 0; i < name?.Length; i++)
        {
            if (char.IsSurrogate(name, i) && !char.IsSurrogatePair(name, i++))
            {
                return false;
            }
        }

        return name?.Length > 0;
    }
}
