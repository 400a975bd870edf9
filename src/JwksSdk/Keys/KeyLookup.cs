using JwksSdk.Telemetry;

namespace JwksSdk.Keys;

/// <summary>
/// The outcome of looking for a key: the key, or why there is none, and what was done to find it. Each is made once, for a key and for
/// an error, so that giving it allocates nothing.
/// </summary>
internal sealed class KeyLookup
{
    private static readonly KeyLookup NoKeyId = new(null, JwtErrorCode.KeyIdMissing);
    private static readonly KeyLookup Unknown = new(null, JwtErrorCode.UnknownKeyId);
    private static readonly KeyLookup Mismatch = new(null, JwtErrorCode.KeyAlgorithmMismatch);
    private static readonly KeyLookup Refused = new(null, JwtErrorCode.KeyRefused);
    private static readonly KeyLookup Unavailable = new(null, JwtErrorCode.KeysUnavailable);
    private static readonly KeyLookup NoneNewer = new(null, JwtErrorCode.BadSignature);

    private readonly KeyLookup _first;

    // Of several threads that make one at a time, any one's may stay.
    private KeyLookup?[]? _after;

    /// <summary>A key that is held.</summary>
    public KeyLookup(VerificationKey key)
        : this(key, JwtErrorCode.None) { }

    private KeyLookup(VerificationKey? key, JwtErrorCode error)
    {
        Key = key;
        Error = error;
        _first = this;
    }

    private KeyLookup(KeyLookup first, KeyMiss miss)
    {
        Key = first.Key;
        Error = first.Error;
        Miss = miss;
        _first = first;
    }

    public VerificationKey? Key { get; }

    public JwtErrorCode Error { get; }

    /// <summary>What was done because the key was not held; <see cref="KeyMiss.None"/> when nothing had to be, or could be.</summary>
    public KeyMiss Miss { get; }

    /// <summary>The same outcome, after something was done to find the key.</summary>
    public KeyLookup After(KeyMiss miss)
    {
        if (miss == KeyMiss.None)
        {
            return _first;
        }

        var after = _first._after ??= new KeyLookup?[(int)KeyMiss.Expired + 1];
        return after[(int)miss] ??= new KeyLookup(_first, miss);
    }

    public static implicit operator KeyLookup(VerificationKey key) => key.Held;

    public static implicit operator KeyLookup(JwtErrorCode error) =>
        error switch
        {
            JwtErrorCode.KeyIdMissing => NoKeyId,
            JwtErrorCode.UnknownKeyId => Unknown,
            JwtErrorCode.KeyAlgorithmMismatch => Mismatch,
            JwtErrorCode.KeyRefused => Refused,
            JwtErrorCode.KeysUnavailable => Unavailable,
            JwtErrorCode.BadSignature => NoneNewer,
            _ => throw new ArgumentOutOfRangeException(nameof(error), error, "Not about a key."),
        };
}
