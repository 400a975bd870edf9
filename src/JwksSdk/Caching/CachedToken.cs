using JwksSdk.Keys;
using JwksSdk.Routing;
using JwksSdk.Tokens;

namespace JwksSdk.Caching;

/// <summary>A verified token, and what its verification rests on.</summary>
/// <param name="Token">The token.</param>
/// <param name="Route">The way of its issuer.</param>
/// <param name="Key">The key under which its signature held.</param>
/// <param name="Algorithm">The algorithm it was signed with.</param>
/// <param name="Policy">What the declaration expects of its kind.</param>
internal sealed record CachedToken(
    JwtToken Token,
    Route Route,
    VerificationKey Key,
    JwtAlgorithms Algorithm,
    TokenPolicy Policy
);
