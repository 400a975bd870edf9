using System.Buffers.Text;
using System.Runtime.InteropServices;
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
    /// <summary>The longest member, in bytes of JSON; of <c>x5c</c>, the longest certificate.</summary>
    public const int MaxMemberLength = 8 * 1024;

    private const int MaxKeyIdLength = 256;
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a key.</summary>
    /// <param name="json">The key.</param>
    /// <param name="keyId">Its <c>kid</c> in UTF-8, also when the key is refused; empty when it has none.</param>
    /// <param name="key">The key; null when it is refused.</param>
    public static KeyRefusal Read(JsonElement json, out byte[] keyId, out VerificationKey? key)
    {
        keyId = [];
        key = null;
        if (json.ValueKind != JsonValueKind.Object)
        {
            return KeyRefusal.NotAnObject;
        }

        try
        {
            var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            var unambiguous = true;
            foreach (var member in json.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.Null)
                {
                    unambiguous &= members.TryAdd(member.Name, member.Value);
                }
            }

            keyId = unambiguous ? KeyId(members) : [];
            return IsUnambiguous(json) ? Read(members, keyId, out key) : KeyRefusal.DuplicateMember;
        }
        catch (InvalidOperationException)
        {
            // What the platform throws for escapes that are no Unicode text, such as half a surrogate pair.
            return KeyRefusal.NotAnObject;
        }
    }

    private static KeyRefusal Read(Dictionary<string, JsonElement> members, byte[] keyId, out VerificationKey? key)
    {
        key = null;
        if (members.Any(static member => member.Key != "x5c" && IsTooLong(member.Value)))
        {
            return KeyRefusal.MemberTooLong;
        }

        if (Text(members, "kty") == "oct" || members.ContainsKey("k"))
        {
            return KeyRefusal.Symmetric;
        }

        if (Text(members, "kty") is not ("RSA" or "EC"))
        {
            return KeyRefusal.KeyTypeNotSupported;
        }

        if (PrivateMembers.Any(members.ContainsKey))
        {
            return KeyRefusal.PrivateMember;
        }

        if (members.ContainsKey("use") && Text(members, "use") != "sig")
        {
            return KeyRefusal.NotForSignatures;
        }

        if (members.TryGetValue("key_ops", out var operations) && !Contains(operations, "verify"))
        {
            return KeyRefusal.NotForVerifying;
        }

        if (keyId.Length is 0 or > MaxKeyIdLength)
        {
            return KeyRefusal.KeyIdMissing;
        }

        if (Material(members, out var material) is var refusal && refusal != KeyRefusal.None)
        {
            return refusal;
        }

        if (Algorithms(members, material!, out var algorithms) is var mismatch && mismatch != KeyRefusal.None)
        {
            return mismatch;
        }

        key = new VerificationKey(keyId, material!, algorithms);
        return KeyRefusal.None;
    }

    private static KeyRefusal Material(Dictionary<string, JsonElement> members, out KeyMaterial? material)
    {
        var isRsa = Text(members, "kty") == "RSA";
        var (first, second) = isRsa ? ("n", "e") : ("x", "y");
        var bare = members.ContainsKey(first) || members.ContainsKey(second);
        var certified = Certificate(members, out var certificate);
        material = null;
        if (!bare)
        {
            if (certified == KeyRefusal.None)
            {
                material = certificate;
                return material is null ? KeyRefusal.MaterialMissing
                    : material is RsaKeyMaterial == isRsa ? KeyRefusal.None
                    : KeyRefusal.CertificateMismatch;
            }

            return certified;
        }

        if (!members.ContainsKey(first) || !members.ContainsKey(second))
        {
            return KeyRefusal.MaterialMissing;
        }

        if (Number(members, first) is not { } a || Number(members, second) is not { } b)
        {
            return KeyRefusal.Encoding;
        }

        var refusal = isRsa
            ? RsaKeyMaterial.Judge(a, b, out var judged)
            : EcKeyMaterial.Judge(EllipticCurve.FromName(Text(members, "crv")), a, b, out judged);
        if (refusal != KeyRefusal.None || certified == KeyRefusal.Certificate)
        {
            return refusal != KeyRefusal.None ? refusal : certified;
        }

        if (certified != KeyRefusal.None || (certificate is not null && certificate.Thumbprint != judged!.Thumbprint))
        {
            return KeyRefusal.CertificateMismatch;
        }

        material = judged;
        return KeyRefusal.None;
    }

    /// <summary>The key of the first certificate; null without a refusal when there is no certificate.</summary>
    private static KeyRefusal Certificate(Dictionary<string, JsonElement> members, out KeyMaterial? material)
    {
        material = null;
        if (!members.TryGetValue("x5c", out var chain))
        {
            return KeyRefusal.None;
        }

        if (chain.ValueKind != JsonValueKind.Array)
        {
            return KeyRefusal.Certificate;
        }

        if (chain.GetArrayLength() == 0)
        {
            return KeyRefusal.None;
        }

        return
            chain[0].ValueKind == JsonValueKind.String
            && !IsTooLong(chain[0])
            && chain[0].TryGetBytesFromBase64(out var der)
            ? PublicKeyInfo.JudgeCertificate(der, out material)
            : KeyRefusal.Certificate;
    }

    private static KeyRefusal Algorithms(
        Dictionary<string, JsonElement> members,
        KeyMaterial material,
        out JwtAlgorithms algorithms
    )
    {
        algorithms = material.Fitting;
        if (!members.ContainsKey("alg"))
        {
            return KeyRefusal.None;
        }

        var named = JwtAlgorithmNames.Find(Encoding.UTF8.GetBytes(Text(members, "alg") ?? ""));
        algorithms &= named;
        return named == 0 ? KeyRefusal.AlgorithmNotSupported
            : algorithms == 0 ? KeyRefusal.AlgorithmMismatch
            : KeyRefusal.None;
    }

    private static byte[] KeyId(Dictionary<string, JsonElement> members) =>
        Text(members, "kid") is { } text ? Encoding.UTF8.GetBytes(text) : [];

    private static string? Text(Dictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Number(Dictionary<string, JsonElement> members, string name)
    {
        if (Text(members, name) is not { } text || text.Any(char.IsWhiteSpace))
        {
            return null;
        }

        try
        {
            return Base64Url.DecodeFromChars(text.AsSpan().TrimEnd('='));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool Contains(JsonElement array, string text) =>
        array.ValueKind == JsonValueKind.Array
        && array.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(text));

    private static bool IsTooLong(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).Length > MaxMemberLength;

    private static bool IsUnambiguous(JsonElement json)
    {
        try
        {
            _ = JsonElement.Parse(JsonMarshal.GetRawUtf8Value(json), Strict);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
