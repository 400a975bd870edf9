using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Testing;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>The platform's own signature check of the exact bytes that were signed, with a key at hand: what everything is compared with.</summary>
internal static class BareCheck
{
    public static Subject Of(TokenSet tokens) =>
        Subject.Of(SubjectNames.Bare, Check(tokens.Token, tokens.Key, tokens.Algorithm));

    /// <summary>The checks of many tokens in turn, each with a key object of its own.</summary>
    public static Subject InTurn(string[] tokens, FakeSigningKey key, JwtAlgorithms algorithm)
    {
        Func<bool>[] checks = [.. tokens.Select(token => Check(token, key, algorithm))];
        var next = 0;
        return Subject.Of(SubjectNames.Bare, () => checks[next++ % checks.Length]());
    }

    private static Func<bool> Check(string token, FakeSigningKey signer, JwtAlgorithms algorithm)
    {
        var end = token.LastIndexOf('.');
        var signed = Encoding.ASCII.GetBytes(token[..end]);
        var signature = Base64Url.DecodeFromChars(token.AsSpan(end + 1));
        var name = algorithm.ToString();
        var hash = new HashAlgorithmName("SHA" + name[2..]);
        if (name[0] == 'E')
        {
            var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(signer.ToSubjectPublicKeyInfo(), out _);
            return () => key.VerifyData(signed.AsSpan(), signature, hash);
        }

        var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(signer.ToSubjectPublicKeyInfo(), out _);
        var padding = name[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return () => rsa.VerifyData(signed.AsSpan(), signature, hash, padding);
    }
}
