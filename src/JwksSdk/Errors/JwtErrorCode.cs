namespace JwksSdk;

/// <summary>
/// Why a token was not accepted: a closed list. Numbers and names are stable and never reused. The thousand says which
/// step of the line refused: 1 parsing, 2 algorithm, 3 routing, 4 keys, 5 signature, 6 claims.
/// </summary>
/// <remarks>
/// Codes from 6000 on are only ever given after the signature held (RFC 8725 §3.3), and so is that a claim occurs twice: before
/// that, an error says nothing about the claims other than that their issuer is missing or unknown, or that there are none,
/// because they are no JSON as far as the issuer. Texts, fixes and HTTP status codes are in <see cref="JwtErrors"/>.
/// </remarks>
public enum JwtErrorCode
{
    /// <summary>No error. The value of <c>default</c>; a refused token never carries it.</summary>
    None = 0,

    /// <summary>The token is null or has no characters.</summary>
    TokenEmpty = 1001,

    /// <summary>The token is longer than the declared limit; nothing of it was decoded.</summary>
    TokenTooLong = 1002,

    /// <summary>The token does not have three non-empty parts separated by two dots (RFC 7515 §7.1).</summary>
    Malformed = 1003,

    /// <summary>The token has five parts: it is encrypted (a JWE, RFC 7516 §7.1).</summary>
    Encrypted = 1004,

    /// <summary>The token has no dots, or a prefix of an opaque credential: it is not a JWT at all.</summary>
    Opaque = 1005,

    /// <summary>A part is not canonical base64url without padding (RFC 7515 §2, RFC 4648 §3.5).</summary>
    Encoding = 1006,

    /// <summary>
    /// The header or the claims are not one strict JSON object in UTF-8 (RFC 8259, RFC 8725 §3.7). Of claims that can be read as
    /// far as their issuer it is told only after the signature held.
    /// </summary>
    InvalidJson = 1007,

    /// <summary>
    /// A member name occurs twice in one object, in any spelling (RFC 7515 §4, RFC 7519 §4). Among the claims it is told only
    /// after the signature held.
    /// </summary>
    DuplicateMember = 1008,

    /// <summary>A header member that this library reads has the wrong JSON type, is empty where it must not be, or is longer than 256 bytes.</summary>
    InvalidHeader = 1009,

    /// <summary>The header has <c>crit</c> or <c>b64</c>: extensions are refused, whatever they list (RFC 7515 §4.1.11).</summary>
    CriticalHeader = 1010,

    /// <summary>The algorithm is missing, <c>none</c>, unknown, or not one the declaration accepts (RFC 8725 §3.1).</summary>
    AlgorithmNotAllowed = 2001,

    /// <summary>The algorithm is symmetric (HS256, …): a published key set can never verify it.</summary>
    SymmetricAlgorithm = 2002,

    /// <summary>The token has no <c>iss</c> claim that is a string, so it cannot be routed.</summary>
    IssuerMissing = 3001,

    /// <summary>No declaration has this issuer. Nothing was fetched.</summary>
    UnknownIssuer = 3002,

    /// <summary>The header has no <c>kid</c>, and the issuer's key set needs one.</summary>
    KeyIdMissing = 4001,

    /// <summary>
    /// The issuer's key set has no key with this <c>kid</c>, also after the refetch that the budget allowed; or other keys are
    /// held, and the issuer was not asked because the token was not worth a request.
    /// </summary>
    UnknownKeyId = 4002,

    /// <summary>A key with this <c>kid</c> exists but is for another algorithm or key type (RFC 8725 §3.1).</summary>
    KeyAlgorithmMismatch = 4003,

    /// <summary>A key with this <c>kid</c> was published but refused when it was loaded (size, curve, private member, …).</summary>
    KeyRefused = 4004,

    /// <summary>
    /// The issuer's keys could not be obtained: there are none at all, or the token names one that is not among them and
    /// the latest fetch failed. The token may be good, nobody can tell. Answer 503, not 401.
    /// </summary>
    KeysUnavailable = 4005,

    /// <summary>The signature does not match the signing input under the issuer's key.</summary>
    BadSignature = 5001,

    /// <summary>A claim that this kind of token must have is missing.</summary>
    ClaimMissing = 6001,

    /// <summary>A claim has a JSON type or a range that its specification does not allow.</summary>
    ClaimType = 6002,

    /// <summary>The token is of a kind that is not accepted here (an ID token for an access token, …; RFC 8725 §3.11, §3.12).</summary>
    WrongTokenKind = 6003,

    /// <summary><c>exp</c> has passed, clock skew included (RFC 7519 §4.1.4).</summary>
    Expired = 6004,

    /// <summary><c>nbf</c> has not been reached, clock skew included (RFC 7519 §4.1.5).</summary>
    NotYetValid = 6005,

    /// <summary><c>iat</c> lies in the future, clock skew included (RFC 7519 §4.1.6).</summary>
    IssuedInFuture = 6006,

    /// <summary><c>aud</c> names none of the declared audiences (RFC 7519 §4.1.3).</summary>
    AudienceMismatch = 6007,

    /// <summary>The claim that names the client is not one of the declared clients.</summary>
    ClientMismatch = 6008,

    /// <summary>The party the token was issued to (<c>azp</c> as an origin) is not one of the declared parties.</summary>
    AuthorizedPartyMismatch = 6009,

    /// <summary>The token is bound to a key or certificate (<c>cnf</c>) and was presented as a plain bearer token (RFC 7800).</summary>
    BoundToken = 6010,

    /// <summary>The session of the token has not completed its sign-in.</summary>
    SessionPending = 6011,

    /// <summary>A claim has a value that the declaration does not accept.</summary>
    ClaimNotAccepted = 6012,

    /// <summary><c>iat</c> lies longer ago than the declaration allows, clock skew included.</summary>
    TokenTooOld = 6013,

    /// <summary>
    /// The user signed in (<c>auth_time</c>) longer ago than the declaration allows, clock skew included (OpenID Connect Core
    /// §3.1.2.1, RFC 9470 §3).
    /// </summary>
    AuthenticationTooOld = 6014,

    /// <summary><c>auth_time</c> lies in the future, clock skew included.</summary>
    AuthenticatedInFuture = 6015,

    /// <summary>The token lacks a scope that the declaration requires (RFC 6750 §3.1 <c>insufficient_scope</c>).</summary>
    ScopeMissing = 6016,

    /// <summary>The token lacks a permission that the declaration requires.</summary>
    PermissionMissing = 6017,

    /// <summary>The token lacks a role that the declaration requires.</summary>
    RoleMissing = 6018,

    /// <summary>The token lacks a group that the declaration requires.</summary>
    GroupMissing = 6019,
}
