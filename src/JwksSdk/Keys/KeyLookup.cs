namespace JwksSdk.Keys;

/// <summary>The outcome of looking for a key: the key, or why there is none.</summary>
internal readonly struct KeyLookup
{
    private KeyLookup(VerificationKey? key, JwtErrorCode error)
    {
        Key = key;
        Error = error;
    }

    public VerificationKey? Key { get; }

    public JwtErrorCode Error { get; }

    public static implicit operator KeyLookup(VerificationKey key) => new(key, JwtErrorCode.None);

    public static implicit operator KeyLookup(JwtErrorCode error) => new(null, error);
}
