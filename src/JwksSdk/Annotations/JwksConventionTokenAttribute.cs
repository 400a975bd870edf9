namespace JwksSdk;

/// <summary>Declares a kind of token of a convention: its verify methods, its typed token, and what is expected of it.</summary>
/// <remarks>
/// What is expected is handed to the typed token as its policy: <c>aud</c> is compared for it, every other claim it compares itself,
/// in its <c>Check</c>, with <c>policy.Accepts(claim, value)</c> for <see cref="Accepts"/> and
/// <c>policy.HasEvery(claim, values)</c> for <see cref="Requires"/>. A token whose <c>Check</c> passes without having asked for every
/// expectation that a declaration gives values to is refused: as lacking what the input grants, or else with
/// <see cref="JwtErrorCode.ClaimNotAccepted"/>. An alternative is therefore asked for in full (<c>|</c>, not <c>||</c>), and an absent
/// claim is asked for as null.
/// </remarks>
/// <typeparam name="TToken">
/// The typed token: a <see cref="JwtClaimsAttribute"/> record that derives from the base of every token, or from one of another kind.
/// </typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class JwksConventionTokenAttribute<TToken> : Attribute
{
    /// <summary>Declares a kind of token.</summary>
    /// <param name="name">Its name: <c>AccessToken</c> becomes <c>VerifyAccessTokenAsync</c>.</param>
    /// <param name="summary">What it is, such as <c>an access token</c>.</param>
    public JwksConventionTokenAttribute(string name, string summary)
    {
        Name = name;
        Summary = summary;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public string Summary { get; }

    /// <summary>The input of which <c>aud</c> must name a value. Necessary, unless <see cref="AnyAudience"/> is set.</summary>
    public string? Audience { get; set; }

    /// <summary>
    /// Whether <c>aud</c> is not looked at, for tokens that have none: one that was issued for another service passes then, which
    /// RFC 8725 §3.9 warns of. Default: false, and <see cref="Audience"/> has to be named.
    /// </summary>
    public bool AnyAudience { get; set; }

    /// <summary>The input without which this kind cannot be verified. Default: that of <see cref="Audience"/>.</summary>
    public string? Needs { get; set; }

    /// <summary>Claims that must be one of an input's values, where it is given: <c>azp=ClientId</c>.</summary>
    public string[]? Accepts { get; set; }

    /// <summary>Claims that must hold every one of an input's values, where it is given: <c>scope=RequiredScope</c>.</summary>
    public string[]? Requires { get; set; }
}
