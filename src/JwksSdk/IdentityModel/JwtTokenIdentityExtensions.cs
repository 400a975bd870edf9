using System.Security.Claims;
using JwksSdk.IdentityModel;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk;

/// <summary>Shows a verified token as the platform's own types of identity.</summary>
/// <remarks>
/// <para>
/// The types of claims are their wire names: nothing is renamed. An array becomes one claim for each element, an object one
/// claim with its JSON text (value type <c>JSON</c>); numbers, booleans and null have the value types and texts that
/// <c>JsonWebTokenHandler</c> gives them with <c>MapInboundClaims = false</c>. The issuer of every claim is the token's. Text in
/// the round-trip form of UTC (seven digits and Z) is a <c>dateTime</c> in every claim; that handler has a list of names that
/// are never dates.
/// </para>
/// <para>
/// Claims are found by their exact name, also in their case (<see cref="CaseSensitiveClaimsIdentity"/>). A token in
/// <c>actort</c>, which nobody verified, stays text and is no actor.
/// </para>
/// </remarks>
public static class JwtTokenIdentityExtensions
{
    /// <summary>Makes a principal with one identity. A new one at each call.</summary>
    /// <param name="token">A token from a verifier.</param>
    /// <param name="nameClaimType">The claim that <c>Identity.Name</c> shows. Default: <c>sub</c>.</param>
    /// <param name="roleClaimType">The claim, a string or an array, that <c>IsInRole</c> asks. Default: <c>roles</c>.</param>
    /// <param name="authenticationType">What the identity was authenticated by. Default: <c>Bearer</c>.</param>
    /// <exception cref="InvalidOperationException"><see cref="JwtVerifierOptions.KeepAllClaims"/> was off.</exception>
    public static ClaimsPrincipal ToClaimsPrincipal(
        this JwtToken token,
        string nameClaimType = "sub",
        string roleClaimType = "roles",
        string authenticationType = "Bearer"
    ) => new(token.ToClaimsIdentity(nameClaimType, roleClaimType, authenticationType));

    /// <summary>Makes an identity. A new one at each call.</summary>
    /// <param name="token">A token from a verifier.</param>
    /// <param name="nameClaimType">The claim that <c>Name</c> shows. Default: <c>sub</c>.</param>
    /// <param name="roleClaimType">The claim, a string or an array, that holds the roles. Default: <c>roles</c>.</param>
    /// <param name="authenticationType">What the identity was authenticated by; not empty. Default: <c>Bearer</c>.</param>
    /// <exception cref="InvalidOperationException"><see cref="JwtVerifierOptions.KeepAllClaims"/> was off.</exception>
    public static ClaimsIdentity ToClaimsIdentity(
        this JwtToken token,
        string nameClaimType = "sub",
        string roleClaimType = "roles",
        string authenticationType = "Bearer"
    )
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentException.ThrowIfNullOrEmpty(nameClaimType);
        ArgumentException.ThrowIfNullOrEmpty(roleClaimType);
        ArgumentException.ThrowIfNullOrEmpty(authenticationType);
        var identity = new CaseSensitiveClaimsIdentity(authenticationType, nameClaimType, roleClaimType);
        identity.AddClaimsOf(token);
        return identity;
    }
}
