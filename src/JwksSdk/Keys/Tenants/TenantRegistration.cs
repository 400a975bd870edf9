namespace JwksSdk.Keys;

/// <summary>Says that a declaration has tenants.</summary>
/// <param name="Name">The declaration's name; its options and its resolver are registered under it.</param>
internal sealed record TenantRegistration(string Name);
