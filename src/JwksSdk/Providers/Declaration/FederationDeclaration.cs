using System.ComponentModel;

namespace JwksSdk.Providers;

/// <summary>Several declarations behind one client, as generated code describes them: a constant of the program, without state.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FederationDeclaration
{
    private readonly Func<ReadOnlySpan<byte>, ProviderDeclaration?> _memberOf;
    private readonly HashSet<TokenKind> _kinds;

    private protected FederationDeclaration(
        string name,
        Func<ReadOnlySpan<byte>, ProviderDeclaration?> memberOf,
        IEnumerable<TokenKind> kinds
    )
    {
        Name = name;
        _memberOf = memberOf;
        _kinds = [.. kinds];
        Members = [.. _kinds.Select(static kind => kind.Declaration).Distinct()];
    }

    /// <summary>The full name of the declaring class.</summary>
    public string Name { get; }

    /// <summary>The members.</summary>
    public IReadOnlyList<ProviderDeclaration> Members { get; }

    /// <summary>A number that no other federation and no kind in this process has; from 1.</summary>
    internal int Number { get; } = TokenKind.NextNumber();

    /// <summary>Whether tokens of a kind are taken.</summary>
    internal bool Takes(TokenKind kind) => _kinds.Contains(kind);

    /// <summary>
    /// The member that has an issuer by the attributes alone; null when none has. Configuration and code may say otherwise, so that
    /// the answer is to be held against what they say.
    /// </summary>
    internal ProviderDeclaration? MemberOf(ReadOnlySpan<byte> issuer) => _memberOf(issuer);
}

/// <inheritdoc />
/// <typeparam name="TUnion">The union of the members' tokens.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FederationDeclaration<TUnion> : FederationDeclaration
    where TUnion : FederatedToken
{
    private readonly Dictionary<TokenKind, FederationCase<TUnion>> _cases;

    /// <summary>Describes a federation.</summary>
    /// <param name="name">The full name of the declaring class.</param>
    /// <param name="memberOf">The member that has an issuer, in UTF-8, by the attributes alone; null when none has.</param>
    /// <param name="cases">The cases of the union, one for each kind of token of each member.</param>
    public FederationDeclaration(
        string name,
        Func<ReadOnlySpan<byte>, ProviderDeclaration?> memberOf,
        params FederationCase<TUnion>[] cases
    )
        : base(name, memberOf, cases.Select(static each => each.Kind)) =>
        _cases = cases.ToDictionary(static each => each.Kind);

    /// <summary>The case of a token.</summary>
    /// <param name="kind">Its kind, which must be taken.</param>
    /// <param name="token">The token.</param>
    internal TUnion CaseOf(TokenKind kind, JwtToken token) => _cases[kind].Make(token);
}
