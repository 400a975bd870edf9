namespace JwksSdk;

/// <summary>
/// Which further issuers are tenants of a declaration, and how many of their key sets are held. A tenant is the declaration
/// with another issuer: the same kinds of token, audiences, clients, algorithms and clock skew, with keys of its own.
/// </summary>
public sealed class TenantOptions
{
    /// <summary>
    /// The exact issuers that are tenants without being asked about (compared ordinally, RFC 7519 §4.1.1). Judged at start as
    /// the declaration's own <c>Issuer</c> is. Default: none; then there must be a resolver. No more than
    /// <see cref="MaxTenants"/>.
    /// </summary>
    public ISet<string> Issuers { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// How many tenants' key sets are held at a time. One more takes the place of those that were not used for longest,
    /// whose next token costs a request again, within what is left of their endpoint's budget: that is remembered, of as many
    /// evicted tenants again. While those are too many (all of them asked for keys of late), a further issuer's tokens cannot
    /// be decided (<see cref="JwtErrorCode.KeysUnavailable"/>). Default: 10,000. From 1 to 1,000,000.
    /// </summary>
    public int MaxTenants { get; set; } = 10_000;

    /// <summary>
    /// How long a resolver's yes counts before it is asked again. Meanwhile tokens of the tenant go on; while the resolver
    /// gives no answer the yes counts for as long again, and then the tenant's tokens cannot be decided
    /// (<see cref="JwtErrorCode.KeysUnavailable"/>). A withdrawn tenant is therefore accepted no longer than twice this time.
    /// Default: 5 minutes. From 1 second to 24 hours.
    /// </summary>
    public TimeSpan ApprovalLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a resolver's no is remembered: a new tenant may be refused for so long, if its tokens come before the resolver
    /// knows it. Of the latest 1,024 issuers at most. Default: 1 minute. From 1 second to 1 hour.
    /// </summary>
    public TimeSpan RefusalLifetime { get; set; } = TimeSpan.FromMinutes(1);
}
