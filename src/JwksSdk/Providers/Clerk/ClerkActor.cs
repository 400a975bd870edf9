namespace JwksSdk;

/// <summary>Who acts for the user of a Clerk session token: <c>act</c> (RFC 8693 §4.1).</summary>
[JwtClaims]
public sealed partial record ClerkActor
{
    /// <summary><c>iss</c>: who says so.</summary>
    [JwtClaim("iss")]
    public string? Issuer { get; init; }

    /// <summary><c>sub</c>: the actor.</summary>
    [JwtClaim("sub")]
    public string? Subject { get; init; }

    /// <summary><c>sid</c>: the actor's session.</summary>
    [JwtClaim("sid")]
    public string? SessionId { get; init; }

    /// <summary>The type's name; never a claim value.</summary>
    public override string ToString() => nameof(ClerkActor);
}
