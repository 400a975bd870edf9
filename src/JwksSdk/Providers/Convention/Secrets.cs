namespace JwksSdk.Providers;

/// <summary>Text that only a secret looks like.</summary>
internal static class Secrets
{
    private static readonly string[] Marks = ["PRIVATE KEY-----", "sk_live_", "sk_test_", "client_secret:"];

    /// <summary>Whether a value holds a private key or a vendor's secret key.</summary>
    public static bool LooksSecret(string value)
    {
        foreach (var mark in Marks)
        {
            if (value.Contains(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
