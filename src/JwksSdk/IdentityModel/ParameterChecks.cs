using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.IdentityModel;

/// <summary>
/// What <see cref="TokenValidationParameters"/> mean to a token that its declaration accepted: they may narrow, never widen.
/// What they ask for and nobody would do is refused, not left out.
/// </summary>
internal static class ParameterChecks
{
    /// <summary>Refuses parameters that ask for checks of their own.</summary>
    /// <exception cref="InvalidOperationException">They do.</exception>
    public static void RefuseOthers(TokenValidationParameters parameters)
    {
        if (Names(parameters).FirstOrDefault() is { } name)
        {
            throw new InvalidOperationException(
                $"{nameof(JwksTokenHandler)} verifies by the declaration and would leave TokenValidationParameters.{name} out. "
                    + "Take it away, and check what it checked in OnTokenValidated."
            );
        }
    }

    /// <summary>Checks the issuers and audiences that the parameters name besides the declaration's.</summary>
    public static JwtError Narrow(JwtToken token, TokenValidationParameters parameters)
    {
        var issuers = Named(parameters.ValidateIssuer, parameters.ValidIssuer, parameters.ValidIssuers);
        if (issuers.Count > 0 && !issuers.Contains(token.Issuer))
        {
            return new JwtError(JwtErrorCode.UnknownIssuer, "iss");
        }

        var audiences = Named(parameters.ValidateAudience, parameters.ValidAudience, parameters.ValidAudiences);
        return audiences.Count > 0 && !audiences.Overlaps(token.Audiences)
            ? new JwtError(JwtErrorCode.AudienceMismatch, "aud")
            : default;
    }

    private static HashSet<string> Named(bool counts, string? one, IEnumerable<string?>? several) =>
        counts
            ? (several ?? [])
                .Append(one)
                .OfType<string>()
                .Where(static name => name.Length > 0)
                .ToHashSet(StringComparer.Ordinal)
            : [];

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
