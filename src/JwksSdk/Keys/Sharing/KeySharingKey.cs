namespace JwksSdk;

/// <summary>A secret under which shared key sets are protected. Its text form is its name alone.</summary>
public sealed class KeySharingKey
{
    /// <summary>The length of the secret, in bytes.</summary>
    internal const int Length = 32;

    private const int MaxNameLength = 32;

    private readonly string? _base64;

    /// <summary>Names a secret. Nothing is checked here but at the start, all keys together.</summary>
    /// <param name="name">1 to 32 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; stands in each entry, in clear.</param>
    /// <param name="base64">32 random bytes in base64 (<c>openssl rand -base64 32</c>).</param>
    public KeySharingKey(string name, string base64)
    {
        Name = name;
        _base64 = base64;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Why the key cannot be used, without any part of it; null when it can.</summary>
    internal string? Problem() =>
        Name is null or "" || Name.Length > MaxNameLength || !Name.All(IsNameCharacter)
            ? "The name of a key has 1 to 32 letters, digits, '-', '_' and '.'."
        : Bytes() is not { } bytes ? $"The key '{Name}' is not base64. Make one with: openssl rand -base64 32"
        : bytes.Length != Length
            ? $"The key '{Name}' has {bytes.Length} bytes, not {Length}. Make one with: openssl rand -base64 32"
        : bytes.Distinct().Count() == 1 ? $"The key '{Name}' is one byte repeated, not a secret."
        : null;

    /// <summary>The secret; null when it is not base64.</summary>
    internal byte[]? Bytes()
    {
        var bytes = new byte[_base64?.Length ?? 0];
        return _base64 is not null && Convert.TryFromBase64String(_base64, bytes, out var length)
            ? bytes[..length]
            : null;
    }

    private static bool IsNameCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';
}
