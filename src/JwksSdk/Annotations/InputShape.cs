namespace JwksSdk;

/// <summary>
/// What an input of a convention looks like. The compiler and the start of the application check it by the same code; a value
/// stands in an address exactly as it was given, never escaped.
/// </summary>
public enum InputShape
{
    /// <summary>Any text that is not empty. It has no place in an address.</summary>
    Text = 0,

    /// <summary>A host name without scheme, port and path (RFC 1123 §2.1: at least two labels). Taken in lower case.</summary>
    Host,

    /// <summary>One label of a host name (RFC 1123 §2.1): at most 63 letters in lower case, digits and hyphens, which stand neither first nor last.</summary>
    Label,

    /// <summary>Unreserved characters (RFC 3986 §2.3): letters, digits, <c>-</c>, <c>.</c>, <c>_</c> and <c>~</c>; neither <c>.</c> nor <c>..</c>.</summary>
    Name,

    /// <summary>A UUID in lower case: 8, 4, 4, 4 and 12 hexadecimal digits, with hyphens between them (RFC 9562 §4).</summary>
    Uuid,

    /// <summary>
    /// An absolute address without query and without a slash at its end: <c>https</c>, or <c>http</c> on this machine. It stands
    /// at the beginning of a template.
    /// </summary>
    Address,
}
