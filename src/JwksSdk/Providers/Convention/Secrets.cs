namespace JwksSdk.Providers;

/// <summary>Text that only a secret looks like.</summary>
internal static class Secrets
{
    private static readonly string[] Marks =
    [
        "PRIVATE KEY-----",
        "sk_live_",
        "sk_test_",
        "client_secret:",
        "\"d\"",
        "\"k\"",
    ];

    /// <summary>Whether a value holds a private key (PEM or JWK), a vendor's secret key, or an address with user information.</summary>
    public static bool LooksSecret(string value)
    {
        foreach (var mark in Marks)
        {
            if (value.Contains(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return HasUser(value);
    }

    /// <summary>
    /// Whether a value has the user information of an address in it (RFC 3986 §3.2.1): a password, or a token alone. Without a
    /// scheme and a password it is as good as an address of mail.
    /// </summary>
    private static bool HasUser(string value)
    {
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        var authority = scheme < 0 ? value : value.Substring(scheme + 3);
        var at = authority.LastIndexOf('@');
        var user = authority.Substring(0, Math.Max(at, 0));
        if (at < 0 || (!user.Contains(':') && (scheme < 0 || user.IndexOfAny(['/', '?', '#']) >= 0)))
        {
            return false;
        }

        var host = authority.Substring(at + 1).Split('/', ':', '?', '#')[0];
        return host == "localhost" || Address.WhyNotHost(host) is null;
    }
}
