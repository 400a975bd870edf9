namespace JwksSdk;

/// <summary>Declares a kind of token of a convention: its verify methods, its typed token, and what is expected of it.</summary>
/// <remarks>
/// What is expected is handed to the typed token as its policy: <c>aud</c> is compared for it, every other claim it compares itself,
/// in its <c>Check</c>, with <c>policy.Accepts(claim, value)</c> or <c>policy.HasEvery(claim, values)</c>.
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

    /// <summary>The input of which <c>aud</c> must name a value. Default: none, and <c>aud</c> is not looked at.</summary>
    public string? Audience { get; set; }

    /// <summary>The input without which this kind cannot be verified. Default: that of <see cref="Audience"/>.</summary>
    public string? Needs { get; set; }

    /// <summary>Claims that must be one of an input's values, where it is given: <c>azp=ClientId</c>.</summary>
    public string[]? Accepts { get; set; }

    /// <summary>Claims that must hold every one of an input's values, where it is given: <c>scope=RequiredScope</c>.</summary>
    public string[]? Requires { get; set; }
}
