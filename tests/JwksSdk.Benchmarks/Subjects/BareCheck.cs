using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using JwksSdk.Benchmarks.Measuring;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>The platform's own signature check of the exact bytes that were signed, with a key at hand: what everything is compared with.</summary>
internal static class BareCheck
{
    public static Subject Of(TokenSet tokens)
    {
        var end = tokens.Token.LastIndexOf('.');
        var signed = Encoding.ASCII.GetBytes(tokens.Token[..end]);
        var signature = Base64Url.DecodeFromChars(tokens.Token.AsSpan(end + 1));
        var name = tokens.Algorithm.ToString();
        var hash = new HashAlgorithmName("SHA" + name[2..]);
        if (name[0] == 'E')
        {
            var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(tokens.Key.ToSubjectPublicKeyInfo(), out _);
            return Subject.Of("bare .NET signature check", () => key.VerifyData(signed.AsSpan(), signature, hash));
        }

        var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(tokens.Key.ToSubjectPublicKeyInfo(), out _);
        var padding = name[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return Subject.Of("bare .NET signature check", () => rsa.VerifyData(signed.AsSpan(), signature, hash, padding));
    }
}
