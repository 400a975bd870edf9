namespace JwksSdk.Providers;

/// <summary>Where the keys of one issuer come from.</summary>
public abstract class KeySource
{
    private protected KeySource() { }
}

/// <summary>A key set (RFC 7517 §5) at an address known beforehand.</summary>
public sealed class JwksKeySource : KeySource
{
    /// <summary>Names the address.</summary>
    /// <param name="uri">The absolute address.</param>
    /// <param name="bearerToken">The credential to send as <c>Authorization: Bearer</c>; null to send none.</param>
    public JwksKeySource(string uri, string? bearerToken = null)
    {
        Uri = uri;
        BearerToken = bearerToken;
    }

    /// <summary>The absolute address.</summary>
    public string Uri { get; }

    /// <summary>The credential to send as <c>Authorization: Bearer</c>; null to send none. A secret: never logged.</summary>
    public string? BearerToken { get; }
}

/// <summary>
/// A key set whose address the issuer's discovery document names (OpenID Connect Discovery §4). The document must name
/// exactly the declared issuer, and an address on the issuer's own host or on one of the declared hosts.
/// </summary>
public sealed class DiscoveryKeySource : KeySource
{
    /// <summary>Names the discovery document.</summary>
    /// <param name="uri">The absolute address of the document.</param>
    /// <param name="keyHosts">Further hosts on which the key set may be; empty for the issuer's own alone.</param>
    public DiscoveryKeySource(string uri, IReadOnlyList<string> keyHosts)
    {
        Uri = uri;
        KeyHosts = keyHosts;
    }

    /// <summary>The absolute address of the document.</summary>
    public string Uri { get; }

    /// <summary>Further hosts on which the key set may be.</summary>
    public IReadOnlyList<string> KeyHosts { get; }
}

/// <summary>One public key given beforehand: no network. It verifies tokens whatever their <c>kid</c>.</summary>
public sealed class StaticKeySource : KeySource
{
    /// <summary>Gives the key.</summary>
    /// <param name="subjectPublicKeyInfo">The key as a DER SubjectPublicKeyInfo (RFC 5280 §4.1), in base64 without armour or line breaks.</param>
    public StaticKeySource(string subjectPublicKeyInfo) => SubjectPublicKeyInfo = subjectPublicKeyInfo;

    /// <summary>The key as a DER SubjectPublicKeyInfo, in base64 without armour or line breaks.</summary>
    public string SubjectPublicKeyInfo { get; }
}
