using System.ComponentModel;
using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>One kind of token of one declaration, tied to its typed token. Made by generated code, compared by identity.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TokenKind
{
    private static int _count;
    private ProviderDeclaration? _declaration;

    private protected TokenKind(string name)
    {
        Name = name;
        Number = NextNumber();
    }

    /// <summary>The name of the kind, as in the provider's convention.</summary>
    public string Name { get; }

    /// <summary>The declaration it belongs to.</summary>
    public ProviderDeclaration Declaration
    {
        get => _declaration ?? throw new InvalidOperationException($"The kind {Name} belongs to no declaration.");
        internal set => _declaration = value;
    }

    /// <summary>Its place among the kinds of its declaration.</summary>
    internal int Index { get; set; }

    /// <summary>A number that no other kind and no federation in this process has; from 1.</summary>
    internal int Number { get; }

    /// <summary>The kind's own typed token.</summary>
    internal abstract Type TokenType { get; }

    internal static int NextNumber() => Interlocked.Increment(ref _count);

    /// <summary>Reads claims as this kind's typed token.</summary>
    internal abstract JwtToken Read(ref JwtClaimsReader reader);
}

/// <inheritdoc />
/// <typeparam name="TToken">The typed token.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TokenKind<TToken> : TokenKind
    where TToken : JwtToken, IJwtClaims<TToken>
{
    /// <summary>Names a kind.</summary>
    /// <param name="name">The name of the kind, as in the provider's convention.</param>
    public TokenKind(string name)
        : base(name) { }

    internal override Type TokenType => typeof(TToken);

    internal override JwtToken Read(ref JwtClaimsReader reader) => TToken.Read(ref reader);
}
