using System.Numerics;

namespace JwksSdk.Parsing;

/// <summary>The outer shape of a compact token (RFC 7515 §7.1): three parts and two dots, found in one bounded scan.</summary>
internal static class CompactShape
{
    /// <summary>Marks of opaque credentials that some issuers give out where others give a JWT.</summary>
    private static readonly string[] OpaquePrefixes = ["mt_", "oat_", "ak_"];

    /// <summary>Finds the two dots. The third part may be empty: its header decides what is said about it.</summary>
    /// <typeparam name="TUnit">What the token is written in: characters or bytes of UTF-8.</typeparam>
    /// <param name="token">The token.</param>
    /// <param name="first">Where the first dot is.</param>
    /// <param name="second">Where the second dot is.</param>
    public static JwtErrorCode Find<TUnit>(ReadOnlySpan<TUnit> token, out int first, out int second)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        var dot = TUnit.CreateTruncating('.');
        first = token.IndexOf(dot);
        second = -1;
        if (first < 0 || HasOpaquePrefix(token))
        {
            return JwtErrorCode.Opaque;
        }

        // A fifth dot ends the search: no token of any shape has one, so the rest need not be looked at.
        const int MaxDots = 5;
        var dots = 1;
        for (var at = first; dots < MaxDots; dots++)
        {
            var next = token[(at + 1)..].IndexOf(dot);
            if (next < 0)
            {
                break;
            }

            at += 1 + next;
            second = dots == 1 ? at : second;
        }

        return dots == 4 ? JwtErrorCode.Encrypted
            : dots != 2 || first == 0 || second == first + 1 ? JwtErrorCode.Malformed
            : JwtErrorCode.None;
    }

    private static bool HasOpaquePrefix<TUnit>(ReadOnlySpan<TUnit> token)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        foreach (var prefix in OpaquePrefixes)
        {
            if (StartsWith(token, prefix))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWith<TUnit>(ReadOnlySpan<TUnit> token, string prefix)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (token.Length < prefix.Length)
        {
            return false;
        }

        for (var i = 0; i < prefix.Length; i++)
        {
            if (token[i] != TUnit.CreateTruncating(prefix[i]))
            {
                return false;
            }
        }

        return true;
    }
}
