namespace JwksSdk.Keys;

/// <summary>Why a text is no file of pinned key sets.</summary>
public enum KeySetLockProblem
{
    /// <summary>It is one.</summary>
    None = 0,

    /// <summary>It is longer than <see cref="KeySetLock.MaxLength"/>.</summary>
    TooLarge = 1,

    /// <summary>It is not strict JSON in UTF-8: broken, with comments, or with a member twice, at any depth.</summary>
    NotStrictJson = 2,

    /// <summary><c>version</c> is missing or not <see cref="KeySetLock.Version"/>.</summary>
    UnknownVersion = 3,

    /// <summary>A member is missing, unknown, or not of its form.</summary>
    Malformed = 4,

    /// <summary>An issuer occurs twice.</summary>
    DuplicateIssuer = 5,

    /// <summary><c>keys</c> is no key set: more than 100 keys.</summary>
    NotAKeySet = 6,

    /// <summary>There are more than <see cref="KeySetLock.MaxKeySets"/> key sets.</summary>
    TooManyKeySets = 7,
}
