using JwksSdk.Providers;

namespace JwksSdk.Claims;

/// <summary>What came of reading the claims of a token as one kind.</summary>
/// <param name="Claims">The claims; null when they have no single meaning, or are those of no such kind.</param>
/// <param name="Kind">The kind; null without claims.</param>
/// <param name="Error">Why there are no claims; with claims, the first that is missing or of a wrong shape.</param>
internal readonly record struct ClaimsReading<TToken>(TToken? Claims, TokenKind? Kind, JwtError Error)
    where TToken : JwtToken;
