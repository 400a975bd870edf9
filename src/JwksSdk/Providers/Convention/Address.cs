namespace JwksSdk.Providers;

/// <summary>Reading and joining of addresses and host names, as pure text. Nothing is normalised behind the user's back.</summary>
public static class Address
{
    /// <summary>Joins a base address and a relative path with exactly one slash between them.</summary>
    public static string Join(string baseAddress, string path) => baseAddress.TrimEnd('/') + "/" + path.TrimStart('/');

    /// <summary>The host of an absolute address, or null when the text is not an absolute http or https address.</summary>
    public static string? HostOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || uri.Scheme == "http")
            ? uri.Host
            : null;

    /// <summary>
    /// What keeps a text from being an absolute http or https address that can be compared and fetched as it stands, as
    /// the end of a sentence; null when it is one.
    /// </summary>
    public static string? WhyNotAbsolute(string text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or > '~')
            {
                return "has white space or a character outside ASCII";
            }
        }

        if (HostOf(text) is not { } host || !text.Contains("://", StringComparison.Ordinal) || text.Contains('\\'))
        {
            return "is not an absolute https address";
        }

        var authority = text.Substring(text.IndexOf("://", StringComparison.Ordinal) + 3).Split('/', '?', '#')[0];
        return authority.Contains('@') ? "has user information"
            : text.Contains('#') ? "has a fragment"
            : HasDotSegment(text) ? "has a segment of dots, which moves its path"
            : EndsInNumber(authority.Split(':')[0]) && authority.Split(':')[0] != host
                ? "has an IPv4 address that is not written as four decimal numbers"
            : null;
    }

    /// <summary>The scheme, host and port of an absolute address, in lower case; null when it is not an absolute http or https address.</summary>
    public static string? AuthorityOf(string address) =>
        HostOf(address) is null ? null : new Uri(address, UriKind.Absolute).GetLeftPart(UriPartial.Authority);

    /// <summary>Whether an absolute http or https address is on this machine (RFC 8252 §8.3's loopback names).</summary>
    public static bool IsLoopback(string address) =>
        HostOf(address) is not null && new Uri(address, UriKind.Absolute).IsLoopback;

    /// <summary>Whether the host of an absolute address lies below a domain, given with its leading dot.</summary>
    public static bool IsBelow(string address, string domain) =>
        HostOf(address)?.EndsWith(domain, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether the address is <c>https</c>, or <c>http</c> on this machine.</summary>
    public static bool IsSecure(string address) =>
        HostOf(address) is not null
        && (IsLoopback(address) || address.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// What keeps a text from being a plain host name (RFC 1123 §2.1: labels of letters, digits and hyphens, at least
    /// two of them, the last one no number), as the end of a sentence; null when it is one.
    /// </summary>
    public static string? WhyNotHost(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return "has a scheme; write the host alone";
        }

        if (text.Contains('@'))
        {
            return "has user information; write the host alone";
        }

        if (text.IndexOfAny(['/', '\\', '?', '#']) >= 0)
        {
            return "has a path; write the host alone";
        }

        if (text.Contains(':'))
        {
            return "has a port; write the host alone";
        }

        return IsHost(text) ? null
            : EndsInNumber(text) ? "ends with a number, as an IPv4 address does; write a host name"
            : "is not a host name";
    }

    /// <summary>
    /// The host in a text that has more around it: a scheme, a path, a port. Null when there is no host name in it, or user
    /// information, which may be a secret.
    /// </summary>
    public static string? HostIn(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var authority = (scheme < 0 ? text : text.Substring(scheme + 3)).Split('/', '\\', '?', '#')[0];
        var port = authority.LastIndexOf(':');
        var host = port < 0 ? authority : authority.Substring(0, port);
        return IsHost(host) && authority.Skip(port < 0 ? authority.Length : port + 1).All(char.IsDigit) ? host : null;
    }

    // RFC 3986 §5.2.4; an escaped dot is a dot (§6.2.2.2).
    private static bool HasDotSegment(string address) =>
        address
            .Split('?', '#')[0]
            .Split('/')
            .Any(static segment => segment.Replace("%2e", ".").Replace("%2E", ".") is "." or "..");

    // As the URL standard has it: a host whose last label is a number is an IPv4 address, in one of many spellings.
    private static bool EndsInNumber(string host)
    {
        var last = host.Substring(host.LastIndexOf('.') + 1);
        return last.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || (last.Length > 0 && last.All(static c => c is >= '0' and <= '9'));
    }

    private static bool IsHost(string text)
    {
        if (text.Length is 0 or > 253)
        {
            return false;
        }

        var labels = text.Split('.');
        if (labels.Length < 2 || EndsInNumber(text))
        {
            return false;
        }

        foreach (var label in labels)
        {
            if (label.Length is 0 or > 63 || label[0] == '-' || label[label.Length - 1] == '-')
            {
                return false;
            }

            foreach (var c in label)
            {
                if (!(c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '-'))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
