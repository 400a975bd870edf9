namespace JwksSdk.Generators.Model;

/// <summary>
/// A <c>[JwtClaims]</c> record, as much of it as its reader is written from. Immutable and structurally equal, and it must
/// stay so when members are added: no symbol, no syntax, no location.
/// </summary>
/// <param name="Type">The record.</param>
/// <param name="Members">What is read, inherited members first.</param>
internal sealed record ClaimsModel(TypeModel Type, EquatableArray<ClaimMember> Members)
{
    /// <summary>Whether reading names a member, or the constructor, that is obsolete as an error.</summary>
    public bool NamesObsolete { get; init; }

    /// <summary>The IDs of their own under which the compiler reports the use of what is named.</summary>
    public EquatableArray<string> WarningIds { get; init; }
}

/// <summary>A member that is read from a claim.</summary>
/// <param name="Property">The property's name, without escape.</param>
/// <param name="Claim">The claim's name on the wire.</param>
/// <param name="Value">How its value is read.</param>
/// <param name="IsRequired">Whether the claim must be present and not null.</param>
/// <param name="Absence">What the member is when the claim is absent or null.</param>
internal sealed record ClaimMember(
    string Property,
    string Claim,
    ClaimValue Value,
    bool IsRequired,
    ClaimAbsence Absence
);

/// <summary>How a value is read.</summary>
/// <param name="Type">The type of the local variable that holds it, in C#, nullable.</param>
/// <param name="Method">The method of the reader, with its type argument where it has one.</param>
/// <param name="Separator">The separator of a list in one string; null where there is none.</param>
/// <param name="Enum">The enum whose names are read; null for any other value.</param>
internal sealed record ClaimValue(string Type, string Method, char? Separator = null, EnumModel? Enum = null);

/// <summary>An enum whose members are read by their wire names.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="GlobalName">Its name in C#.</param>
/// <param name="Members">Its members with their wire names.</param>
internal sealed record EnumModel(string Name, string GlobalName, EquatableArray<EnumMember> Members);

/// <summary>A member of an enum.</summary>
/// <param name="Field">Its name, without escape.</param>
/// <param name="Wire">Its name on the wire.</param>
internal sealed record EnumMember(string Field, string Wire);

/// <summary>What a member is when its claim is absent or null.</summary>
internal enum ClaimAbsence
{
    /// <summary>Null.</summary>
    Null,

    /// <summary>Nothing it could be: the token is refused, and the null that stands in never reaches a caller.</summary>
    Refused,

    /// <summary>The default of a value type.</summary>
    Default,

    /// <summary>An empty list.</summary>
    EmptyList,
}
