using System.ComponentModel;
using System.Text.Json;
using JwksSdk.Parsing;

namespace JwksSdk.Tokens;

/// <summary>
/// Reads claims from UTF-8 JSON, strictly and in one pass, for generated code. The first error is kept and reading goes
/// on, so that a wrong kind of token can still be told apart from a damaged one; only broken or ambiguous JSON ends it.
/// </summary>
/// <remarks>
/// Each <c>Read…</c> method consumes the current member's value. JSON null gives null, but is refused in a token's own
/// <c>sub</c>, <c>aud</c>, <c>exp</c>, <c>nbf</c>, <c>iat</c>, <c>jti</c>, <c>auth_time</c> and <c>cnf</c>. A value of another
/// JSON type is skipped, recorded as <see cref="JwtErrorCode.ClaimType"/> with the claim's name, and gives null. Objects and arrays may
/// nest 16 deep; every string must be well-formed Unicode; a member name may occur once in an object, in whatever spelling
/// (RFC 7519 §4), also where nobody reads it.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct JwtClaimsReader
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly KnownText _issuer;
    private readonly ReadOnlySpan<KnownText> _known;
    private StrictJsonReader _json;
    private UnreadMembers _unread;

    /// <summary>Starts before the first member.</summary>
    /// <param name="json">The JSON object.</param>
    /// <param name="issuer">The issuer that is expected.</param>
    /// <param name="known">Further texts that are expected.</param>
    internal JwtClaimsReader(
        ReadOnlySpan<byte> json,
        KnownText issuer = default,
        ReadOnlySpan<KnownText> known = default
    )
    {
        _text = json;
        _issuer = issuer;
        _known = known;
        _json.Begin(json);
        if (Advance() && _json.TokenType != JsonTokenType.StartObject)
        {
            Error = new JwtError(JwtErrorCode.InvalidJson);
        }
    }

    /// <summary>The first error, or <c>default</c>. A fatal one (broken JSON, duplicate member) replaces one that is not.</summary>
    public JwtError Error { readonly get; private set; }

    /// <summary>The name of the current member, unescaped.</summary>
    public ReadOnlySpan<byte> Name { readonly get; private set; }

    /// <summary>Gets every claim that is missing or of a wrong shape, in the order of reading; null where the first is enough.</summary>
    internal ICollection<JwtError>? AllErrors { private readonly get; set; }

    /// <summary>Whether the error is one that ended the reading: the claims have no single meaning.</summary>
    internal readonly bool IsBroken => Error.Code is JwtErrorCode.InvalidJson or JwtErrorCode.DuplicateMember;

    /// <summary>Goes to the next member of the current object. False at its end, or when the JSON is broken.</summary>
    /// <exception cref="InvalidOperationException">The value of the member before was not consumed.</exception>
    public bool ReadMember()
    {
        if (!Advance() || _json.TokenType == JsonTokenType.EndObject)
        {
            return false;
        }

        if (_json.TokenType != JsonTokenType.PropertyName)
        {
            throw new InvalidOperationException("The value of the member before was not consumed.");
        }

        Name = _json.HasEscapes ? UnescapedName() : _json.Value;
        return true;
    }

    /// <summary>Passes over the value of the current member, checking it as strictly as one that is read.</summary>
    public void Skip()
    {
        var isMember = IsAtMember;
        var start = _json.TokenStart;
        _json.Skip();
        KeepJsonError();
        if (isMember && !IsBroken)
        {
            _unread.Add(_text, start, _json.TokenEnd);
        }
    }

    /// <summary>Records that a required claim is missing or null.</summary>
    /// <param name="claim">The claim's name, as the token type declares it.</param>
    public void Missing(string claim) => Record(JwtErrorCode.ClaimMissing, claim);

    /// <summary>
    /// Reads whatever was left unread, so that nothing of the text stays unchecked, and gives rented memory back.
    /// </summary>
    /// <returns>The final <see cref="Error"/>.</returns>
    internal JwtError Complete()
    {
        while (Advance())
        {
            if (IsAtMember)
            {
                Skip();
            }
        }

        _json.Release();
        return Error;
    }

    /// <summary>
    /// The members of the whole text that were passed over, or all of them; those within other members do not count. Once
    /// everything was read without an error that ended it.
    /// </summary>
    internal JwtRawClaims ToRawClaims(bool all) =>
        all ? new JwtRawClaims(_text.ToArray(), isComplete: true)
        : _unread.AreNone ? default
        : new JwtRawClaims(_unread.ToObject(_text), isComplete: false);

    /// <summary>Whether a member of the whole text was just entered, and its value not yet.</summary>
    private readonly bool IsAtMember => _json.TokenType == JsonTokenType.PropertyName && _json.Depth == 1;

    private readonly byte[] UnescapedName()
    {
        using var plain = _json.Unescape();
        return plain.Text.ToArray();
    }

    /// <summary>Goes to the next token of the JSON; false at the end, and for good when it is broken.</summary>
    private bool Advance()
    {
        if (!IsBroken && _json.Read())
        {
            return true;
        }

        KeepJsonError();
        return false;
    }

    /// <summary>
    /// Goes to the current member's value. True when it has the wanted type; otherwise it is passed over, and recorded
    /// unless it is null.
    /// </summary>
    private bool Open(string claim, JsonTokenType wanted)
    {
        if (!Advance())
        {
            return false;
        }

        if (_json.TokenType == wanted)
        {
            return true;
        }

        Refuse(claim);
        return false;
    }

    /// <summary>Passes over a value of a type that was not wanted; null is nothing to complain about in most claims.</summary>
    private void Refuse(string claim)
    {
        if (_json.TokenType != JsonTokenType.Null || HasOneType(claim))
        {
            Record(JwtErrorCode.ClaimType, claim);
            Skip();
        }
    }

    /// <summary>
    /// Whether the value just entered, which is no object and no array, is that of a registered claim, of whose type null is not:
    /// what is no date must not pass for no limit, what is no binding or audience for none, nor what is no subject for nobody
    /// (RFC 7519 §4.1.2 to §4.1.7, OpenID Connect Core §2, RFC 7800 §3.1). A member of that name within another claim is what its
    /// record says.
    /// </summary>
    private readonly bool HasOneType(string claim) =>
        _json.Depth == 1 && claim is ("sub" or "aud" or "exp" or "nbf" or "iat" or "jti" or "auth_time" or "cnf");

    /// <summary>Passes over what is left of an object or array that was entered.</summary>
    private void Leave(int depth)
    {
        while (_json.Depth >= depth && Advance()) { }
    }

    private void Record(JwtErrorCode code, string claim)
    {
        AllErrors?.Add(new JwtError(code, claim));
        if (Error.Code == JwtErrorCode.None)
        {
            Error = new JwtError(code, claim);
        }
    }

    private void KeepJsonError()
    {
        if (_json.Error != JwtErrorCode.None)
        {
            Error = new JwtError(_json.Error);
        }
    }
}
