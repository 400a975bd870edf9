namespace JwksSdk;

/// <summary>What there is to know about one <see cref="JwtErrorCode"/>.</summary>
/// <param name="Code">The code.</param>
/// <param name="Summary">What is wrong, in one sentence without values.</param>
/// <param name="Fix">What to change, and where.</param>
/// <param name="HttpStatusCode">The HTTP status code that fits.</param>
public sealed record JwtErrorDescription(JwtErrorCode Code, string Summary, string Fix, int HttpStatusCode)
{
    private const string Pages = HelpPages.Root + "src/JwksSdk/Errors/docs/";

    /// <summary>
    /// The address of the page on the code: what happened, the usual causes, the fix, each at length. Null for
    /// <see cref="JwtErrorCode.None"/>.
    /// </summary>
    public string? HelpLink => Code == JwtErrorCode.None ? null : $"{Pages}{Code}.md";
}

/// <summary>The one source for the text, fix and HTTP status code of every <see cref="JwtErrorCode"/>.</summary>
public static class JwtErrors
{
    private static readonly JwtErrorDescription[] Descriptions =
    [
        new(JwtErrorCode.None, "No error.", "Nothing to do.", 0),
        BadToken(
            JwtErrorCode.TokenEmpty,
            "There is no token.",
            "Send the token: as Authorization: Bearer <token> in HTTP."
        ),
        BadToken(
            JwtErrorCode.TokenTooLong,
            "The token is longer than the limit.",
            "Make the token smaller (fewer custom claims or groups), or raise JwtVerifierOptions.MaxTokenLength."
        ),
        BadToken(
            JwtErrorCode.Malformed,
            "The token is not three parts separated by dots.",
            "Send the whole compact token, and only one: three parts with two dots between them."
        ),
        BadToken(
            JwtErrorCode.Encrypted,
            "The token is encrypted (five parts), not signed.",
            "Ask the provider for a signed token: name an audience in the request, or switch token encryption off for this API."
        ),
        BadToken(
            JwtErrorCode.Opaque,
            "The token is an opaque credential, not a JWT.",
            "Ask the provider for tokens in JWT format (an audience is often what is missing), or use its introspection endpoint."
        ),
        BadToken(
            JwtErrorCode.Encoding,
            "A part of the token is not canonical base64url.",
            "Send the token alone and exactly as it was issued: no scheme, no quotes, no line breaks, no padding, no URL-escaping."
        ),
        BadToken(
            JwtErrorCode.InvalidJson,
            "The header or the claims are not one strict JSON object.",
            "The issuer writes invalid JSON, or the token was altered on its way."
        ),
        BadToken(
            JwtErrorCode.DuplicateMember,
            "A member occurs twice in one JSON object.",
            "The issuer (or a custom-claims script) writes a member twice: two readers could read two meanings."
        ),
        BadToken(
            JwtErrorCode.InvalidHeader,
            "A header member has the wrong type or length.",
            "alg must be a string; kid and typ, where present, must be strings of at most 256 bytes, kid not empty."
        ),
        BadToken(
            JwtErrorCode.CriticalHeader,
            "The header demands an extension (crit or b64) that is not supported.",
            "Ask the issuer for a plain JWS: no extension is supported, so every crit is refused."
        ),
        BadToken(
            JwtErrorCode.AlgorithmNotAllowed,
            "The algorithm is not one the declaration accepts.",
            "Let the provider sign with an accepted algorithm, or add the algorithm to the declaration's Algorithms."
        ),
        BadToken(
            JwtErrorCode.SymmetricAlgorithm,
            "The token is signed with a shared secret, which a published key set can never verify.",
            "Switch the API or client to RS256 (or another asymmetric algorithm) at the provider."
        ),
        BadToken(
            JwtErrorCode.IssuerMissing,
            "The token has no issuer.",
            "Ask for tokens with an iss claim; without one no key set can be chosen."
        ),
        BadToken(
            JwtErrorCode.UnknownIssuer,
            "The issuer is not the one of this declaration, or of any.",
            "Compare the declared Issuer with the token's iss character by character: trailing slash, custom domain, region."
        ),
        BadToken(
            JwtErrorCode.KeyIdMissing,
            "The header names no key (kid).",
            "Ask for tokens with a kid header; keys are never guessed."
        ),
        BadToken(
            JwtErrorCode.UnknownKeyId,
            "No key of the issuer has this kid.",
            "The key was withdrawn, or the token is from another instance of the provider, or it is an old one that was not worth a request beside the keys that are held. A key published a moment ago is found within the cool-down."
        ),
        BadToken(
            JwtErrorCode.KeyAlgorithmMismatch,
            "The key with this kid is not for the token's algorithm.",
            "The key and the provider decide the algorithm; the header must agree."
        ),
        BadToken(
            JwtErrorCode.KeyRefused,
            "The key with this kid was refused when the key set was loaded.",
            "The log of the key set says why (size, curve, use, private or duplicate members)."
        ),
        new(
            JwtErrorCode.KeysUnavailable,
            "The issuer's keys could not be obtained.",
            "Look at the fetch errors in the log: the address, the network, or the provider itself. Answer 503 and let the caller retry.",
            503
        ),
        BadToken(
            JwtErrorCode.BadSignature,
            "The signature does not match.",
            "The token was altered, or was signed by a key that its issuer does not publish."
        ),
        BadToken(
            JwtErrorCode.ClaimMissing,
            "A claim that this kind of token must have is missing.",
            "Let the provider add the claim to this kind of token; or, where your own token type alone asks for it, make the member optional."
        ),
        BadToken(
            JwtErrorCode.ClaimType,
            "A claim has the wrong JSON type or is out of range.",
            "Look at the claim in a test token. A member of your own token type must have the type that the provider sends; a claim that this library reads must come as the provider documents it: look for a script or mapping that changes it."
        ),
        BadToken(
            JwtErrorCode.WrongTokenKind,
            "The token is of a kind that is not accepted here.",
            "Send the access token where an access token is due and the ID token where an ID token is due."
        ),
        BadToken(JwtErrorCode.Expired, "The token has expired.", "Refresh the token; check the clocks if it is new."),
        BadToken(
            JwtErrorCode.NotYetValid,
            "The token is not valid yet.",
            "Check the clocks of this machine and of the issuer, or declare a larger clock skew."
        ),
        BadToken(
            JwtErrorCode.IssuedInFuture,
            "The token was issued in the future.",
            "Check the clocks of this machine and of the issuer, or declare a larger clock skew."
        ),
        BadToken(
            JwtErrorCode.AudienceMismatch,
            "The token is for another audience.",
            "Request the token for this API, or add its audience to the declaration."
        ),
        BadToken(
            JwtErrorCode.ClientMismatch,
            "The token was issued to another client.",
            "Add the client's id to the declaration if it may call this service."
        ),
        BadToken(
            JwtErrorCode.AuthorizedPartyMismatch,
            "The token was issued for another party.",
            "Add the origin to the declared AuthorizedParties if it may call this service."
        ),
        BadToken(
            JwtErrorCode.BoundToken,
            "The token is bound to a key and cannot be used as a plain bearer token.",
            "Present it with its proof (DPoP or mutual TLS), or declare AllowBoundTokens where another layer checks the proof."
        ),
        BadToken(
            JwtErrorCode.SessionPending,
            "The session has not completed its sign-in.",
            "Let the user finish the pending tasks (choose an organisation, …)."
        ),
        BadToken(
            JwtErrorCode.ClaimNotAccepted,
            "A claim has a value that the declaration does not accept.",
            "Compare the declared values of this claim with what the provider issues; or, where your own token type refused it, see its Check."
        ),
        BadToken(
            JwtErrorCode.TokenTooOld,
            "The token was issued longer ago than the declaration allows.",
            "Get a new token from the provider, or declare a larger MaxTokenAgeSeconds."
        ),
        BadToken(
            JwtErrorCode.AuthenticationTooOld,
            "The user signed in longer ago than the declaration allows.",
            "Let the user sign in again (max_age in the authentication request), or declare a larger MaxAuthenticationAgeSeconds."
        ),
        BadToken(
            JwtErrorCode.AuthenticatedInFuture,
            "The user signed in in the future.",
            "Check the clocks of this machine and of the issuer, or declare a larger clock skew."
        ),
        Insufficient(
            JwtErrorCode.ScopeMissing,
            "The token lacks a scope that the declaration requires.",
            "Let the client ask for every scope of RequiredScopes, and the provider grant them."
        ),
        Insufficient(
            JwtErrorCode.PermissionMissing,
            "The token lacks a permission that the declaration requires.",
            "Give the user or client every permission of RequiredPermissions, and let the provider add permissions to its tokens."
        ),
        Insufficient(
            JwtErrorCode.RoleMissing,
            "The token lacks a role that the declaration requires.",
            "Give the user every role of RequiredRoles, and let the provider add roles to its tokens."
        ),
        Insufficient(
            JwtErrorCode.GroupMissing,
            "The token lacks a group that the declaration requires.",
            "Put the user into every group of RequiredGroups, and let the provider add groups to its tokens."
        ),
    ];

    // By number and not by enum, and filled by hand: such a dictionary is not compiled anew by each process.
    private static readonly Dictionary<int, JwtErrorDescription> ByCode = Index();

    /// <summary>Every description, in the order of the codes.</summary>
    public static IReadOnlyList<JwtErrorDescription> All => Descriptions;

    /// <summary>The description of a code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of <see cref="JwtErrorCode"/>.</exception>
    public static JwtErrorDescription For(JwtErrorCode code) =>
        ByCode.TryGetValue((int)code, out var description)
            ? description
            : throw new ArgumentOutOfRangeException(nameof(code), code, "Not an error code of this library.");

    private static Dictionary<int, JwtErrorDescription> Index()
    {
        var byCode = new Dictionary<int, JwtErrorDescription>();
        foreach (var description in Descriptions)
        {
            byCode.Add((int)description.Code, description);
        }

        return byCode;
    }

    private static JwtErrorDescription BadToken(JwtErrorCode code, string summary, string fix) =>
        new(code, summary, fix, 401);

    /// <summary>A good token that grants too little: another one of the same kind would be refused too (RFC 6750 §3.1).</summary>
    private static JwtErrorDescription Insufficient(JwtErrorCode code, string summary, string fix) =>
        new(code, summary, fix, 403);
}
