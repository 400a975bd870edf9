using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>An ID token of an Amazon Cognito user pool: <c>token_use</c> is <c>id</c>. It never has a <c>typ</c>.</summary>
/// <remarks>Checked beyond the common claims: the required groups, where the declaration names some.</remarks>
[JwtClaims]
public partial record CognitoIdToken : JwtToken
{
    /// <summary><c>cognito:username</c>.</summary>
    [JwtClaim("cognito:username")]
    public required string Username { get; init; }

    /// <summary><c>cognito:groups</c>: the user's groups.</summary>
    [JwtClaim("cognito:groups")]
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary><c>cognito:roles</c>: the IAM roles of the groups.</summary>
    [JwtClaim("cognito:roles")]
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary><c>cognito:preferred_role</c>: the IAM role of the group with the highest precedence.</summary>
    [JwtClaim("cognito:preferred_role")]
    public string? PreferredRole { get; init; }

    /// <summary><c>identities</c>: the external identities the user signed in with.</summary>
    [JwtClaim("identities")]
    public IReadOnlyList<CognitoIdentity> Identities { get; init; } = [];

    /// <summary><c>nonce</c>: compare it with the one of the authentication request.</summary>
    [JwtClaim("nonce")]
    public string? Nonce { get; init; }

    /// <summary><c>email</c>.</summary>
    [JwtClaim("email")]
    public string? Email { get; init; }

    /// <summary><c>email_verified</c>; null when absent.</summary>
    [JwtClaim("email_verified")]
    public bool? EmailVerified { get; init; }

    /// <summary><c>phone_number</c>.</summary>
    [JwtClaim("phone_number")]
    public string? PhoneNumber { get; init; }

    /// <summary><c>phone_number_verified</c>; null when absent.</summary>
    [JwtClaim("phone_number_verified")]
    public bool? PhoneNumberVerified { get; init; }

    /// <summary><c>name</c>.</summary>
    [JwtClaim("name")]
    public string? Name { get; init; }

    /// <summary><c>acr</c>: the class of the authentication.</summary>
    [JwtClaim("acr")]
    public string? AuthenticationClass { get; init; }

    /// <summary><c>amr</c>: the methods of the authentication.</summary>
    [JwtClaim("amr")]
    public IReadOnlyList<string> AuthenticationMethods { get; init; } = [];

    /// <summary><c>at_hash</c>: the hash of the access token issued with this one.</summary>
    [JwtClaim("at_hash")]
    public string? AccessTokenHash { get; init; }

    /// <summary><c>origin_jti</c>: the id that all tokens of one sign-in share.</summary>
    [JwtClaim("origin_jti")]
    public string? OriginTokenId { get; init; }

    /// <summary><c>event_id</c>.</summary>
    [JwtClaim("event_id")]
    public string? EventId { get; init; }

    /// <summary><c>token_use</c>: the mark of the kind.</summary>
    [JwtClaim("token_use")]
    protected string? TokenUse { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) => TokenUse == "id";

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        policy.HasEvery("cognito:groups", Groups) ? default : new JwtError(JwtErrorCode.GroupMissing, "cognito:groups");
}
