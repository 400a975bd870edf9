using JwksSdk.Telemetry;

namespace JwksSdk.Keys;

/// <summary>The outcome of looking for a key: the key, or why there is none, and what was done to find it.</summary>
internal readonly struct KeyLookup
{
    private KeyLookup(VerificationKey? key, JwtErrorCode error, KeyMiss miss = KeyMiss.None)
    {
        Key = key;
        Error = error;
        Miss = miss;
    }

    public VerificationKey? Key { get; }

    public JwtErrorCode Error { get; }

    /// <summary>What was done because the key was not held; <see cref="KeyMiss.None"/> when nothing had to be, or could be.</summary>
    public KeyMiss Miss { get; }

    /// <summary>The same outcome, after something was done to find the key.</summary>
    public KeyLookup After(KeyMiss miss) => new(Key, Error, miss);

    public static implicit operator KeyLookup(VerificationKey key) => new(key, JwtErrorCode.None);

    public static implicit operator KeyLookup(JwtErrorCode error) => new(null, error);
}
