namespace JwksSdk;

/// <summary>A session claim of SuperTokens that is true or false, such as <c>st-ev</c>.</summary>
[JwtClaims]
public sealed partial record SuperTokensFlagClaim
{
    /// <summary><c>v</c>: the value; null when it was never fetched.</summary>
    [JwtClaim("v")]
    public bool? Value { get; init; }

    /// <summary><c>t</c>: when the value was fetched. It is no newer than this, whatever happened since.</summary>
    [JwtClaim("t", Form = ClaimForm.UnixMilliseconds)]
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>The type's name; never a claim value.</summary>
    public override string ToString() => nameof(SuperTokensFlagClaim);
}

/// <summary>A session claim of SuperTokens that is a list, such as <c>st-role</c> and <c>st-perm</c>.</summary>
[JwtClaims]
public sealed partial record SuperTokensListClaim
{
    /// <summary><c>v</c>: the values.</summary>
    [JwtClaim("v")]
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary><c>t</c>: when the values were fetched. They are no newer than this, whatever happened since.</summary>
    [JwtClaim("t", Form = ClaimForm.UnixMilliseconds)]
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>The type's name; never a claim value.</summary>
    public override string ToString() => nameof(SuperTokensListClaim);
}
