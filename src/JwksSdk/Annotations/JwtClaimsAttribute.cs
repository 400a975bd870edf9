namespace JwksSdk;

/// <summary>
/// Marks a <c>partial record</c> whose members are read from claims: the generator writes its reader, straight from UTF-8,
/// without reflection. Members without <see cref="JwtClaimAttribute"/> are not read.
/// </summary>
/// <remarks>
/// The reader of a derived record reads inherited members too, those that the compiler saw when the record was compiled. A
/// library that adds a claim to a public record which others derive from makes a breaking change: they must compile again.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class JwtClaimsAttribute : Attribute;

/// <summary>Names the claim that a member of a <see cref="JwtClaimsAttribute"/> record is read from.</summary>
/// <remarks>
/// A token without a <c>required</c> claim, or with null for it, is refused. Any other claim may be absent or null: a
/// nullable member is then null, a list is empty, and a value is the default of its type. Types that can be read: string,
/// bool, int, long, double, DateTimeOffset, JsonElement, other <see cref="JwtClaimsAttribute"/> records, and
/// <c>IReadOnlyList</c> of string, long or such records.
/// </remarks>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class JwtClaimAttribute : Attribute
{
    /// <summary>Names the claim.</summary>
    /// <param name="name">The wire name, compared ordinally.</param>
    public JwtClaimAttribute(string name) => Name = name;

    /// <summary>The wire name.</summary>
    public string Name { get; }

    /// <summary>How the value stands on the wire, where the member's type leaves a choice.</summary>
    public ClaimForm Form { get; set; }
}

/// <summary>How a claim's value stands on the wire, where the type of its member leaves a choice.</summary>
public enum ClaimForm
{
    /// <summary>
    /// What the type says: a JSON string, number, boolean, array or object; a list of strings also from one string; a date
    /// from a NumericDate in seconds (RFC 7519 §2) or an ISO 8601 string.
    /// </summary>
    Default = 0,

    /// <summary>A list of strings in one string, separated by spaces (RFC 6749 §3.3); a JSON array is accepted too.</summary>
    SpaceSeparated = 1,

    /// <summary>A list of strings in one string, separated by commas; a JSON array is accepted too.</summary>
    CommaSeparated = 2,

    /// <summary>A date as a number of milliseconds since 1970-01-01T00:00:00Z.</summary>
    UnixMilliseconds = 3,
}
