namespace JwksSdk;

/// <summary>
/// Makes a <c>partial</c> class the convention of an identity provider that this library does not ship: what
/// <see cref="JwksProviderAttribute{TConvention}"/> declares with the same checks by the compiler, and at start, as a shipped one.
/// </summary>
/// <remarks>
/// <para>
/// A convention is data, so that the compiler can read it, also from a referenced assembly. A template (RFC 6570) is text with
/// <c>{Name}</c> for the value of an input, which is then necessary, and <c>{/Name}</c> for a segment of the path that is left
/// out with the input. A value stands in it as it was given: its <see cref="InputShape"/> keeps out what would have to be escaped.
/// </para>
/// <para>
/// Its own inputs are declared by <see cref="JwksConventionInputAttribute"/>, its kinds of token, at least one, by
/// <see cref="JwksConventionTokenAttribute{TToken}"/>, in the order in which a token of any kind is tried.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class JwksConventionAttribute : Attribute
{
    /// <summary>Describes a provider.</summary>
    /// <param name="issuers">
    /// The templates of the exact issuers that are accepted; the first one is the primary. An issuer need not be an address.
    /// </param>
    public JwksConventionAttribute(params string[] issuers) => Issuers = issuers;

    /// <summary>The templates of the issuers.</summary>
    public IReadOnlyList<string> Issuers { get; }

    /// <summary>
    /// The template of the address of the key set, in which <c>{Issuer}</c> stands for the issuer. Default: none, and the keys are
    /// where the discovery document of the issuer says (OpenID Connect Discovery §4).
    /// </summary>
    public string? JwksUri { get; set; }

    /// <summary>The vendor's page on verifying its tokens: an absolute https address.</summary>
    public string? Documentation { get; set; }

    /// <summary>The algorithms that the provider can sign with. Default: <see cref="JwtAlgorithms.RS256"/>.</summary>
    public JwtAlgorithms Algorithms { get; set; }

    /// <summary>The algorithms that are accepted where a declaration names none. Default: all of <see cref="Algorithms"/>.</summary>
    public JwtAlgorithms DefaultAlgorithms { get; set; }

    /// <summary>How far two clocks may be apart where a declaration does not say, in seconds, from 0 to 300. Default: 60.</summary>
    public int ClockSkewSeconds { get; set; }
}
