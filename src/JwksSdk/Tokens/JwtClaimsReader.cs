using System.ComponentModel;
using System.Text.Json;

namespace JwksSdk.Tokens;

/// <summary>
/// Reads claims from UTF-8 JSON, strictly and in one pass, for generated code. The first error is kept and reading goes
/// on, so that a wrong kind of token can still be told apart from a damaged one; only broken or ambiguous JSON ends it.
/// </summary>
/// <remarks>
/// Each <c>Read…</c> method consumes the current member's value. JSON null gives null. A value of another JSON type is
/// skipped, recorded as <see cref="JwtErrorCode.ClaimType"/> with the claim's name, and gives null.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct JwtClaimsReader
{
    internal JwtClaimsReader(ReadOnlySpan<byte> json) => throw new NotImplementedException();

    /// <summary>The first error, or <c>default</c>. A fatal one (broken JSON, duplicate member) replaces one that is not.</summary>
    public readonly JwtError Error => throw new NotImplementedException();

    /// <summary>The name of the current member, unescaped.</summary>
    public readonly ReadOnlySpan<byte> Name => throw new NotImplementedException();

    /// <summary>Goes to the next member of the current object. False at its end, or when the JSON is broken.</summary>
    public bool ReadMember() => throw new NotImplementedException();

    /// <summary>Passes over the value of the current member, checking it as strictly as one that is read.</summary>
    public void Skip() => throw new NotImplementedException();

    /// <summary>Records that a required claim is missing or null.</summary>
    public void Missing(string claim) => throw new NotImplementedException();

    /// <summary>Reads a string.</summary>
    public string? ReadString(string claim) => throw new NotImplementedException();

    /// <summary>Reads true or false.</summary>
    public bool? ReadBoolean(string claim) => throw new NotImplementedException();

    /// <summary>Reads a whole number that fits 32 bits.</summary>
    public int? ReadInt32(string claim) => throw new NotImplementedException();

    /// <summary>Reads a whole number that fits 64 bits.</summary>
    public long? ReadInt64(string claim) => throw new NotImplementedException();

    /// <summary>Reads a finite number.</summary>
    public double? ReadDouble(string claim) => throw new NotImplementedException();

    /// <summary>Reads a date: a NumericDate (RFC 7519 §2, fractions allowed), or an ISO 8601 string with an offset or Z.</summary>
    public DateTimeOffset? ReadDate(string claim) => throw new NotImplementedException();

    /// <summary>Reads a date from a whole number of milliseconds since 1970-01-01T00:00:00Z.</summary>
    public DateTimeOffset? ReadUnixMilliseconds(string claim) => throw new NotImplementedException();

    /// <summary>
    /// Reads strings from an array of strings or from one string, which is split at the separator where one is given.
    /// </summary>
    public IReadOnlyList<string>? ReadStrings(string claim, char separator = '\0') =>
        throw new NotImplementedException();

    /// <summary>Reads whole numbers from an array.</summary>
    public IReadOnlyList<long>? ReadInt64s(string claim) => throw new NotImplementedException();

    /// <summary>Reads any JSON value into memory of its own.</summary>
    public JsonElement? ReadElement(string claim) => throw new NotImplementedException();

    /// <summary>Reads an object of claims.</summary>
    public T? ReadObject<T>(string claim)
        where T : class, IJwtClaims<T> => throw new NotImplementedException();

    /// <summary>Reads an array of objects of claims.</summary>
    public IReadOnlyList<T>? ReadObjects<T>(string claim)
        where T : class, IJwtClaims<T> => throw new NotImplementedException();
}
