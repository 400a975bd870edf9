using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>
/// A private key of a fake identity provider: signs compact tokens with the platform's own RSA and ECDSA, and shows its
/// public half as a JWK (RFC 7517). Header and claims are signed exactly as given, so that a test can write what no
/// well-behaved issuer would.
/// </summary>
public sealed class FakeSigningKey : IDisposable
{
    private readonly RSA? _rsa;
    private readonly ECDsa? _ecdsa;

    private FakeSigningKey(string keyId, JwtAlgorithms algorithm, RSA? rsa, ECDsa? ecdsa)
    {
        KeyId = keyId;
        Algorithm = algorithm;
        _rsa = rsa;
        _ecdsa = ecdsa;
    }

    /// <summary>Told of every token that was made in this process; null for nobody.</summary>
    internal static Action<string>? Made { get; set; }

    /// <summary>Told of every key that signs a token; null for nobody.</summary>
    internal static Action<FakeSigningKey>? Used { get; set; }

    /// <summary>The <c>kid</c>.</summary>
    public string KeyId { get; }

    /// <summary>The algorithm it signs with.</summary>
    public JwtAlgorithms Algorithm { get; }

    /// <summary>Makes a new key.</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <param name="algorithm">One algorithm; decides the type and curve.</param>
    /// <param name="keySize">The size of an RSA modulus in bits; not used for ECDSA.</param>
    public static FakeSigningKey Create(
        string keyId,
        JwtAlgorithms algorithm = JwtAlgorithms.RS256,
        int keySize = 2048
    ) =>
        algorithm switch
        {
            JwtAlgorithms.ES256 => new(keyId, algorithm, null, ECDsa.Create(ECCurve.NamedCurves.nistP256)),
            JwtAlgorithms.ES384 => new(keyId, algorithm, null, ECDsa.Create(ECCurve.NamedCurves.nistP384)),
            JwtAlgorithms.ES512 => new(keyId, algorithm, null, ECDsa.Create(ECCurve.NamedCurves.nistP521)),
            _ => new(keyId, algorithm, RSA.Create(keySize), null),
        };

    /// <summary>The same key under another <c>kid</c>.</summary>
    public FakeSigningKey WithKeyId(string keyId) => new(keyId, Algorithm, _rsa, _ecdsa);

    /// <summary>The same key signing with another algorithm of its type.</summary>
    public FakeSigningKey WithAlgorithm(JwtAlgorithms algorithm) => new(KeyId, algorithm, _rsa, _ecdsa);

    /// <summary>The public half as a JWK with <c>kty</c>, <c>kid</c>, <c>use</c>, <c>alg</c> and the key's own members.</summary>
    public JsonObject ToJwk()
    {
        var jwk = new JsonObject
        {
            ["kty"] = _rsa is null ? "EC" : "RSA",
            ["kid"] = KeyId,
            ["use"] = "sig",
        };
        jwk["alg"] = Algorithm.ToString();
        if (_rsa is not null)
        {
            var parameters = _rsa.ExportParameters(includePrivateParameters: false);
            jwk["n"] = Base64Url.EncodeToString(parameters.Modulus);
            jwk["e"] = Base64Url.EncodeToString(parameters.Exponent);
        }
        else
        {
            var parameters = _ecdsa!.ExportParameters(includePrivateParameters: false);
            jwk["crv"] = Algorithm switch
            {
                JwtAlgorithms.ES256 => "P-256",
                JwtAlgorithms.ES384 => "P-384",
                _ => "P-521",
            };
            jwk["x"] = Base64Url.EncodeToString(parameters.Q.X);
            jwk["y"] = Base64Url.EncodeToString(parameters.Q.Y);
        }

        return jwk;
    }

    /// <summary>The public half as a JWK with these members alone, in this order.</summary>
    /// <param name="members">Names of members that <see cref="ToJwk()"/> gives.</param>
    public JsonObject ToJwk(params ReadOnlySpan<string> members)
    {
        var all = ToJwk();
        var jwk = new JsonObject();
        foreach (var member in members)
        {
            jwk[member] =
                all[member]?.DeepClone() ?? throw new ArgumentException($"No member {member}.", nameof(members));
        }

        return jwk;
    }

    /// <summary>The public half as a DER SubjectPublicKeyInfo.</summary>
    public byte[] ToSubjectPublicKeyInfo() =>
        _rsa is not null ? _rsa.ExportSubjectPublicKeyInfo() : _ecdsa!.ExportSubjectPublicKeyInfo();

    /// <summary>The key itself, for another implementation to sign with. Belongs to this object.</summary>
    public AsymmetricAlgorithm ToAlgorithm() => _rsa is not null ? _rsa : _ecdsa!;

    /// <summary>Signs a compact token (RFC 7515 §7.1) from the exact text of its header and claims.</summary>
    /// <param name="header">The header's JSON.</param>
    /// <param name="claims">The claims' JSON.</param>
    public string Sign(string header, string claims)
    {
        var signingInput = Encode(header) + "." + Encode(claims);
        var token = signingInput + "." + Base64Url.EncodeToString(SignBytes(Encoding.ASCII.GetBytes(signingInput)));
        Used?.Invoke(this);
        Made?.Invoke(token);
        return token;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _rsa?.Dispose();
        _ecdsa?.Dispose();
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private byte[] SignBytes(byte[] data)
    {
        // The platform's keys promise no thread safety, and fakes of one tenant share theirs.
        lock (ToAlgorithm())
        {
            return SignBytesAlone(data);
        }
    }

    private byte[] SignBytesAlone(byte[] data)
    {
        var hash = Algorithm switch
        {
            JwtAlgorithms.RS384 or JwtAlgorithms.PS384 or JwtAlgorithms.ES384 => HashAlgorithmName.SHA384,
            JwtAlgorithms.RS512 or JwtAlgorithms.PS512 or JwtAlgorithms.ES512 => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        };
        if (_ecdsa is not null)
        {
            return _ecdsa.SignData(data, hash);
        }

        var padding = Algorithm is JwtAlgorithms.PS256 or JwtAlgorithms.PS384 or JwtAlgorithms.PS512
            ? RSASignaturePadding.Pss
            : RSASignaturePadding.Pkcs1;
        return _rsa!.SignData(data, hash, padding);
    }
}
