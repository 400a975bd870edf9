using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>
/// What a verdict may know: of claims nothing but whether their issuer is known, unless the signature holds. Judged by the
/// platform alone, with the keys that the world publishes.
/// </summary>
internal static class KnowledgeOracle
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Whether a refusal tells of claims that nobody signed.</summary>
    public static async ValueTask<bool> TellsTooMuchAsync(LineWorld world, string text, JwtErrorCode error)
    {
        if (error is not (JwtErrorCode.DuplicateMember or JwtErrorCode.InvalidJson))
        {
            return error >= JwtErrorCode.ClaimMissing && !IsSigned(world, text);
        }

        // On a stack of its own: what the platform throws, with a part of the token in it, does not pass through the library.
        await Task.Yield();

        // Of the header, or of claims that cannot be read as far as their issuer, these may tell.
        return HasReadableIssuer(text) && !IsSigned(world, text);
    }

    private static bool HasReadableIssuer(string text)
    {
        var parts = text.Split('.');
        try
        {
            var header = Base64Url.DecodeFromChars(parts[0]);
            using var strict = JsonDocument.Parse(header, Strict);
            return strict.RootElement.ValueKind == JsonValueKind.Object
                && ReadsTo(header, issuer: false)
                && ReadsTo(Base64Url.DecodeFromChars(parts[1]), issuer: true);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            // The platform's ways to say that a text is no strict JSON.
            return false;
        }
    }

    /// <summary>Reads a text to its end, or to the end of its issuer, every string of it: false when it is not Unicode, or has no issuer.</summary>
    private static bool ReadsTo(byte[] json, bool issuer)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 16 });
        var isIssuer = false;
        while (reader.Read())
        {
            var text = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                ? reader.GetString()
                : null;
            if (issuer && isIssuer)
            {
                return reader.TokenType == JsonTokenType.String
                    && Utf8.IsValid(json.AsSpan(0, (int)reader.BytesConsumed));
            }

            isIssuer = reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && text == "iss";
        }

        return !issuer && Utf8.IsValid(json);
    }

    private static bool IsSigned(LineWorld world, string text)
    {
        var parts = text.Split('.');
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        var algorithm = header.RootElement.GetProperty("alg").GetString()!;
        var keyId = header.RootElement.TryGetProperty("kid", out var kid) ? kid.GetString() : null;
        var input = Encoding.ASCII.GetBytes(text[..text.LastIndexOf('.')]);
        var signature = Base64Url.DecodeFromChars(parts[2]);
        return world
            .Issuers.SelectMany(static issuer => issuer.Fake.KeyRings)
            .SelectMany(static ring => ring.Published)
            .Concat(LineKeys.Algorithms.Select(LineKeys.Of))
            .Append(LineKeys.Open)
            .Where(key => key.KeyId == keyId)
            .Any(key => Verifies(key, algorithm, input, signature));
    }

    private static bool Verifies(FakeSigningKey key, string algorithm, byte[] input, byte[] signature)
    {
        var hash = new HashAlgorithmName("SHA" + algorithm[2..]);
        var pair = key.ToAlgorithm();
        // The platform's keys promise no thread safety, and fakes of one tenant share theirs.
        lock (pair)
        {
            return (pair, algorithm[0]) switch
            {
                (RSA rsa, 'R') => rsa.VerifyData(input, signature, hash, RSASignaturePadding.Pkcs1),
                (RSA rsa, 'P') => rsa.VerifyData(input, signature, hash, RSASignaturePadding.Pss),
                (ECDsa ecdsa, 'E') => ecdsa.VerifyData(input, signature, hash),
                _ => false,
            };
        }
    }
}
