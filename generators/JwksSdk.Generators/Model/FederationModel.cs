namespace JwksSdk.Generators.Model;

/// <summary>
/// One federation, as far as emitted code needs it. Immutable and structurally equal, and it must stay so when members are added:
/// no symbol, no syntax, no location.
/// </summary>
/// <param name="Type">The user's class.</param>
/// <param name="SimpleName">The name of the class as DI methods spell it: never escaped.</param>
/// <param name="Members">The members, in the order of the attribute; each has a case.</param>
internal sealed record FederationModel(TypeModel Type, string SimpleName, EquatableArray<FederationMemberModel> Members)
{
    /// <summary>The IDs of their own under which the compiler reports the use of what is named.</summary>
    public EquatableArray<string> WarningIds { get; init; }

    /// <summary>The accessibility of everything that is emitted beside the class.</summary>
    public string Accessibility => Type.IsPublic ? "public" : "internal";

    /// <summary>The name of the union of the members' tokens.</summary>
    public string UnionName => SimpleName + "Token";

    /// <summary>The full name of the union, with <c>global::</c>.</summary>
    public string UnionGlobalName =>
        Type.GlobalName.Substring(0, Type.GlobalName.Length - Type.Name.Length) + UnionName;

    /// <summary>Every case, in the order of the members and of their kinds.</summary>
    public IEnumerable<FederationCaseModel> Cases => Members.SelectMany(static member => member.Cases);
}

/// <summary>One member of a federation.</summary>
/// <param name="GlobalName">Its full name, with <c>global::</c>.</param>
/// <param name="OptionsGlobalName">The full name of its options class, with <c>global::</c>.</param>
/// <param name="Convention">The full name of its convention, with <c>global::</c>.</param>
/// <param name="Issuers">The issuers that are known from its attribute alone.</param>
/// <param name="Cases">Its kinds of token that the federation takes.</param>
internal sealed record FederationMemberModel(
    string GlobalName,
    string OptionsGlobalName,
    string Convention,
    EquatableArray<string> Issuers,
    EquatableArray<FederationCaseModel> Cases
)
{
    /// <summary>The message where it, or its convention, is obsolete as an error; empty otherwise.</summary>
    public string ObsoleteAsError { get; init; } = "";
}

/// <summary>One case of the union.</summary>
/// <param name="Name">Its name: member and kind.</param>
/// <param name="Member">The full name of the member, with <c>global::</c>.</param>
/// <param name="Kind">The name of the kind.</param>
/// <param name="TokenType">The full name of the typed token, with <c>global::</c>.</param>
/// <param name="Summary">What the token is.</param>
internal sealed record FederationCaseModel(string Name, string Member, string Kind, string TokenType, string Summary)
{
    /// <summary>The name of the parameter for the case.</summary>
    public string Parameter => char.ToLowerInvariant(Name[0]) + Name.Substring(1);
}
