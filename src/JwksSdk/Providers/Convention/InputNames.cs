namespace JwksSdk.Providers;

/// <summary>Names of inputs and kinds of token: they become members of generated classes and configuration keys.</summary>
internal static class InputNames
{
    private static readonly HashSet<string> Places = new(StringComparer.Ordinal)
    {
        "ApiBasePath",
        "ApiDomain",
        "AuthorizationServerId",
        "CustomDomain",
        "CustomDomains",
        "Domain",
        "FrontendApi",
        "IssuerType",
        "KeyHost",
        "KeyHosts",
        "OrgAuthorizationServer",
        "PublishableKey",
        "Region",
        "Subdomain",
        "UserPoolId",
    };

    /// <summary>
    /// Whether an input says only where some provider is, so that a declaration of another loses nothing with it. Whatever asks
    /// something of a token (an audience, a client, a scope, …) or of a key does not, nor does a name that is not known here.
    /// </summary>
    public static bool SaysWhere(string name) => Places.Contains(name);

    /// <summary>Whether a text is a letter in upper case, then letters and digits of ASCII: never a keyword of the language.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && text[0] is >= 'A' and <= 'Z' && text.All(IsLetterOrDigit);

    private static bool IsLetterOrDigit(char c) => c is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9';
}
