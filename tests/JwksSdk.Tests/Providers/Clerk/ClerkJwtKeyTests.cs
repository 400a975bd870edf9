using System.Security.Cryptography;
using JwksSdk.Providers;

namespace JwksSdk.Tests.Providers.Clerk;

/// <summary>The key without network, in every dress it comes in.</summary>
public sealed class ClerkJwtKeyTests
{
    private static readonly ClerkConvention Convention = new();
    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly string Base64 = Convert.ToBase64String(Rsa.ExportSubjectPublicKeyInfo());
    private static readonly string Pem = Rsa.ExportSubjectPublicKeyInfoPem();

    public static TheoryData<string> Dresses =>
        [
            "armoured",
            "armoured, with a last line break",
            "armoured, line breaks of Windows",
            "armoured, line breaks escaped",
            "armoured, line breaks lost",
            "bare",
            "bare, in lines",
            "bare, in escaped lines",
        ];

    [Theory]
    [MemberData(nameof(Dresses))]
    public void The_key_is_read_in_every_dress(string dress)
    {
        var text = dress switch
        {
            "armoured" => Pem,
            "armoured, with a last line break" => Pem + "\n",
            "armoured, line breaks of Windows" => Pem.ReplaceLineEndings("\r\n"),
            "armoured, line breaks escaped" => Pem.ReplaceLineEndings("\\n"),
            "armoured, line breaks lost" => Pem.ReplaceLineEndings(" "),
            "bare" => Base64,
            "bare, in lines" => string.Join('\n', Base64.Chunk(64).Select(static line => new string(line))),
            _ => string.Join("\\n", Base64.Chunk(64).Select(static line => new string(line))),
        };

        var resolution = Convention.Resolve(Inputs().Set("JwtKey", text));

        Assert.Empty(resolution.Problems);
        var issuer = Assert.Single(resolution.Facts.Issuers);
        Assert.Equal(Base64, Assert.IsType<StaticKeySource>(issuer.Keys).SubjectPublicKeyInfo);
        Assert.Null(issuer.JwksUri);
    }

    [Fact]
    public void A_private_key_is_reported_as_a_secret_in_armour_and_out_of_it()
    {
        foreach (
            var text in new[]
            {
                Rsa.ExportPkcs8PrivateKeyPem(),
                Rsa.ExportRSAPrivateKeyPem(),
                Convert.ToBase64String(Rsa.ExportPkcs8PrivateKey()),
                Convert.ToBase64String(Rsa.ExportRSAPrivateKey()),
            }
        )
        {
            ProblemAssert.Only(ProblemKind.SecretInSource, "JwtKey", Convention.Resolve(Inputs().Set("JwtKey", text)));
        }
    }

    [Fact]
    public void What_is_no_public_key_is_refused()
    {
        foreach (
            var text in new[]
            {
                "clerk.acme.com",
                "AAAA",
                Base64[..^4],
                Base64 + "AAAA",
                Rsa.ExportRSAPublicKeyPem(),
                Convert.ToBase64String(Rsa.ExportRSAPublicKey()),
                Pem.Replace("PUBLIC KEY", "CERTIFICATE", StringComparison.Ordinal),
                Pem[..^30],
                "-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----",
            }
        )
        {
            var message = ProblemAssert.Only(
                ProblemKind.MalformedInput,
                "JwtKey",
                Convention.Resolve(Inputs().Set("JwtKey", text))
            );
            Assert.DoesNotContain("MII", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_key_beside_another_source_is_a_contradiction()
    {
        ProblemAssert.Only(
            ProblemKind.Contradiction,
            "JwtKey",
            Convention.Resolve(Inputs().Set("JwtKey", Base64).Set("KeySource", "FrontendApi"))
        );
        ProblemAssert.Only(
            ProblemKind.Contradiction,
            "JwksUri",
            Convention.Resolve(Inputs().Set("JwtKey", Base64).Set("JwksUri", "https://keys.test/"))
        );
    }

    [Fact]
    public void The_source_without_its_key_is_reported() =>
        ProblemAssert.Only(ProblemKind.MissingInput, "JwtKey", Convention.Resolve(Inputs().Set("KeySource", "JwtKey")));

    private static ProviderInputs Inputs() => new ProviderInputs().Set("FrontendApi", "clerk.acme.com");
}
