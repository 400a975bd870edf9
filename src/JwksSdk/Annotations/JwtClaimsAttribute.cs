namespace JwksSdk;

/// <summary>
/// Marks a <c>partial record</c> whose members are read from claims: the generator writes its reader, straight from UTF-8,
/// without reflection. Members without <see cref="JwtClaimAttribute"/> are not read.
/// </summary>
/// <remarks>
/// The reader of a derived record reads inherited members too, those that the compiler saw when the record was compiled. A
/// library that adds a claim to a public record which others derive from makes a breaking change: they must compile again. Until
/// then their readers leave the new member empty, also where it is <c>required</c>, and what rests on it sees no claim.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class JwtClaimsAttribute : Attribute;

/// <summary>
/// Names the claim that a member of a <see cref="JwtClaimsAttribute"/> record is read from; on a field of an enum, the text
/// that stands for it.
/// </summary>
/// <remarks>
/// <para>
/// A token without a <c>required</c> claim, or with null for it, is refused. Any other claim may be absent or null: a
/// nullable member is then null, a list is empty, and a value is the default of its type, except that an enum must be
/// required or nullable. A claim of another form than its member's is refused with <see cref="JwtErrorCode.ClaimType"/>.
/// </para>
/// <para>What can be read, each also as a nullable member:</para>
/// <list type="bullet">
/// <item><description><c>string</c>, from a string;</description></item>
/// <item><description><c>bool</c>, from true or false;</description></item>
/// <item><description><c>int</c> and <c>long</c>, from a number without fraction and exponent; <c>double</c> and <c>decimal</c>, from a number;</description></item>
/// <item><description><c>DateTimeOffset</c>, from a NumericDate in seconds or an ISO 8601 string, or with <see cref="ClaimForm.UnixMilliseconds"/>;</description></item>
/// <item><description>an enum without <c>[Flags]</c>, from a string that is the name of one of its members, compared ordinally, or the text that
/// <c>[JwtClaim("…")]</c> on the member gives instead; never from a number;</description></item>
/// <item><description><c>IReadOnlyList</c> of <c>string</c> or of an enum, from an array, from one string, or with <see cref="ClaimForm.SpaceSeparated"/>
/// or <see cref="ClaimForm.CommaSeparated"/>; <c>IReadOnlyList</c> of <c>bool</c>, <c>int</c>, <c>long</c>, <c>double</c>, <c>decimal</c> or
/// <c>DateTimeOffset</c>, from an array whose items are each what such a member is read from;</description></item>
/// <item><description>another <see cref="JwtClaimsAttribute"/> record, from an object; <c>IReadOnlyList</c> of such records, from an array;</description></item>
/// <item><description><c>JsonElement</c>, from anything.</description></item>
/// </list>
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = false)]
public sealed class JwtClaimAttribute : Attribute
{
    /// <summary>Names the claim.</summary>
    /// <param name="name">The wire name, compared ordinally.</param>
    public JwtClaimAttribute(string name) => Name = name;

    /// <summary>The wire name.</summary>
    public string Name { get; }

    /// <summary>How the value stands on the wire, where the member's type leaves a choice; not for a field of an enum.</summary>
    public ClaimForm Form { get; set; }
}

/// <summary>How a claim's value stands on the wire, where the type of its member leaves a choice.</summary>
public enum ClaimForm
{
    /// <summary>
    /// What the type says: a JSON string, number, boolean, array or object; a list of strings or names also from one string; a date
    /// from a NumericDate in seconds (RFC 7519 §2) or an ISO 8601 string.
    /// </summary>
    Default = 0,

    /// <summary>A list of strings or of an enum's names in one string, separated by spaces (RFC 6749 §3.3); a JSON array is accepted too.</summary>
    SpaceSeparated = 1,

    /// <summary>A list of strings or of an enum's names in one string, separated by commas; a JSON array is accepted too.</summary>
    CommaSeparated = 2,

    /// <summary>A date, or each date of a list, as a number of milliseconds since 1970-01-01T00:00:00Z.</summary>
    UnixMilliseconds = 3,
}
