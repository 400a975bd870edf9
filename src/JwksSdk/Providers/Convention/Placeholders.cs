namespace JwksSdk.Providers;

/// <summary>Text that documentation pages and templates leave for the reader to replace.</summary>
internal static class Placeholders
{
    private static readonly string[] Parts =
    [
        "YOUR_",
        "YOUR-",
        "<YOUR",
        "{YOUR",
        "YOURDOMAIN",
        "YOURTENANT",
        "CHANGEME",
        "CHANGE_ME",
        "REPLACE_ME",
        "XXXXXX",
    ];

    /// <summary>Whether a value is, or holds, such text: braces, angle brackets, or one of the usual words.</summary>
    public static bool IsPlaceholder(string value)
    {
        if (value.IndexOfAny(['{', '}', '<', '>']) >= 0)
        {
            return true;
        }

        foreach (var part in Parts)
        {
            if (value.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
