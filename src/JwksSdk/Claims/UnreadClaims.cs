using JwksSdk.Signatures;

namespace JwksSdk.Claims;

/// <summary>The claims of a token that are missing or of a wrong shape, and what can be judged without them.</summary>
internal sealed class UnreadClaims
{
    private readonly List<JwtError> _registered = [];
    private readonly List<JwtError> _ofKind = [];
    private readonly List<JwtError> _all = [];
    private readonly ClaimsType _type;

    private UnreadClaims(in AuthenticJwt token, ClaimsType type, bool keepAllClaims)
    {
        _type = type;
        Registered = RegisteredClaims.Read(token, _registered);
        ClaimsStep.Read(token, type, keepAllClaims, _all);
        var ofKind = ClaimsStep.Read(token, ClaimsType.Of(type.Kind), keepAllClaims, _ofKind);
        OfKind = ofKind.Error.Code == JwtErrorCode.None ? ofKind.Claims : null;
    }

    /// <summary>The claims that every token may have, but for those of which <see cref="Why"/> has something to say.</summary>
    public JwtToken Registered { get; }

    /// <summary>The kind's own typed token, where the claims that could not be read are of an application's record alone.</summary>
    public JwtToken? OfKind { get; }

    /// <summary>What was found, for people; null when the error of the first one says it all.</summary>
    public string? Finding
    {
        get
        {
            // One of a wrong shape may count as missing too.
            var claims = _all.DistinctBy(static error => error.Member).ToArray();
            return claims.Length == 1 && !_type.IsDerived ? null : string.Join('\n', claims.Select(Say));
        }
    }

    /// <summary>Finds them. The token's JSON is known to be strict, and its kind to be that of the type.</summary>
    public static UnreadClaims Of(in AuthenticJwt token, ClaimsType type, bool keepAllClaims) =>
        new(token, type, keepAllClaims);

    /// <summary>Why a registered claim cannot be judged, for people; null when it can.</summary>
    public string? Why(string claim)
    {
        var error = _registered.Find(each => each.Member == claim);
        return error.Code == JwtErrorCode.None ? null : "not judged: " + Say(error);
    }

    private string Say(JwtError error)
    {
        var wrong = error.Code == JwtErrorCode.ClaimMissing ? "is missing" : "is of another type, or out of range";
        return _type.IsDerived && !_ofKind.Contains(error)
            ? $"{error.Member} {wrong}; {_type.Type.Name} asks for it, {_type.Kind.TokenType.Name} does not"
            : $"{error.Member} {wrong}";
    }
}
