using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>An access token of an Amazon Cognito user pool: <c>token_use</c> is <c>access</c>.</summary>
/// <remarks>
/// Checked beyond the common claims: <c>client_id</c> is a declared client; the required scopes and groups, where the
/// declaration names some. There is no <c>aud</c> unless the pool binds tokens to resources, and never a <c>typ</c>.
/// </remarks>
[JwtClaims]
public partial record CognitoAccessToken : JwtToken
{
    /// <summary><c>client_id</c>: the app client.</summary>
    [JwtClaim("client_id")]
    public required string ClientId { get; init; }

    /// <summary><c>scope</c>: the granted scopes; only <c>aws.cognito.signin.user.admin</c> after a sign-in through the API.</summary>
    [JwtClaim("scope", Form = ClaimForm.SpaceSeparated)]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary><c>username</c>: null in a token of the client credentials grant.</summary>
    [JwtClaim("username")]
    public string? Username { get; init; }

    /// <summary><c>cognito:groups</c>: the user's groups.</summary>
    [JwtClaim("cognito:groups")]
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary><c>version</c>: the version of the token's shape.</summary>
    [JwtClaim("version")]
    public int? Version { get; init; }

    /// <summary><c>origin_jti</c>: the id that all tokens of one sign-in share.</summary>
    [JwtClaim("origin_jti")]
    public string? OriginTokenId { get; init; }

    /// <summary><c>event_id</c>.</summary>
    [JwtClaim("event_id")]
    public string? EventId { get; init; }

    /// <summary><c>device_key</c>: the remembered device.</summary>
    [JwtClaim("device_key")]
    public string? DeviceKey { get; init; }

    /// <summary><c>token_use</c>: the mark of the kind.</summary>
    [JwtClaim("token_use")]
    protected string? TokenUse { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) => TokenUse == "access";

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        !policy.Accepts("client_id", ClientId) ? new JwtError(JwtErrorCode.ClientMismatch, "client_id")
        : !policy.HasEvery("scope", Scopes) ? new JwtError(JwtErrorCode.ScopeMissing, "scope")
        : !policy.HasEvery("cognito:groups", Groups) ? new JwtError(JwtErrorCode.GroupMissing, "cognito:groups")
        : default;
}
