using JwksSdk.Keys;
using JwksSdk.Routing;
using JwksSdk.Tokens;

namespace JwksSdk.Caching;

/// <summary>
/// A verified token, and what its verification rests on. Keeps no key and no key set alive: those of a tenant go with it, and
/// not with its last token.
/// </summary>
/// <param name="Given">What its callers are given: the token, or the case of a union that holds it.</param>
/// <param name="Token">The token.</param>
/// <param name="Provider">The declaration that let it in.</param>
/// <param name="Declared">The way of a declared issuer, which lasts as long as the program; null for a tenant's token.</param>
/// <param name="Key">The identity of the key under which its signature held.</param>
/// <param name="Algorithm">The algorithm it was signed with.</param>
/// <param name="Policy">What the declaration expects of its kind.</param>
internal sealed record CachedToken(
    object Given,
    JwtToken Token,
    RoutedProvider Provider,
    Route? Declared,
    KeyIdentity Key,
    JwtAlgorithms Algorithm,
    TokenPolicy Policy
);
