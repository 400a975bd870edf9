namespace JwksSdk;

/// <summary>
/// Why a token is refused, or that it is not: every check of a verification in its order, what the declaration says to it, and
/// what was found.
/// </summary>
/// <remarks>
/// Holds no value of the token: declared values, names of declarations, fixed words, moments of key sets, and for a <c>kid</c>
/// the begin of its SHA-256. Before the signature held it says nothing of the claims (RFC 8725 §3.3) but whether they are JSON up to
/// their issuer, whether that is known and in which way it differs from a declared one, and, where nobody was asked for the key
/// because of it, that by its <c>exp</c> the token has expired. What is declared is there in full: show it to whoever runs the
/// service, not to whoever sent the token. The texts are for people and may change; the error, the steps and the outcomes may be
/// relied on.
/// </remarks>
public sealed class JwtExplanation
{
    /// <summary>Makes an explanation. The verifier does it; a test may give its own.</summary>
    /// <param name="at">When it was made.</param>
    /// <param name="declaration">The full name of the declaring class; null when none was found out.</param>
    /// <param name="kind">The kind of token; null when none was found out.</param>
    /// <param name="checks">The checks in their order.</param>
    public JwtExplanation(DateTimeOffset at, string? declaration, string? kind, IReadOnlyList<JwtCheck> checks)
    {
        ArgumentNullException.ThrowIfNull(checks);
        At = at;
        Declaration = declaration;
        Kind = kind;
        Checks = checks;
        Error = checks.FirstOrDefault(static check => check.Outcome == JwtCheckOutcome.Failed)?.Error ?? default;
    }

    /// <summary>When it was made: the moment against which the claims were checked.</summary>
    public DateTimeOffset At { get; }

    /// <summary>
    /// What a verification at the same moment gives; <see cref="JwtErrorCode.None"/> when it accepts the token. The error of the
    /// first check that failed: more than one can only where the signature held.
    /// </summary>
    public JwtError Error { get; }

    /// <summary>Whether a verification at the same moment accepts the token.</summary>
    public bool IsVerified => Error.Code == JwtErrorCode.None;

    /// <summary>The full name of the declaring class; null when the token's issuer led to none.</summary>
    public string? Declaration { get; }

    /// <summary>The kind of token that was asked for or found, such as <c>AccessToken</c>; null when it was not found out.</summary>
    public string? Kind { get; }

    /// <summary>Every check in its order, those that were not come to included.</summary>
    public IReadOnlyList<JwtCheck> Checks { get; }

    /// <summary>The whole of it as aligned lines of plain text, fit for a support ticket.</summary>
    public override string ToString() => ExplanationText.Of(this);
}
