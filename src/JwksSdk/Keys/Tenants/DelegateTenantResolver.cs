namespace JwksSdk.Keys;

/// <summary>A resolver that was given as a method.</summary>
internal sealed class DelegateTenantResolver(Func<string, CancellationToken, ValueTask<bool>> isTenant)
    : ITenantResolver
{
    public ValueTask<bool> IsTenantAsync(string issuer, CancellationToken cancellationToken) =>
        isTenant(issuer, cancellationToken);
}
