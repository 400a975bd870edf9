using System.Collections.Concurrent;

namespace JwksSdk.Testing;

/// <summary>
/// Key pairs by tenant, use and number, made at first use and kept for the process: a large RSA key takes a tenth of a
/// second, and a tenant that two tests both fake is one tenant. Different tenants never share a key.
/// </summary>
internal static class FakeKeyMaterial
{
    private static readonly ConcurrentDictionary<
        (string Owner, JwtAlgorithms Algorithm, int Number),
        Lazy<FakeSigningKey>
    > Keys = new();

    public static FakeSigningKey Get(string owner, JwtAlgorithms algorithm, int number) =>
        Keys.GetOrAdd(
            (owner, algorithm, number),
            static key => new Lazy<FakeSigningKey>(() => FakeSigningKey.Create("unnamed", key.Algorithm))
        ).Value;
}
