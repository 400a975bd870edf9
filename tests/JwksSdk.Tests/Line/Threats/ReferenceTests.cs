using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using JwksSdk.Generators.Tests.Support;

namespace JwksSdk.Tests.Line.Threats;

/// <summary>Attacks that are impossible because the code for them is not there: read from the metadata of the assembly.</summary>
public sealed partial class ReferenceTests
{
    private static readonly Lazy<(HashSet<string> Types, HashSet<string> Members)> References = new(Read);

    [Theory]
    [InlineData("HMAC")]
    [InlineData("KeyedHashAlgorithm")]
    [InlineData("Kmac")]
    public void No_shared_secret_can_be_verified(string name) =>
        Assert.DoesNotContain(References.Value.Types, type => type.Contains(name, StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("Rfc2898DeriveBytes")]
    [InlineData("HKDF")]
    [InlineData("PasswordDeriveBytes")]
    [InlineData("SP800108")]
    [InlineData("ECDiffieHellman")]
    [InlineData("AesCng")]
    [InlineData("RSAEncryptionPadding")]
    [InlineData("RSAPKCS1KeyExchangeDeformatter")]
    public void No_encrypted_token_can_be_opened(string name) =>
        Assert.DoesNotContain(References.Value.Types, type => type.EndsWith("." + name, StringComparison.Ordinal));

    [Fact]
    public void Keys_verify_and_do_nothing_else()
    {
        var calls = References.Value.Members.Where(static member =>
            member.StartsWith("System.Security.Cryptography.RSA.", StringComparison.Ordinal)
            || member.StartsWith("System.Security.Cryptography.ECDsa.", StringComparison.Ordinal)
            || member.StartsWith("System.Security.Cryptography.ECAlgorithm.", StringComparison.Ordinal)
        );
        Assert.Contains("System.Security.Cryptography.RSA.VerifyData", calls);
        Assert.DoesNotContain(calls, static call => ForbiddenCall().IsMatch(call));
    }

    [Theory]
    [InlineData("System.IO.Compression")]
    public void Nothing_is_unfolded(string space) =>
        Assert.DoesNotContain(References.Value.Types, type => type.StartsWith(space, StringComparison.Ordinal));

    /// <summary>The bridges to another implementation name its types; what verifies, and all that it rests on, does not.</summary>
    [Fact]
    public void No_other_implementation_of_tokens_stands_behind_this_one()
    {
        var users = Repository
            .SourceFiles("src/JwksSdk")
            .Where(static file => Repository.Read(file).Contains("Microsoft.IdentityModel", StringComparison.Ordinal))
            .Select(static file => Path.GetFileName(Path.GetDirectoryName(file)))
            .Distinct();
        Assert.Equal(["IdentityModel"], users);

        var handlers = References.Value.Members.Where(static member =>
            member.StartsWith("Microsoft.IdentityModel", StringComparison.Ordinal)
            && (
                member.Contains("Handler.", StringComparison.Ordinal)
                || member.Contains("CryptoProviderFactory.", StringComparison.Ordinal)
                || member.Contains("SignatureProvider.", StringComparison.Ordinal)
            )
        );
        const string Handler = "Microsoft.IdentityModel.Tokens.TokenHandler.";
        Assert.Equal(
            [Handler + ".ctor", Handler + "get_MaximumTokenSizeInBytes"],
            handlers.Order(StringComparer.Ordinal)
        );
    }

    private static (HashSet<string>, HashSet<string>) Read()
    {
        using var stream = File.OpenRead(typeof(IJwtVerifier).Assembly.Location);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        var types = metadata
            .TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}");
        var members = metadata
            .MemberReferences.Select(metadata.GetMemberReference)
            .Where(static member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member =>
            {
                var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
                return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
            });
        return (types.ToHashSet(StringComparer.Ordinal), members.ToHashSet(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\.(Decrypt|TryDecrypt|Encrypt|Sign|TrySign|ImportRSAPrivate|ImportPkcs8|ImportEncrypted)")]
    private static partial Regex ForbiddenCall();
}
