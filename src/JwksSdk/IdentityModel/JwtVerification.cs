namespace JwksSdk.IdentityModel;

/// <summary>A verification of the application's choice: one kind of token of one provider, as a generated client verifies it.</summary>
/// <typeparam name="TToken">The typed token.</typeparam>
/// <param name="token">The compact token.</param>
/// <param name="cancellationToken">Ends the waiting for keys.</param>
public delegate ValueTask<JwtResult<TToken>> JwtVerification<TToken>(
    CompactToken token,
    CancellationToken cancellationToken
)
    where TToken : JwtToken;
