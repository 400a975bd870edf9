namespace JwksSdk.Parsing;

/// <summary>The wire names of algorithms (RFC 7518 §3.1), compared exactly.</summary>
internal static class JwtAlgorithmNames
{
    /// <summary>The algorithm of a name; 0 when the name is not on the closed list.</summary>
    public static JwtAlgorithms Find(ReadOnlySpan<byte> name)
    {
        if (name.Length != 5)
        {
            return 0;
        }

        var family = name[..2];
        var hash =
            name[2..].SequenceEqual("256"u8) ? 0
            : name[2..].SequenceEqual("384"u8) ? 1
            : name[2..].SequenceEqual("512"u8) ? 2
            : -1;
        var first =
            hash < 0 ? 0
            : family.SequenceEqual("RS"u8) ? JwtAlgorithms.RS256
            : family.SequenceEqual("PS"u8) ? JwtAlgorithms.PS256
            : family.SequenceEqual("ES"u8) ? JwtAlgorithms.ES256
            : 0;
        return (JwtAlgorithms)((int)first << Math.Max(hash, 0));
    }

    /// <summary>Whether the name is that of an algorithm with a shared secret (RFC 7518 §3.2).</summary>
    public static bool IsSymmetric(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("HS256"u8) || name.SequenceEqual("HS384"u8) || name.SequenceEqual("HS512"u8);
}
