using System.ComponentModel;

namespace JwksSdk.Providers;

/// <summary>One case of a federation's union: one kind of token of one member.</summary>
/// <typeparam name="TUnion">The union.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FederationCase<TUnion>
    where TUnion : FederatedToken
{
    private protected FederationCase(TokenKind kind) => Kind = kind;

    internal TokenKind Kind { get; }

    internal abstract TUnion Make(JwtToken token);
}

/// <inheritdoc />
/// <typeparam name="TUnion">The union.</typeparam>
/// <typeparam name="TToken">The typed token of the kind.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FederationCase<TUnion, TToken> : FederationCase<TUnion>
    where TUnion : FederatedToken
    where TToken : JwtToken
{
    private readonly Func<TToken, TUnion> _make;

    /// <summary>Describes a case.</summary>
    /// <param name="member">The member.</param>
    /// <param name="kind">The name of the kind, as in the provider's convention.</param>
    /// <param name="make">Makes the case of a token.</param>
    /// <exception cref="ArgumentException">The member, in an assembly of its own, was compiled with other kinds.</exception>
    public FederationCase(ProviderDeclaration member, string kind, Func<TToken, TUnion> make)
        : base(Find(member, kind)) => _make = make;

    internal override TUnion Make(JwtToken token) => _make((TToken)token);

    private static TokenKind Find(ProviderDeclaration member, string kind) =>
        member.Kinds.FirstOrDefault(each => each.Name == kind && each.TokenType == typeof(TToken))
        ?? throw new ArgumentException(
            $"{member.Name} has no kind {kind} that is read as {typeof(TToken).Name}. Compile its assembly and that of the federation with the same version.",
            nameof(kind)
        );
}
