using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using JwksSdk.Testing;
using JwksSdk.Tests.Support.Leaks;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>A member of a JSON object as it is written: the name with its quotes, and the value.</summary>
internal readonly record struct RawMember(string Name, string Value)
{
    public static RawMember Of(string name, string value) => new($"\"{name}\"", value);

    public bool Is(string name) => Name == $"\"{name}\"";
}

/// <summary>
/// A token as two lists of members as they are written, so that a mutation can write what no writer of JSON would; signed
/// anew, or sent with the signature that it had.
/// </summary>
internal sealed class RawToken
{
    private readonly string _signature;

    private RawToken(List<RawMember> header, List<RawMember> claims, string signature, FakeSigningKey key)
    {
        Header = header;
        Claims = claims;
        _signature = signature;
        Key = key;
    }

    public List<RawMember> Header { get; }

    public List<RawMember> Claims { get; }

    /// <summary>The key it is signed with.</summary>
    public FakeSigningKey Key { get; set; }

    /// <summary>Changes the whole text of the header before it is encoded.</summary>
    public Func<byte[], byte[]> WholeHeader { get; set; } = static bytes => bytes;

    /// <summary>Changes the whole text of the claims before it is encoded.</summary>
    public Func<byte[], byte[]> WholeClaims { get; set; } = static bytes => bytes;

    public static RawToken Read(string token, FakeSigningKey key)
    {
        var parts = token.Split('.');
        return new RawToken(Members(parts[0]), Members(parts[1]), parts[2], key);
    }

    /// <summary>Puts a value in the place of a member's, or adds the member.</summary>
    public static void Set(List<RawMember> members, string name, string value)
    {
        var at = members.FindIndex(member => member.Is(name));
        if (at < 0)
        {
            members.Add(RawMember.Of(name, value));
        }
        else
        {
            members[at] = RawMember.Of(name, value);
        }
    }

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    /// <summary>Header and claims as they are now, and the dot between them.</summary>
    public string SigningInput() =>
        Encode(WholeHeader(Encoding.UTF8.GetBytes(Write(Header))))
        + "."
        + Encode(WholeClaims(Encoding.UTF8.GetBytes(Write(Claims))));

    /// <summary>With the signature that it had.</summary>
    public string Unsigned() => Made(SigningInput() + "." + _signature);

    /// <summary>With a signature of its key.</summary>
    public string Sign()
    {
        var input = SigningInput();
        return Made(input + "." + Encode(Sign(Key, Encoding.ASCII.GetBytes(input))));
    }

    /// <summary>The signature of a key, as JWS writes it (RFC 7518 §3.3 to §3.5).</summary>
    public static byte[] Sign(
        FakeSigningKey key,
        byte[] input,
        DSASignatureFormat format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation
    )
    {
        var name = key.Algorithm.ToString();
        var hash = new HashAlgorithmName("SHA" + name[2..]);
        var algorithm = key.ToAlgorithm();
        // The platform's keys promise no thread safety, and fakes of one tenant share theirs.
        lock (algorithm)
        {
            return algorithm is RSA rsa
                ? rsa.SignData(input, hash, name[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1)
                : ((ECDsa)algorithm).SignData(input, hash, format);
        }
    }

    private static string Made(string token)
    {
        LeakCapture.Secrets.AddToken(token);
        return token;
    }

    private static List<RawMember> Members(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return
        [
            .. document
                .RootElement.EnumerateObject()
                .Select(static member => RawMember.Of(member.Name, member.Value.GetRawText())),
        ];
    }

    private static string Write(List<RawMember> members)
    {
        var text = new StringBuilder("{");
        foreach (var member in members)
        {
            text.Append(text.Length > 1 ? "," : "").Append(member.Name).Append(':').Append(member.Value);
        }

        return text.Append('}').ToString();
    }
}
