namespace JwksSdk.Keys;

/// <summary>How long an issuer counts as a tenant, in the directory's monotonic time. Immutable.</summary>
/// <param name="RenewAt">From when on the resolver is to be asked again; the tenant goes on meanwhile.</param>
/// <param name="VoidAt">From when on it is no tenant before the resolver has answered.</param>
internal sealed record TenantApproval(TimeSpan RenewAt, TimeSpan VoidAt)
{
    /// <summary>Of an issuer on the allow-list: for good.</summary>
    public static TenantApproval Lasting { get; } = new(TimeSpan.MaxValue, TimeSpan.MaxValue);

    /// <summary>Of a resolver's yes, counted from when it was asked.</summary>
    public static TenantApproval From(TimeSpan asked, TimeSpan lifetime) =>
        new(asked + lifetime, asked + (2 * lifetime));
}
