using System.Text;
using JwksSdk.IdentityModel;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>
/// Every way by which a token comes in, beside the string that everything else presents. The verdict is the same by each of
/// them; what a caller's memory holds after the call does not matter.
/// </summary>
internal sealed class Ways(LineWorld world)
{
    private static readonly TokenValidationParameters Any = new();

    /// <summary>How often a type of an application's own refused what it alone reads.</summary>
    public int OwnRefusals { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>How an accepted token fares by all of the ways; null where it is accepted as the same by each.</summary>
    /// <param name="token">The typed token, as the verifier of all declarations gave it for a string.</param>
    /// <param name="issuer">The issuer that it is of.</param>
    /// <param name="kind">The kind that it is.</param>
    /// <param name="text">Its text.</param>
    public async Task<string?> JudgeAcceptedAsync(JwtToken token, LineIssuer issuer, LineKind kind, string text)
    {
        for (var way = 0; way < 3; way++)
        {
            var result = await AnyAsync(way, text);
            if (!IsSame(token, result))
            {
                return $"accepted, and {result} by way {way} of any kind";
            }
        }

        for (var way = 0; way < 4; way++)
        {
            var result = await OneAsync(way, issuer, kind, text);
            if (!IsSame(token, result) && !IsExplained(way, result.Error))
            {
                return $"accepted, and {result} by way {way} of one kind";
            }
        }

        return null;
    }

    /// <summary>How a token that is refused as every kind fares by one of the ways; null where it is refused in the same words.</summary>
    public async Task<string?> JudgeRefusedAsync(JwtError error, string text, int number)
    {
        var result = await AnyAsync(number % 3, text);
        return result.Error == error || IsLongerInUtf8(number % 3, result.Error, text)
            ? null
            : $"{error}, and {result} by way {number % 3} of any kind";
    }

    /// <summary>The same for a token that one kind's generated method refuses.</summary>
    public async Task<string?> JudgeRefusedAsync(
        JwtError error,
        LineIssuer issuer,
        LineKind kind,
        string text,
        int number
    )
    {
        var result = await OneAsync(number % 4, issuer, kind, text);
        return
            result.Error == error
            || IsExplained(number % 4, result.Error)
            || IsLongerInUtf8(number % 4, result.Error, text)
            ? null
            : $"{error}, and {result} by way {number % 4} of {kind.Name}";
    }

    private async ValueTask<JwtResult<JwtToken>> AnyAsync(int way, string text) =>
        world.Count(
            await (
                way switch
                {
                    0 => OfCharacters(world.Verifier, AnyKind, text),
                    1 => OfUtf8(world.Verifier, AnyKind, text),
                    _ => OrThrowAsync(text),
                }
            )
        );

    private async ValueTask<JwtResult<JwtToken>> OneAsync(int way, LineIssuer issuer, LineKind kind, string text) =>
        world.Count(
            await (
                way switch
                {
                    0 => OfCharacters(world.Services, kind.Verify, text),
                    1 => OfUtf8(world.Services, kind.Verify, text),
                    2 => HandledAsync(kind, text),
                    _ => OwnTokens.VerifyAsync(world, issuer.Fake.Issuer, kind.Name, text),
                }
            )
        );

    private static ValueTask<JwtResult<JwtToken>> AnyKind(
        IJwtVerifier verifier,
        CompactToken token,
        CancellationToken end
    ) => verifier.VerifyAsync(token, end);

    private static ValueTask<JwtResult<JwtToken>> OfCharacters<TWith>(
        TWith with,
        LineVerification<TWith, JwtToken> verify,
        string text
    )
    {
        var characters = text.ToCharArray();
        var verification = verify(with, characters, Cancellation);
        Array.Fill(characters, '.');
        return verification;
    }

    private static ValueTask<JwtResult<JwtToken>> OfUtf8<TWith>(
        TWith with,
        LineVerification<TWith, JwtToken> verify,
        string text
    )
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var verification = verify(with, bytes, Cancellation);
        Array.Fill(bytes, (byte)'.');
        return verification;
    }

    private async ValueTask<JwtResult<JwtToken>> OrThrowAsync(string text)
    {
        try
        {
            return await world.Verifier.VerifyOrThrowAsync(text, Cancellation);
        }
        catch (JwtVerificationException refusal)
        {
            return refusal.Error;
        }
    }

    private async ValueTask<JwtResult<JwtToken>> HandledAsync(LineKind kind, string text)
    {
        var handler = JwksTokenHandler.Create((token, end) => kind.Verify(world.Services, token, end), world.Clock);
        var result = await handler.ValidateTokenAsync(text, Any);
        if (result.IsValid)
        {
            return ((JwksSecurityToken)result.SecurityToken).Token;
        }

        Assert.True(JwksTokenHandler.TryGetError(result.Exception, out var error));
        return error;
    }

    /// <summary>Whether it is the same token; read as a type of an application's own, but for that type.</summary>
    private static bool IsSame(JwtToken token, JwtResult<JwtToken> result) =>
        result.TryGetToken(out var other)
        && token.GetType().IsInstanceOfType(other)
        && token.Subject == other.Subject
        && token.ExpiresAt == other.ExpiresAt
        && token.Audiences.SequenceEqual(other.Audiences);

    private bool IsExplained(int way, JwtError error)
    {
        var isExplained = way == 3 && OwnTokens.MayRefuse(error);
        OwnRefusals += isExplained ? 1 : 0;
        return isExplained;
    }

    /// <summary>A text that is not ASCII has more bytes than characters, and is refused for either.</summary>
    private static bool IsLongerInUtf8(int way, JwtError error, string text) =>
        way == 1 && error.Code == JwtErrorCode.TokenTooLong && !Ascii.IsValid(text);
}
