using System.Text;

namespace JwksSdk.Providers;

/// <summary>
/// Reads a public key as the dashboard shows it and environment variables carry it: a PEM, with or without its header
/// lines, with line breaks real, written as <c>\n</c>, or lost.
/// </summary>
internal static class ClerkJwtKeyConvention
{
    private const string Begin = "-----BEGIN PUBLIC KEY-----";
    private const string End = "-----END PUBLIC KEY-----";
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;

    /// <summary>Takes the key out of its armour and looks at its outermost shape; nothing is imported here.</summary>
    /// <param name="text">The key as given.</param>
    /// <param name="key">The DER SubjectPublicKeyInfo in base64, without armour or white space; empty when there is none.</param>
    /// <param name="problem">The kind of problem when something is wrong.</param>
    /// <returns>What is wrong, as the end of a sentence and without a word of the key; null when nothing is.</returns>
    public static string? Read(string text, out string key, out ProblemKind problem)
    {
        key = "";
        problem = ProblemKind.MalformedInput;
        var body = text.Replace("\\r", "").Replace("\\n", "\n").Trim();
        if (body.StartsWith(Begin, StringComparison.Ordinal) && body.EndsWith(End, StringComparison.Ordinal))
        {
            body = body.Substring(Begin.Length, body.Length - Begin.Length - End.Length);
        }

        if (body.Contains("-----", StringComparison.Ordinal))
        {
            return "is a PEM of another kind, or cut off; it starts with " + Begin + " and ends with " + End;
        }

        var base64 = new StringBuilder(body.Length);
        foreach (var c in body)
        {
            if (!char.IsWhiteSpace(c))
            {
                base64.Append(c);
            }
        }

        if (Decode(base64.ToString()) is not { } der)
        {
            return "is not base64; copy all of it";
        }

        if (ContentOf(der) is not { } content || content >= der.Length)
        {
            return "is not a DER SubjectPublicKeyInfo, or cut off; copy all of it";
        }

        // A private key (PKCS #1 or PKCS #8) starts with its version, the one-byte number 0; a public one with its algorithm.
        if (der[content] == Integer && der.Length > content + 1 && der[content + 1] == 1)
        {
            problem = ProblemKind.SecretInSource;
            return "is a private key. It belongs to its issuer alone: replace it there, and give the public key";
        }

        if (der[content] != Sequence)
        {
            return "is not a SubjectPublicKeyInfo; give the key as the provider shows it";
        }

        key = base64.ToString();
        return null;
    }

    private static byte[]? Decode(string base64)
    {
        try
        {
            return base64.Length > 0 ? Convert.FromBase64String(base64) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Where the content of a DER SEQUENCE starts, if it is one that fills the bytes exactly (X.690 §8.1.3, §10.1).</summary>
    private static int? ContentOf(byte[] der)
    {
        if (der.Length < 2 || der[0] != Sequence)
        {
            return null;
        }

        var octets = der[1] < 0x80 ? 0 : der[1] - 0x80;
        if (octets > 2 || der.Length < 2 + octets)
        {
            return null;
        }

        var length = octets == 0 ? der[1] : 0;
        for (var i = 0; i < octets; i++)
        {
            length = (length << 8) | der[2 + i];
        }

        return length == der.Length - 2 - octets ? 2 + octets : null;
    }
}
