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

    /// <summary>Whether a value holds a private key (PEM or JWK), a vendor's secret key, or an address with a password.</summary>
    public static bool LooksSecret(string value)
    {
        foreach (var mark in Marks)
        {
            if (value.Contains(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return HasPassword(value);
    }

    /// <summary>Whether a value has the user information of an address with a password in it (RFC 3986 §3.2.1).</summary>
    private static bool HasPassword(string value)
    {
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        var authority = scheme < 0 ? value : value.Substring(scheme + 3);
        var at = authority.LastIndexOf('@');
        if (at < 0 || !authority.Substring(0, at).Contains(':'))
        {
            return false;
        }

        var host = authority.Substring(at + 1).Split('/', ':', '?', '#')[0];
        return host == "localhost" || Address.WhyNotHost(host) is null;
    }
}
