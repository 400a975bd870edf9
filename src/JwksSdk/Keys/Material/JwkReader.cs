using System.Text;
using System.Text.Json;
using JwksSdk.Parsing;

namespace JwksSdk.Keys;

/// <summary>
/// Reads one JWK (RFC 7517 §4), strict in what it trusts and tolerant in what it ignores: unknown members are passed over,
/// <c>x5t</c> is never enforced, padding and leading zeros of the public numbers do no harm, and null is as if absent.
/// </summary>
internal static class JwkReader
{
    private const JwtAlgorithms Unrestricted = (JwtAlgorithms)~0;

    /// <summary>Reads a key.</summary>
    /// <param name="json">The key.</param>
    /// <param name="refused">Why it is not used; null when it is.</param>
    /// <returns>The key; null when it is refused.</returns>
    public static VerificationKey? Read(JsonElement json, out RefusedKey? refused)
    {
        var keyId = ReadOnlyMemory<byte>.Empty;
        try
        {
            var members = new JwkMembers(json);
            keyId = members.KeyId;
            if (members.HaveDuplicates)
            {
                refused = new RefusedKey(keyId, KeyRefusal.DuplicateMember);
                return null;
            }

            // Read also for a key that is refused anyway: a published private key compromises its other copies.
            var judged = JwkMaterial.Judge(members);
            var named = Named(members);
            var reason = Judge(members, judged, named);
            if (reason != KeyRefusal.None)
            {
                refused = new RefusedKey(keyId, reason, judged.Thumbprint);
                return null;
            }

            refused = null;
            return new VerificationKey(keyId, judged.Material!, named);
        }
        catch (InvalidOperationException)
        {
            // What the platform throws for what is no object, and for escapes that are no Unicode text.
            refused = new RefusedKey(keyId, KeyRefusal.NotAnObject);
            return null;
        }
    }

    private static KeyRefusal Judge(JwkMembers members, JudgedMaterial judged, JwtAlgorithms named) =>
        members.HasAny("d", "p", "q", "dp", "dq", "qi", "oth") ? KeyRefusal.PrivateMember
        : members.Has("k") || members.Text("kty") == "oct" ? KeyRefusal.Symmetric
        : members.HaveTooLongOne ? KeyRefusal.MemberTooLong
        : members.Has("use") && members.Text("use") != "sig" ? KeyRefusal.NotForSignatures
        : members.Has("key_ops") && !members.Lists("key_ops", "verify") ? KeyRefusal.NotForVerifying
        : members.KeyId.Length == 0 ? KeyRefusal.KeyIdMissing
        : judged.Refusal != KeyRefusal.None ? judged.Refusal
        : named == 0 ? KeyRefusal.AlgorithmNotSupported
        : (named & judged.Material!.Fitting) == 0 ? KeyRefusal.AlgorithmMismatch
        : KeyRefusal.None;

    /// <summary>The algorithm that the key names, none when it is not on the list; every one when it names none.</summary>
    private static JwtAlgorithms Named(JwkMembers members)
    {
        var name = members.Text("alg");
        return name is not null ? JwtAlgorithmNames.Find(Encoding.UTF8.GetBytes(name))
            : members.Has("alg") ? 0
            : Unrestricted;
    }
}
