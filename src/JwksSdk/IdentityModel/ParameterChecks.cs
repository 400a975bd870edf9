using JwksSdk.Claims;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.IdentityModel;

/// <summary>
/// What <see cref="TokenValidationParameters"/> mean to a token that its declaration accepted: they may narrow, never widen.
/// What they ask for and nobody would do is refused, not left out.
/// </summary>
internal static class ParameterChecks
{
    /// <summary>More than any declaration may have, so that a larger one changes nothing.</summary>
    private static readonly TimeSpan LargestSkew = TimeSpan.FromDays(1);

    /// <summary>
    /// Refuses parameters that ask for checks of their own, and those that ask for a check and leave out what is to be met.
    /// </summary>
    /// <exception cref="InvalidOperationException">They do.</exception>
    public static void RefuseMisuse(TokenValidationParameters parameters)
    {
        if (Names(parameters).FirstOrDefault() is { } name)
        {
            throw new InvalidOperationException(
                $"{nameof(JwksTokenHandler)} verifies by the declaration and would leave TokenValidationParameters.{name} out. "
                    + "Take it away, and check what it checked in OnTokenValidated."
            );
        }

        if (Blanks(parameters).FirstOrDefault() is { Name: { } blank } found)
        {
            throw new InvalidOperationException(
                $"TokenValidationParameters.{blank} is empty or holds a blank value, which no token can meet. "
                    + $"Give what must be met, leave it null, or set {found.Switch} to false."
            );
        }
    }

    /// <summary>Checks what the parameters demand besides the declaration, in the order of its own checks.</summary>
    public static JwtError Narrow(JwtToken token, TokenValidationParameters parameters, DateTimeOffset now)
    {
        var error = Issuer(token, parameters);
        error = error.Code == JwtErrorCode.None ? Lifetime(token, parameters, now) : error;
        return error.Code == JwtErrorCode.None ? Audience(token, parameters) : error;
    }

    private static JwtError Issuer(JwtToken token, TokenValidationParameters parameters)
    {
        var issuers = Named(parameters.ValidateIssuer, parameters.ValidIssuer, parameters.ValidIssuers);
        return issuers.Count > 0 && !issuers.Contains(token.Issuer)
            ? new JwtError(JwtErrorCode.UnknownIssuer, "iss")
            : default;
    }

    // The declaration's own skew was applied already, so that the smaller of the two counts.
    private static JwtError Lifetime(JwtToken token, TokenValidationParameters parameters, DateTimeOffset now)
    {
        if (!parameters.ValidateLifetime)
        {
            return default;
        }

        var skew = parameters.ClockSkew < LargestSkew ? parameters.ClockSkew : LargestSkew;
        var expiry = LifetimeCheck.Expiry(token, now - skew, skewSeconds: 0);
        return expiry.Code == JwtErrorCode.None ? LifetimeCheck.Begin(token, now + skew, skewSeconds: 0) : expiry;
    }

    private static JwtError Audience(JwtToken token, TokenValidationParameters parameters)
    {
        var audiences = Named(parameters.ValidateAudience, parameters.ValidAudience, parameters.ValidAudiences);
        return
            audiences.Count == 0
            || audiences.Overlaps(token.Audiences)
            || (token.Audiences.Count == 0 && !parameters.RequireAudience)
            ? default
            : new JwtError(JwtErrorCode.AudienceMismatch, "aud");
    }

    private static HashSet<string> Named(bool counts, string? one, IEnumerable<string?>? several) =>
        counts ? (several ?? []).Append(one).OfType<string>().ToHashSet(StringComparer.Ordinal) : [];

    /// <summary>What is given without saying anything, as a setting that was forgotten is; null is not given.</summary>
    private static IEnumerable<(string Name, string Switch)> Blanks(TokenValidationParameters parameters)
    {
        (string Name, string Switch, bool IsBlank)[] all =
        [
            (
                nameof(parameters.ValidIssuer),
                nameof(parameters.ValidateIssuer),
                parameters.ValidateIssuer && IsBlank(parameters.ValidIssuer)
            ),
            (
                nameof(parameters.ValidIssuers),
                nameof(parameters.ValidateIssuer),
                parameters.ValidateIssuer && IsBlank(parameters.ValidIssuers)
            ),
            (
                nameof(parameters.ValidAudience),
                nameof(parameters.ValidateAudience),
                parameters.ValidateAudience && IsBlank(parameters.ValidAudience)
            ),
            (
                nameof(parameters.ValidAudiences),
                nameof(parameters.ValidateAudience),
                parameters.ValidateAudience && IsBlank(parameters.ValidAudiences)
            ),
        ];
        return all.Where(static each => each.IsBlank).Select(static each => (each.Name, each.Switch));
    }

    private static bool IsBlank(string? value) => value is not null && string.IsNullOrWhiteSpace(value);

    private static bool IsBlank(IEnumerable<string?>? values) =>
        values is not null && values.DefaultIfEmpty().Any(string.IsNullOrWhiteSpace);

    private static IEnumerable<string> Names(TokenValidationParameters parameters)
    {
        (string Name, bool IsSet)[] all =
        [
            (nameof(parameters.AlgorithmValidator), parameters.AlgorithmValidator is not null),
            (nameof(parameters.AudienceValidator), parameters.AudienceValidator is not null),
            (nameof(parameters.IssuerValidator), parameters.IssuerValidator is not null),
            (
                nameof(parameters.IssuerValidatorUsingConfiguration),
                parameters.IssuerValidatorUsingConfiguration is not null
            ),
            (nameof(parameters.IssuerSigningKeyValidator), parameters.IssuerSigningKeyValidator is not null),
            (
                nameof(parameters.IssuerSigningKeyValidatorUsingConfiguration),
                parameters.IssuerSigningKeyValidatorUsingConfiguration is not null
            ),
            (nameof(parameters.LifetimeValidator), parameters.LifetimeValidator is not null),
            (nameof(parameters.SignatureValidator), parameters.SignatureValidator is not null),
            (
                nameof(parameters.SignatureValidatorUsingConfiguration),
                parameters.SignatureValidatorUsingConfiguration is not null
            ),
            (nameof(parameters.TokenReader), parameters.TokenReader is not null),
            (nameof(parameters.TokenReplayValidator), parameters.TokenReplayValidator is not null),
            (
                nameof(parameters.TransformBeforeSignatureValidation),
                parameters.TransformBeforeSignatureValidation is not null
            ),
            (nameof(parameters.TypeValidator), parameters.TypeValidator is not null),
            (nameof(parameters.ValidAlgorithms), parameters.ValidAlgorithms?.Any() == true),
            (nameof(parameters.ValidTypes), parameters.ValidTypes?.Any() == true),
            (nameof(parameters.ValidateActor), parameters.ValidateActor),
            (nameof(parameters.ValidateTokenReplay), parameters.ValidateTokenReplay),
        ];
        return all.Where(static each => each.IsSet).Select(static each => each.Name);
    }
}
