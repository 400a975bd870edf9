namespace JwksSdk;

/// <summary>
/// One refusal: a code from the closed list and, where a claim or header member is concerned, its name.
/// </summary>
/// <param name="Code">The code; <see cref="JwtErrorCode.None"/> only in <c>default</c>.</param>
/// <param name="Member">
/// The name of the claim or header member concerned, or null. Always a name this library or a declared token type knows,
/// never text taken from the token.
/// </param>
/// <remarks>Holds no token text and no claim value, so it can be logged and returned to a caller.</remarks>
public readonly record struct JwtError(JwtErrorCode Code, string? Member = null)
{
    /// <summary>The code, always one of the closed list; <see cref="JwtErrorCode.None"/> only in <c>default</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of <see cref="JwtErrorCode"/>.</exception>
    public JwtErrorCode Code
    {
        get;
        init => field = JwtErrors.For(value).Code;
    } = JwtErrors.For(Code).Code;

    /// <summary>
    /// True when the token may be good but nobody can tell, because no keys were to be had: answer with 503, not 401.
    /// </summary>
    public bool CannotDecide => Code == JwtErrorCode.KeysUnavailable;

    /// <summary>
    /// The HTTP status code that fits: 401 for a bad token, 403 for a good one that lacks a required scope, permission, role
    /// or group (RFC 6750 §3.1), 503 when it could not be decided, 0 for no error.
    /// </summary>
    public int HttpStatusCode => JwtErrors.For(Code).HttpStatusCode;

    /// <summary>The address of the page on the code, for people; null for no error.</summary>
    public string? HelpLink => JwtErrors.For(Code).HelpLink;

    /// <summary>One line for logs and people: the code's name, the member concerned, and what is wrong.</summary>
    public override string ToString() =>
        Member is null ? $"{Code}: {JwtErrors.For(Code).Summary}" : $"{Code} ({Member}): {JwtErrors.For(Code).Summary}";
}
