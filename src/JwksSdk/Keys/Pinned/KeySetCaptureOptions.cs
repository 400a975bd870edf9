namespace JwksSdk.Keys;

/// <summary>How a key set is captured.</summary>
public sealed class KeySetCaptureOptions
{
    /// <summary>
    /// The address of the key set. Null by default: the issuer's discovery document names it, on the issuer's own host
    /// (OpenID Connect Discovery §4).
    /// </summary>
    public string? JwksUri { get; init; }

    /// <summary>
    /// Whether connections to private addresses are allowed, as <see cref="JwksDeclarationAttribute.PrivateNetwork"/> says.
    /// Default: false.
    /// </summary>
    public bool PrivateNetwork { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
