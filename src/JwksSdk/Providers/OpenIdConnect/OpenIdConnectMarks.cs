using System.Text.Json;

namespace JwksSdk.Providers;

/// <summary>
/// Tells the access tokens of any issuer from its ID tokens (RFC 8725 §3.12). A <c>typ</c> of <c>at+jwt</c> settles it
/// (RFC 9068 §2.1). Otherwise an access token is one that grants something (<c>scope</c>, <c>scp</c> or <c>client_id</c>)
/// and has none of <c>nonce</c>, <c>at_hash</c> and <c>c_hash</c>; every other token is an ID token. Any other <c>typ</c>,
/// and a logout token, is neither.
/// </summary>
internal readonly ref struct OpenIdConnectMarks
{
    private readonly bool _isId;
    private readonly bool _isAccess;

    public OpenIdConnectMarks(in JwtHeader header, bool bound, bool grant, JsonElement? events)
    {
        var plain = header.Type.IsEmpty || header.IsType("JWT"u8);
        var id = bound || !grant;
        _isId = plain && id && events is null;
        _isAccess = (header.IsType("at+jwt"u8) || (plain && !id)) && events is null;
    }

    public bool IsIdToken => _isId;

    public bool IsAccessToken => _isAccess;
}
