using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using JwksSdk.Keys;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.IdentityModel;

/// <summary>
/// Keys in the form that Microsoft.IdentityModel wants, made once for each key of the store and kept for as long as that one.
/// </summary>
internal sealed class SecurityKeyCache
{
    private readonly ConditionalWeakTable<VerificationKey, SecurityKey> _keys = [];

    public SecurityKey Of(VerificationKey key) => _keys.GetValue(key, Create);

    private static SecurityKey Create(VerificationKey key)
    {
        SecurityKey made = key.ToAlgorithm() switch
        {
            RSA rsa => new RsaSecurityKey(rsa),
            var other => new ECDsaSecurityKey((ECDsa)other),
        };
        // A key that answers for every kid has none of its own.
        made.KeyId = key.MatchesAnyKeyId ? null : Encoding.UTF8.GetString(key.KeyId.Span);
        return made;
    }
}
