using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.IdentityModel;

/// <summary>Refusals as the exceptions that users of Microsoft.IdentityModel know. Their texts hold no claim value and no kid.</summary>
internal static class TokenRefusals
{
    private const string Key = "JwksSdk.JwtError";

    /// <summary>The exception for a refusal, which carries it.</summary>
    public static Exception ToException(JwtError error)
    {
        var message = error.ToString();
        Exception exception = error.Code switch
        {
            JwtErrorCode.TokenEmpty
            or JwtErrorCode.TokenTooLong
            or JwtErrorCode.Malformed
            or JwtErrorCode.Opaque
            or JwtErrorCode.Encoding
            or JwtErrorCode.InvalidJson
            or JwtErrorCode.DuplicateMember
            or JwtErrorCode.InvalidHeader
            or JwtErrorCode.CriticalHeader
            or JwtErrorCode.ClaimType => new SecurityTokenMalformedException(message),
            JwtErrorCode.Encrypted => new SecurityTokenDecryptionFailedException(message),
            JwtErrorCode.AlgorithmNotAllowed or JwtErrorCode.SymmetricAlgorithm or JwtErrorCode.KeyAlgorithmMismatch =>
                new SecurityTokenInvalidAlgorithmException(message),
            JwtErrorCode.IssuerMissing or JwtErrorCode.UnknownIssuer => new SecurityTokenInvalidIssuerException(
                message
            ),
            JwtErrorCode.KeyIdMissing or JwtErrorCode.UnknownKeyId or JwtErrorCode.KeysUnavailable =>
                new SecurityTokenSignatureKeyNotFoundException(message),
            JwtErrorCode.KeyRefused => new SecurityTokenInvalidSigningKeyException(message),
            JwtErrorCode.BadSignature => new SecurityTokenInvalidSignatureException(message),
            JwtErrorCode.ClaimMissing when error.Member == "exp" => new SecurityTokenNoExpirationException(message),
            JwtErrorCode.WrongTokenKind => new SecurityTokenInvalidTypeException(message),
            JwtErrorCode.Expired => new SecurityTokenExpiredException(message),
            JwtErrorCode.NotYetValid or JwtErrorCode.IssuedInFuture => new SecurityTokenNotYetValidException(message),
            JwtErrorCode.AudienceMismatch => new SecurityTokenInvalidAudienceException(message),
            _ => new SecurityTokenValidationException(message),
        };
        exception.Data[Key] = error;
        exception.HelpLink = error.HelpLink;
        return exception;
    }

    /// <summary>
    /// The refusal that an exception carries. Of several, the first one that says more than that the token is another
    /// declaration's.
    /// </summary>
    public static JwtError? Find(Exception? exception)
    {
        if (exception is not AggregateException several)
        {
            return exception?.Data[Key] as JwtError?;
        }

        var errors = several.Flatten().InnerExceptions.Select(Find).OfType<JwtError>().ToArray();
        return errors.Length == 0
            ? null
            : errors.FirstOrDefault(static error => error.Code != JwtErrorCode.UnknownIssuer, errors[0]);
    }
}
