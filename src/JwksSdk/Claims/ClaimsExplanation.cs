using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Signatures;

namespace JwksSdk.Claims;

/// <summary>The checks of the claims of a token whose signature held, each with what is declared and what was found.</summary>
/// <param name="Kind">The kind of the token; null when it was not found out.</param>
/// <param name="Checks">The checks in their order.</param>
internal sealed record ClaimsExplanation(TokenKind? Kind, IReadOnlyList<JwtCheck> Checks)
{
    /// <summary>Explains the claims of a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="route">Where its issuer led to.</param>
    /// <param name="kind">The kind that was asked for; null for any.</param>
    /// <param name="now">The present.</param>
    public static ClaimsExplanation Of(in AuthenticJwt token, Route route, TokenKind? kind, DateTimeOffset now)
    {
        var reading = kind is null ? ClaimsStep.ReadAny(token, route) : ClaimsStep.Read(token, kind);
        var skipped = Skipped(route.Provider, reading.Kind ?? kind);
        var (ofKind, ofShape, others) = (skipped[0], skipped[1], skipped.Skip(2));
        if (reading.Error.Code == JwtErrorCode.WrongTokenKind)
        {
            var wrong = Failed(ofKind, reading.Error) with { Finding = OtherKind(token, route.Provider) };
            return new ClaimsExplanation(kind, [wrong, ofShape, .. others]);
        }

        if (reading.Claims is null)
        {
            return new ClaimsExplanation(kind, [ofKind, Failed(ofShape, reading.Error), .. others]);
        }

        if (reading.Error.Code != JwtErrorCode.None)
        {
            // A claim that could not be read has no value that could be checked.
            return new ClaimsExplanation(reading.Kind, [Passed(ofKind), Failed(ofShape, reading.Error), .. others]);
        }

        var policy = ClaimsStep.Facts(route, reading.Kind!).Policy;
        var context = new ClaimsContext(reading.Claims, route, policy, now);
        var checks = ClaimsRules.All.Select(rule => Run(rule, context)).Concat(OwnChecks.Run(reading.Claims, policy));
        var unanswered = kind is null ? ClaimsStep.Facts(route, reading.Kind!).Unanswered : [];
        return new ClaimsExplanation(
            reading.Kind,
            [Passed(ofKind), Passed(ofShape), .. checks, .. unanswered.Select(Unanswered)]
        );
    }

    /// <summary>The checks of a token whose claims are not come to: that of its kind first, that of their shape next.</summary>
    /// <param name="provider">The declaration; null when it was not found out.</param>
    /// <param name="kind">The kind; null when it was not found out.</param>
    public static IReadOnlyList<JwtCheck> Skipped(RoutedProvider? provider, TokenKind? kind)
    {
        if (provider is null || kind is null)
        {
            var kinds = provider?.Declaration.Kinds.Select(static each => each.Name);
            return
            [
                Skipped("kind", kinds is null ? null : "one of " + string.Join(", ", kinds)),
                Skipped("claims", null),
            ];
        }

        var facts = provider.Facts.Kinds[kind.Index];
        return
        [
            Skipped("kind", facts.Summary),
            Skipped("claims", $"those that {kind.TokenType.Name} needs, each of its type"),
            .. ClaimsRules.All.Select(rule => Skipped(rule.Name, rule.Declared(provider.Facts, facts.Policy))),
            .. OwnChecks.Skipped(facts.Policy),
        ];
    }

    private static JwtCheck Run(ClaimsRule rule, ClaimsContext context)
    {
        var error = rule.Run(context);
        var check = Skipped(rule.Name, rule.Declared(context.Facts, context.Policy));
        return error.Code != JwtErrorCode.None ? Failed(check, error) with { Finding = rule.Found(context) }
            : check.Declared is null ? check with { Finding = "nothing is declared to it" }
            : Passed(check);
    }

    /// <summary>What the token is, where it is another kind of its provider than the one that was asked for.</summary>
    private static string OtherKind(in AuthenticJwt token, RoutedProvider provider)
    {
        foreach (var kind in provider.Declaration.Kinds)
        {
            if (ClaimsStep.Read(token, kind).Claims is not null)
            {
                var facts = provider.Facts.Kinds[kind.Index];
                return facts.Unavailable is { } reason ? $"{facts.Summary}\n{reason}" : facts.Summary;
            }
        }

        return "no kind that its provider is known to have";
    }

    /// <summary>A requirement that a token of this kind cannot answer, where one of any kind is taken.</summary>
    private static JwtCheck Unanswered(string input) =>
        Failed(Skipped(input, "of every kind of token that is taken here"), RequirementCheck.Refusal(input)) with
        {
            Finding = "a token of this kind cannot answer it; the method for its kind takes it",
        };

    private static JwtCheck Skipped(string name, string? declared) =>
        new(JwtCheckStep.Claims, name, JwtCheckOutcome.Skipped) { Declared = declared };

    private static JwtCheck Passed(JwtCheck check) => check with { Outcome = JwtCheckOutcome.Passed };

    private static JwtCheck Failed(JwtCheck check, JwtError error) =>
        check with
        {
            Outcome = JwtCheckOutcome.Failed,
            Error = error,
        };
}
