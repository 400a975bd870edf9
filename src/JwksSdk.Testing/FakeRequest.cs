namespace JwksSdk.Testing;

/// <summary>One request that reached a fake identity provider, in memory or over a socket.</summary>
/// <param name="Method">The method, in upper case.</param>
/// <param name="Path">The path, with a leading slash and without a query.</param>
/// <param name="Authorization">The <c>Authorization</c> header; null when there is none.</param>
/// <param name="Body">The body as text; empty when there is none.</param>
public sealed record FakeRequest(string Method, string Path, string? Authorization, string Body)
{
    /// <summary>Method and path; never the credential.</summary>
    public override string ToString() => $"{Method} {Path}";
}
