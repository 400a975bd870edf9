using JwksSdk;

namespace MultiIdp;

/// <summary>What became of a token, ready to be shown: the name of its type or of its error, and what there is to say.</summary>
internal sealed record Outcome(string Name, string Verdict, string Detail)
{
    public static Outcome Of<TToken>(JwtResult<TToken> result)
        where TToken : JwtToken =>
        result.TryGetToken(out var token)
            ? new Outcome(token.GetType().Name, "accepted as " + token.GetType().Name, TypedClaims.ToText(token))
            : new Outcome(
                result.Error.Code.ToString(),
                $"{(int)result.Error.Code} {result.Error.Code}",
                (result.Error.Member is { } member ? member + ": " : "") + JwtErrors.For(result.Error.Code).Summary
            );

    public static Outcome Of(string name, string detail) => new(name, name, detail);
}
