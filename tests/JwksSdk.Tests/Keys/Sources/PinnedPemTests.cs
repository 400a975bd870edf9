using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sources;

/// <summary>Which PEM texts are keys, and what is said of the others.</summary>
public sealed class PinnedPemTests
{
    [Theory]
    [InlineData(JwtAlgorithms.RS256)]
    [InlineData(JwtAlgorithms.ES256)]
    [InlineData(JwtAlgorithms.ES384)]
    [InlineData(JwtAlgorithms.ES512)]
    public async Task A_public_key_is_the_key_that_its_issuer_publishes(JwtAlgorithms algorithm)
    {
        var signer = KeySets.Signer(algorithm);

        var key = await ReadAsync(new PinnedPem("k", PublicKeyOf(signer)));

        Assert.Equal(KeySets.Read(KeySets.Of(signer))!.Keys.Single().Thumbprint, key.Thumbprint);
        Assert.Equal("k"u8.ToArray(), key.KeyId.ToArray());
        Assert.True((key.Algorithms & algorithm) != 0);
        Assert.False(key.MatchesAnyKeyId);
    }

    [Fact]
    public async Task A_certificate_is_its_key()
    {
        var request = new CertificateRequest(
            "CN=pinned",
            (RSA)KeySets.Rsa.ToAlgorithm(),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));

        var key = await ReadAsync(new PinnedPem("a", certificate.ExportCertificatePem()));

        Assert.Equal(KeySets.Read(KeySets.Of(KeySets.Rsa))!.Keys.Single().Thumbprint, key.Thumbprint);
    }

    [Fact]
    public void A_private_key_is_refused_and_not_shown()
    {
        var pem = KeySets.Rsa.ToAlgorithm().ExportPkcs8PrivateKeyPem();

        var beside = PublicKeyOf(KeySets.Rsa) + "\n" + pem;

        Assert.Contains("private key", Refused(pem), StringComparison.Ordinal);
        Assert.Contains("private key", Refused(beside), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_tokens_may_not_be_verified_with_is_refused()
    {
        using var weak = RSA.Create(1024);
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);

        Assert.Contains("ModulusSize", Refused(weak.ExportSubjectPublicKeyInfoPem()), StringComparison.Ordinal);
        Refused(foreign.ExportSubjectPublicKeyInfoPem());
    }

    [Theory]
    [InlineData("", "not one PEM block")]
    [InlineData("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A", "not one PEM block")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", "cannot be read")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAAAAAA\n-----END PUBLIC KEY-----", "cannot be read")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAAAAAA\n-----END CERTIFICATE-----", "cannot be read")]
    [InlineData("-----BEGIN RSA PUBLIC KEY-----\nAAAAAAAA\n-----END RSA PUBLIC KEY-----", "PUBLIC KEY nor a CERT")]
    public void What_is_no_key_is_refused(string pem, string why) =>
        Assert.Contains(why, Refused(pem), StringComparison.Ordinal);

    [Theory]
    // An RSA key whose numbers are none, and an Ed25519 key.
    [InlineData("3014300D06092A864886F70D0101010500030300" + "0102", "cannot be read")]
    [InlineData(
        "302A300506032B6570032100" + "D75A980182B10AB7D54BFED3C964073A0EE172F3DAA62325AF021A68F707511A",
        "neither an RSA nor an elliptic-curve key"
    )]
    public void A_key_that_cannot_be_imported_is_refused(string der, string why) =>
        Assert.Contains(
            why,
            Refused(PemEncoding.WriteString("PUBLIC KEY", Convert.FromHexString(der))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Two_keys_in_one_text_are_refused() =>
        Assert.Contains(
            "not one PEM block",
            Refused(PublicKeyOf(KeySets.Rsa) + "\n" + PublicKeyOf(KeySets.OtherRsa)),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_key_with_bytes_after_its_end_is_refused() =>
        Assert.Contains(
            "bytes after its end",
            Refused(PemEncoding.WriteString("PUBLIC KEY", [.. KeySets.Rsa.ToSubjectPublicKeyInfo(), 0])),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_kid_has_at_most_256_bytes()
    {
        Assert.NotNull(new PinnedPem(new string('k', 256), PublicKeyOf(KeySets.Rsa)));
        Assert.Throws<ArgumentException>(() => new PinnedPem(new string('k', 257), PublicKeyOf(KeySets.Rsa)));
    }

    [Fact]
    public async Task Several_keys_are_one_source_and_the_same_key_twice_is_one()
    {
        var source = new PinnedPemSource(new PinnedPem("a", PublicKeyOf(KeySets.Rsa)));

        source = source.With(new PinnedPem("b", PublicKeyOf(KeySets.OtherRsa)));
        source = source.With(new PinnedPem("b", PublicKeyOf(KeySets.OtherRsa)));

        var keys = JwksReader.Read((await GetAsync(source)).Document!.Json)!;
        Assert.Equal(2, keys.Keys.Count);
        Assert.Empty(keys.Refused);
        var other = new PinnedPem("a", PublicKeyOf(KeySets.OtherRsa));
        Assert.StartsWith("Another key", Assert.Throws<ArgumentException>(() => source.With(other)).Message);
    }

    [Fact]
    public async Task A_pinned_key_is_older_than_anything_that_was_fetched_and_trusted_for_ever()
    {
        var answer = await GetAsync(new PinnedPemSource(new PinnedPem("a", PublicKeyOf(KeySets.Rsa))));

        Assert.Equal(DateTimeOffset.UnixEpoch, answer.Document!.FetchedAt);
        Assert.Equal(DateTimeOffset.MaxValue, answer.Document.TrustedUntil);
    }

    internal static string PublicKeyOf(FakeSigningKey key) =>
        PemEncoding.WriteString("PUBLIC KEY", key.ToSubjectPublicKeyInfo());

    private static async Task<VerificationKey> ReadAsync(PinnedPem pem) =>
        JwksReader.Read((await GetAsync(new PinnedPemSource(pem))).Document!.Json)!.Keys.Single();

    private static Task<KeySetAnswer> GetAsync(PinnedPemSource source) =>
        source.GetAsync(new KeySetRequest("https://issuer.test/"), TestContext.Current.CancellationToken);

    private static string Refused(string pem)
    {
        var text = Assert.Throws<ArgumentException>(() => new PinnedPem("secret-kid", pem)).ToString();
        Assert.DoesNotContain("secret-kid", text, StringComparison.Ordinal);
        Assert.All(
            pem.Split('\n').Where(static line => line.Length > 0),
            line => Assert.DoesNotContain(line, text, StringComparison.Ordinal)
        );
        return text;
    }
}
