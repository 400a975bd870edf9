using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace JwksSdk.Keys;

/// <summary>
/// Protects entries with AES-256-GCM (NIST SP 800-38D): secret and authenticated, bound to their context, under a random
/// nonce of 96 bits each.
/// </summary>
/// <remarks>
/// A key is good for 2³² entries (§8.3): a thousand processes that each write ten entries a minute need eight months for
/// that, and as sharing makes one entry do for all of them, a real fleet needs far longer. Change it once a year.
/// Layout: version, length of the key's name, name, nonce, tag, ciphertext.
/// </remarks>
public sealed class AesGcmKeySetProtector : IKeySetProtector
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly (byte[] Header, byte[] Secret)[] _keys;

    /// <summary>Takes the keys: the first one protects, each one is good for reading.</summary>
    /// <param name="keys">One or more, with different names.</param>
    /// <exception cref="ArgumentException">There is no key, or one that cannot be used; says which and why, without its value.</exception>
    public AesGcmKeySetProtector(IEnumerable<KeySharingKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        KeySharingKey[] all = [.. keys];
        var problem =
            all.Length == 0 ? "At least one key is needed." : KeySharingOptions.Problems(all).FirstOrDefault();
        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(keys));
        }

        _keys = [.. all.Select(static key => (Header(key.Name), key.Bytes()!))];
    }

    /// <inheritdoc />
    public byte[] Protect(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> context)
    {
        var (header, secret) = _keys[0];
        var result = new byte[header.Length + NonceLength + TagLength + entry.Length];
        header.CopyTo(result, 0);
        var nonce = result.AsSpan(header.Length, NonceLength);
        var tag = result.AsSpan(header.Length + NonceLength, TagLength);
        RandomNumberGenerator.Fill(nonce);

        // One instance for each call: they are not documented to be safe for several threads.
        using var aes = new AesGcm(secret, TagLength);
        aes.Encrypt(nonce, entry, result.AsSpan(header.Length + NonceLength + TagLength), tag, [.. header, .. context]);
        return result;
    }

    /// <inheritdoc />
    public bool TryUnprotect(
        ReadOnlySpan<byte> protectedEntry,
        ReadOnlySpan<byte> context,
        [NotNullWhen(true)] out byte[]? entry
    )
    {
        entry = null;
        foreach (var (header, secret) in _keys)
        {
            if (
                protectedEntry.StartsWith(header)
                && protectedEntry.Length >= header.Length + NonceLength + TagLength
                && TryDecrypt(secret, protectedEntry[header.Length..], [.. header, .. context], out entry)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryDecrypt(
        byte[] secret,
        ReadOnlySpan<byte> body,
        ReadOnlySpan<byte> associated,
        [NotNullWhen(true)] out byte[]? entry
    )
    {
        var plain = new byte[body.Length - NonceLength - TagLength];
        using var aes = new AesGcm(secret, TagLength);
        try
        {
            aes.Decrypt(
                body[..NonceLength],
                body[(NonceLength + TagLength)..],
                body.Slice(NonceLength, TagLength),
                plain,
                associated
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            entry = null;
            return false;
        }

        entry = plain;
        return true;
    }

    private static byte[] Header(string name) => [Version, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)];
}
