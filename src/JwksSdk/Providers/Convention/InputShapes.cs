namespace JwksSdk.Providers;

/// <summary>The rules of each <see cref="InputShape"/>.</summary>
internal static class InputShapes
{
    /// <summary>A value of the shape, for messages and for trying templates out.</summary>
    public static string Example(InputShape shape) =>
        shape switch
        {
            InputShape.Host => "login.acme.com",
            InputShape.Uuid => "0a1b2c3d-0000-4000-8000-000000000000",
            InputShape.Address => "https://login.acme.com",
            _ => "acme",
        };

    /// <summary>What keeps a value from having the shape, as the end of a sentence; null when it has it.</summary>
    public static string? WhyNot(InputShape shape, string value) =>
        shape switch
        {
            InputShape.Host => Address.WhyNotHost(value),
            InputShape.Label => IsLabel(value)
                ? null
                : "is not one label of a host name: at most 63 letters in lower case, digits and hyphens, which stand neither first nor last",
            InputShape.Name => IsName(value)
                ? null
                : "has a character that is not a letter, a digit or one of - . _ ~, or is a dot or two",
            InputShape.Uuid => IsUuid(value) ? null : $"is not a UUID in lower case, such as {Example(shape)}",
            InputShape.Address => Address.WhyNotAbsolute(value)
                ?? (
                    !Address.IsSecure(value) ? "is plain http; only loopback addresses may be"
                    : value.Contains('?') ? "has a query"
                    : value.EndsWith('/') ? "ends with a slash; drop it"
                    : null
                ),
            _ => null,
        };

    /// <summary>The correction of a value that lacks the shape by its spelling alone; null where none follows from it.</summary>
    public static ProviderCorrection? Correct(InputShape shape, string value)
    {
        var meant = shape switch
        {
            InputShape.Host => Address.HostIn(value),
            InputShape.Label or InputShape.Uuid => value.ToLowerInvariant(),
            InputShape.Address => value.TrimEnd('/'),
            _ => null,
        };
        return meant is not null && WhyNot(shape, meant) is null ? new ProviderCorrection(value, meant) : null;
    }

    /// <summary>The value as it stands in an address. Host names are compared without regard to case (RFC 4343).</summary>
    public static string Canonical(InputShape shape, string value) =>
        shape == InputShape.Host ? value.ToLowerInvariant() : value;

    private static bool IsLabel(string value) =>
        value.Length is > 0 and <= 63
        && value[0] != '-'
        && !value.EndsWith('-')
        && value.All(static c => IsLowerOrDigit(c) || c == '-');

    // A segment of one or two dots would move the path of the address (RFC 3986 §5.2.4).
    private static bool IsName(string value) =>
        value is not ("" or "." or "..")
        && value.All(static c => IsLowerOrDigit(c) || c is >= 'A' and <= 'Z' or '-' or '.' or '_' or '~');

    private static bool IsUuid(string value) =>
        value.Length == 36
        && value
            .Select(static (c, i) => i is 8 or 13 or 18 or 23 ? c == '-' : c is >= '0' and <= '9' or >= 'a' and <= 'f')
            .All(static fits => fits);

    private static bool IsLowerOrDigit(char c) => c is >= 'a' and <= 'z' or >= '0' and <= '9';
}
