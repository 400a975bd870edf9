using System.Text;

namespace JwksSdk.Providers;

/// <summary>
/// Reads a publishable key: <c>pk_live_</c> or <c>pk_test_</c>, then the base64 of the Frontend API's host and one
/// <c>$</c>, with or without its padding.
/// </summary>
internal static class ClerkPublishableKeyConvention
{
    /// <summary>Takes the host out of a key.</summary>
    /// <param name="key">The publishable key.</param>
    /// <param name="host">The plain host name, in lower case; empty when there is none.</param>
    /// <returns>What is wrong, as the end of a sentence; null when nothing is.</returns>
    public static string? FrontendApiOf(string key, out string host)
    {
        host = "";
        var parts = key.Split('_');
        if (parts.Length != 3 || parts[0] != "pk" || parts[1] is not ("live" or "test"))
        {
            return "does not have three parts that start with pk_live_ or pk_test_";
        }

        if (Decode(parts[2]) is not { } text)
        {
            return "is not base64 after its second underscore; copy all of it";
        }

        if (text.Length < 2 || text.IndexOf('$') != text.Length - 1)
        {
            return "does not end in a single $ once decoded; copy all of it";
        }

        var decoded = text.Substring(0, text.Length - 1);
        if (Address.WhyNotHost(decoded) is { } reason)
        {
            return "holds a Frontend API that " + reason;
        }

        host = decoded.ToLowerInvariant();
        return null;
    }

    private static string? Decode(string base64)
    {
        var digits = base64.TrimEnd('=');
        foreach (var c in digits)
        {
            if (!(c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '+' or '/'))
            {
                return null;
            }
        }

        var padded = digits.PadRight((digits.Length + 3) / 4 * 4, '=');
        if (digits.Length % 4 == 1 || (base64.Length > digits.Length && base64 != padded))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(Convert.FromBase64String(padded));

        // Encoded again it must be the same text: unused bits and bytes outside ASCII do not survive that.
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(text)) == padded ? text : null;
    }
}
