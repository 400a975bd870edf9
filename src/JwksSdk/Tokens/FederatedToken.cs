namespace JwksSdk;

/// <summary>
/// The base of every union of tokens that a <see cref="JwksFederationAttribute"/> class has: one verified token, and whose it is. The
/// cases are nested in the union, and there are no others.
/// </summary>
/// <remarks>Its text form is the name of the case, without a claim value.</remarks>
public abstract class FederatedToken
{
    /// <summary>The typed token; in a case, of the type of its kind.</summary>
    public abstract JwtToken Token { get; }

    /// <summary>The name of the case: member and kind.</summary>
    public sealed override string ToString() => GetType().Name;
}
