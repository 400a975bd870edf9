using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Material;

/// <summary>Key sets that real providers published.</summary>
public sealed class PublishedKeySetTests
{
    private const string KeyId = "NjVBRjY5MDlCMUIwNzU4RTA2QzZFMDQ4QzQ2MDAyQjVDNjk1RTM2Qg";

    private static string Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));

    private static JsonNode TheKey() => JsonNode.Parse(Read("auth0-demo-tenant.jwks.json"))!["keys"]![0]!;

    private static byte[] TheCertificate() => Convert.FromBase64String(TheKey()["x5c"]![0]!.GetValue<string>());

    [Fact]
    public void The_demo_tenants_set_loads_and_its_kid_is_found()
    {
        var reading = KeySets.Read(Read("auth0-demo-tenant.jwks.json"))!;

        Assert.Empty(reading.Refused);
        var snapshot = new KeySnapshot(reading, KeySetTimes.Fixed);
        Assert.NotNull(snapshot.Find(KeyId.Utf8(), JwtAlgorithms.RS256).Key);
        Assert.Equal(JwtErrorCode.KeyAlgorithmMismatch, snapshot.Find(KeyId.Utf8(), JwtAlgorithms.PS256).Error);
    }

    [Fact]
    public void The_demo_tenants_certificate_holds_the_key_of_n_and_e()
    {
        var reading = KeySets.Read(Read("auth0-demo-tenant.jwks.json"))!;

        var judged = PublicKeyInfo.JudgeCertificate(TheCertificate());
        Assert.Equal(KeyRefusal.None, judged.Refusal);
        Assert.Equal(reading.Keys.Single().Thumbprint, judged.Thumbprint);
        using var certificate = X509CertificateLoader.LoadCertificate(TheCertificate());
        var numbers = certificate.GetRSAPublicKey()!.ExportParameters(false);
        Assert.Equal(TheKey()["n"]!.GetValue<string>(), Base64Url.EncodeToString(numbers.Modulus));
        Assert.Equal(TheKey()["e"]!.GetValue<string>(), Base64Url.EncodeToString(numbers.Exponent));
    }

    [Fact]
    public void The_demo_tenants_kid_is_the_hexadecimal_fingerprint_of_its_certificate()
    {
        // SHA-1 as a fingerprint that somebody else chose, not for security.
        var fingerprint = Convert.ToHexString(SHA1.HashData(TheCertificate()));

        Assert.Equal(KeyId, Base64Url.EncodeToString(Encoding.ASCII.GetBytes(fingerprint)));
    }

    [Fact]
    public void The_demo_tenants_key_loads_from_its_certificate_alone()
    {
        var key = (JsonObject)TheKey().DeepClone();
        key.Remove("n");
        key.Remove("e");

        var reading = KeySets.Read(KeySets.Of(key))!;

        Assert.Equal(
            KeySets.Read(Read("auth0-demo-tenant.jwks.json"))!.Keys.Single().Thumbprint,
            reading.Keys.Single().Thumbprint
        );
    }

    [Fact]
    public void A_bare_array_with_members_nobody_knows_and_without_alg_loads()
    {
        var json = Read("onelogin-signing-keys.json");
        var reading = KeySets.Read(json)!;

        var kid = JsonNode.Parse(json)![0]!["kid"]!.GetValue<string>();
        var key = reading.Keys.Single(key => key.KeyId.Span.SequenceEqual(kid.Utf8()));

        // The provider's kid is the RFC 7638 thumbprint: a second opinion on ours.
        Assert.Equal(kid, key.Thumbprint);
        Assert.True(key.Algorithms.HasFlag(JwtAlgorithms.RS256 | JwtAlgorithms.PS512));
    }
}
