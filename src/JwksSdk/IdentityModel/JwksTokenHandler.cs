using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.IdentityModel;

/// <summary>
/// Verifies tokens for an application that stays on <c>AddJwtBearer</c>: one kind of token of one provider, so that an ID token
/// never passes where an access token is due. Register it with <c>services.AddJwksTokenHandler(…)</c>.
/// </summary>
/// <remarks>
/// <para>
/// A token is judged by its declaration: keys, issuer, algorithms, lifetime, audience and kind. Of the
/// <see cref="TokenValidationParameters"/>, these make that stricter, and nothing makes it more lenient:
/// </para>
/// <list type="bullet">
/// <item><description><c>ValidIssuer(s)</c>, where some are given: <c>iss</c> must be one of them too.</description></item>
/// <item><description><c>ValidAudience(s)</c>, where some are given: <c>aud</c> must name one of them too, also of a kind of token whose
/// declaration looks at no audience. A token without <c>aud</c> is refused then, unless <c>RequireAudience</c> is false. Where no
/// audience is given, <c>RequireAudience</c> asks for nothing: some kinds of token have none.</description></item>
/// <item><description><c>ClockSkew</c>: <c>exp</c> and <c>nbf</c> must hold with the smaller of this one (5 minutes, unless it is set) and the
/// declaration's. Other dates, which these parameters do not speak of, go by the declaration's alone.</description></item>
/// </list>
/// <para>
/// <c>ValidateIssuer</c>, <c>ValidateAudience</c> and <c>ValidateLifetime</c> switch only that off, never the declaration's own checks.
/// Name and role claim types, authentication type and <c>SaveSigninToken</c> shape the identity; other switches and keys do nothing.
/// Validators of the application's own, which would be left out, are misuse. So are, unless that is switched off, an issuer or
/// audience that is given and blank, a blank one in a list, and a list that is given and empty: a setting that was forgotten must not
/// open what it was to close. Null is not given.
/// </para>
/// <para>
/// <see cref="TokenHandler.MaximumTokenSizeInBytes"/> (256,000, unless it is set) counts besides
/// <see cref="JwtVerifierOptions.MaxTokenLength"/>: the smaller of the two is the longest token, in characters.
/// </para>
/// <para>
/// A refusal is the exception of Microsoft.IdentityModel that fits. Its text holds no part of the token, and its properties
/// (<c>Expires</c>, <c>InvalidAudience</c>, …) are not filled in. <see cref="TryGetError"/> tells the code.
/// </para>
/// </remarks>
public sealed class JwksTokenHandler : TokenHandler
{
    private readonly JwtVerification<JwtToken> _verify;

    private JwksTokenHandler(JwtVerification<JwtToken> verify, TimeProvider? time)
    {
        _verify = verify;
        Time = time;
    }

    /// <summary>The clock; null for the system's.</summary>
    internal TimeProvider? Time { get; set; }

    /// <summary>Makes a handler.</summary>
    /// <typeparam name="TToken">The typed token.</typeparam>
    /// <param name="verification">
    /// For example <c>(token, cancellation) => staff.VerifyAccessTokenAsync(token, cancellation)</c>: the one kind that is due.
    /// <see cref="IJwtVerifier.VerifyAsync(CompactToken, CancellationToken)"/> takes every kind that can answer what is required.
    /// </param>
    /// <param name="time">
    /// The clock for the parameters' <c>ClockSkew</c>. Null for that of the services the handler is registered among, or the
    /// system's.
    /// </param>
    public static JwksTokenHandler Create<TToken>(JwtVerification<TToken> verification, TimeProvider? time = null)
        where TToken : JwtToken
    {
        ArgumentNullException.ThrowIfNull(verification);
        return new JwksTokenHandler(
            (token, cancellationToken) => AsTokenAsync(verification(token, cancellationToken)),
            time
        );
    }

    /// <summary>Gives the refusal that an exception of a handler carries.</summary>
    /// <param name="exception">
    /// The exception, for example of <c>AuthenticationFailedContext</c>. Of an <see cref="AggregateException"/>, which comes of
    /// several handlers, the refusal that says more than that the token is another provider's.
    /// </param>
    /// <param name="error">The refusal when the result is true. <see cref="JwtError.CannotDecide"/> calls for 503 and not 401.</param>
    /// <returns>Whether it carries one.</returns>
    public static bool TryGetError(Exception? exception, out JwtError error)
    {
        var found = TokenRefusals.Find(exception);
        error = found.GetValueOrDefault();
        return found is not null;
    }

    /// <summary>Verifies a token.</summary>
    /// <param name="token">The compact token.</param>
    /// <param name="validationParameters">What the identity is to look like, and what is to be stricter than the declaration.</param>
    /// <returns>
    /// The identity, with wire names, and a <see cref="JwksSecurityToken"/>; or the exception. A bad token never throws.
    /// </returns>
    /// <exception cref="InvalidOperationException">
    /// The token does not hold all of its claims (<see cref="JwtVerifierOptions.KeepAllClaims"/>), the parameters have a
    /// validator of their own or a blank issuer or audience, or the declaration was not registered.
    /// </exception>
    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token,
        TokenValidationParameters validationParameters
    )
    {
        ArgumentNullException.ThrowIfNull(validationParameters);
        ParameterChecks.RefuseMisuse(validationParameters);
        if (token?.Length > MaximumTokenSizeInBytes)
        {
            return Refused(new JwtError(JwtErrorCode.TokenTooLong));
        }

        var result = await _verify(token, CancellationToken.None).ConfigureAwait(false);
        if (!result.TryGetToken(out var verified))
        {
            return Refused(result.Error);
        }

        var now = (Time ?? TimeProvider.System).GetUtcNow();
        var narrowed = ParameterChecks.Narrow(verified, validationParameters, now);
        if (narrowed.Code != JwtErrorCode.None)
        {
            return Refused(narrowed);
        }

        var securityToken = new JwksSecurityToken(verified);
        var identity = validationParameters.CreateClaimsIdentity(securityToken, verified.Issuer);
        identity.AddClaimsOf(verified);
        if (validationParameters.SaveSigninToken)
        {
            identity.BootstrapContext = token;
        }

        return new TokenValidationResult
        {
            IsValid = true,
            ClaimsIdentity = identity,
            Issuer = verified.Issuer,
            SecurityToken = securityToken,
        };
    }

    /// <summary>Not supported: a token that was taken apart already cannot be verified, because its bytes are gone.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Task<TokenValidationResult> ValidateTokenAsync(
        SecurityToken token,
        TokenValidationParameters validationParameters
    ) => throw new NotSupportedException("Give the compact token: only its exact text can be verified.");

    /// <summary>Not supported: claims are shown of verified tokens alone.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override SecurityToken ReadToken(string token) =>
        throw new NotSupportedException("A token is not shown before it is verified: call ValidateTokenAsync.");

    private static async ValueTask<JwtResult<JwtToken>> AsTokenAsync<TToken>(ValueTask<JwtResult<TToken>> verification)
        where TToken : JwtToken => (await verification.ConfigureAwait(false)).As<JwtToken>();

    private static TokenValidationResult Refused(JwtError error) =>
        new() { IsValid = false, Exception = TokenRefusals.ToException(error) };
}
