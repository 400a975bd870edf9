namespace JwksSdk;

/// <summary>
/// Makes one client of several declarations. On a <c>partial</c> class it emits methods that take a token of any member, routed by
/// its issuer, and a closed union <c>{ClassName}Token</c> with one case for each kind of token of each member.
/// </summary>
/// <remarks>
/// <para>
/// <c>Match</c> of the union takes one function for each case: a member that is added is an error of the compiler wherever it is not
/// handled. A <c>switch</c> over it is watched by an analyzer (JWKS0037).
/// </para>
/// <para>
/// A token of an issuer that is no member's is refused with <see cref="JwtErrorCode.UnknownIssuer"/>, also where another declaration
/// of the application has it: nothing is allocated for it, and nothing is requested. What a declaration requires is required of
/// every kind, as by <see cref="IJwtVerifier.VerifyAsync(CompactToken, System.Threading.CancellationToken)"/>.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class JwksFederationAttribute : Attribute
{
    /// <summary>Names the members.</summary>
    /// <param name="members">
    /// Classes marked <see cref="JwksProviderAttribute"/>, each once, of this assembly or a referenced one. One is enough: its
    /// kinds of token are the union.
    /// </param>
    public JwksFederationAttribute(params Type[] members) => Members = members;

    /// <summary>The members.</summary>
    public IReadOnlyList<Type> Members { get; }

    /// <summary>
    /// The kinds of token that are taken, by their names, such as <c>AccessToken</c> and <c>SessionToken</c>; every member needs one
    /// of them. A token of another kind is refused with <see cref="JwtErrorCode.WrongTokenKind"/>. Default: every kind of every
    /// member.
    /// </summary>
    /// <remarks>
    /// An API usually wants no ID tokens: they tell an application who signed in, and grant nothing at an API. Name the kinds that
    /// it does want.
    /// </remarks>
    public string[]? Kinds { get; set; }
}
