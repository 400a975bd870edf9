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
    /// <param name="asked">What was asked for; null for any kind.</param>
    /// <param name="federation">What says which kinds are taken, where any kind is; null for all.</param>
    /// <param name="now">The present.</param>
    /// <param name="keepAllClaims">Whether the typed token keeps all claims, at which its own checks may look.</param>
    public static ClaimsExplanation Of(
        in AuthenticJwt token,
        Route route,
        ClaimsType? asked,
        FederationDeclaration? federation,
        DateTimeOffset now,
        bool keepAllClaims
    )
    {
        var reading = asked is null
            ? ClaimsStep.ReadAny(token, route, federation, keepAllClaims)
            : ClaimsStep.Read(token, asked, keepAllClaims);
        var type = asked ?? (reading.Kind is { } found ? ClaimsType.Of(found) : null);
        var skipped = Skipped(route.Provider, type, federation);
        var (ofJson, ofKind, ofShape, others) = (skipped[0], skipped[1], skipped[2], skipped.Skip(3));
        if (reading.Error.Code == JwtErrorCode.WrongTokenKind)
        {
            var wrong = Failed(ofKind, reading.Error) with { Finding = OtherKind(token, route, asked, federation) };
            return new ClaimsExplanation(type?.Kind, [Passed(ofJson), wrong, ofShape, .. others]);
        }

        if (reading.Claims is null)
        {
            return new ClaimsExplanation(type?.Kind, [Failed(ofJson, reading.Error), ofKind, ofShape, .. others]);
        }

        var facts = ClaimsStep.Facts(route, type!.Kind);
        var policy = facts.Policy;
        var unanswered = asked is null ? facts.Unanswered.Select(Unanswered) : [];
        if (reading.Error.Code == JwtErrorCode.None)
        {
            var context = new ClaimsContext(reading.Claims, route, policy, now);
            var rules = ClaimsRules.All.Select(rule => Run(rule, context));
            return All(Passed(ofShape), rules, OwnChecks.Run(reading.Claims, policy));
        }

        // What could be read is judged all the same, by the rules that look at nothing else.
        var unread = UnreadClaims.Of(token, type, keepAllClaims);
        var registered = new ClaimsContext(unread.Registered, route, policy, now);
        return All(
            Failed(ofShape, reading.Error) with
            {
                Finding = unread.Finding,
            },
            ClaimsRules.All.Select(rule =>
                unread.Why(rule.Claim) is { } why
                    ? Skipped(rule.Name, rule.Declared(route.Provider.Facts, policy)) with
                    {
                        Finding = why,
                    }
                    : Run(rule, registered)
            ),
            OwnChecks.Run(unread.OfKind, policy, type.Type)
        );

        ClaimsExplanation All(JwtCheck shape, IEnumerable<JwtCheck> rules, IEnumerable<JwtCheck> own) =>
            new(type.Kind, [Passed(ofJson), Passed(ofKind), shape, .. rules, .. own, .. unanswered]);
    }

    /// <summary>
    /// The checks of a token whose claims are not come to: that of their JSON first, that of its kind next, then that of their
    /// shape.
    /// </summary>
    /// <param name="provider">The declaration; null when it was not found out.</param>
    /// <param name="type">What was asked for or found; null when it was not found out.</param>
    /// <param name="federation">What says which kinds are taken, where any kind is; null for all.</param>
    public static IReadOnlyList<JwtCheck> Skipped(
        RoutedProvider? provider,
        ClaimsType? type,
        FederationDeclaration? federation
    )
    {
        var json = Skipped("strict JSON", "every claim well-formed and there once, also those that nobody reads");
        if (provider is null || type is null)
        {
            var kinds = provider
                ?.Declaration.Kinds.Where(each => federation?.Takes(each) != false)
                .Select(static each => each.Name);
            return
            [
                json,
                Skipped("kind", kinds is null ? null : "one of " + string.Join(", ", kinds)),
                Skipped("claims", null),
            ];
        }

        var facts = provider.Facts.Kinds[type.Kind.Index];
        return
        [
            json,
            Skipped("kind", facts.Summary),
            Skipped("claims", $"those that {type.Type.Name} needs, each of its type"),
            .. ClaimsRules.All.Select(rule => Skipped(rule.Name, rule.Declared(provider.Facts, facts.Policy))),
            .. OwnChecks.Skipped(facts.Policy, type.Type),
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

    /// <summary>What the token is, where it is not of the kind that was asked for, or not by the marks of an application's record.</summary>
    private static string OtherKind(
        in AuthenticJwt token,
        Route route,
        ClaimsType? asked,
        FederationDeclaration? federation
    )
    {
        foreach (var kind in route.Provider.Declaration.Kinds)
        {
            if (ClaimsStep.Read(token, route, kind).Claims is not null)
            {
                var facts = ClaimsStep.Facts(route, kind);
                return kind == asked?.Kind ? $"of this kind, but {asked.Type.Name} does not take it for one (IsKind)"
                    : facts.Unavailable is { } reason ? $"{facts.Summary}\n{reason}"
                    : federation?.Takes(kind) == false
                        ? $"{facts.Summary}\n{federation.Name} takes no tokens of this kind"
                    : facts.Summary;
            }
        }

        return "no kind that its provider is known to have";
    }

    /// <summary>A requirement that tokens of this kind may leave unanswered, where one of any kind is taken.</summary>
    private static JwtCheck Unanswered(ProviderInput input) =>
        Failed(Skipped(input.Name, "of every kind of token that is taken here"), RequirementCheck.Refusal(input)) with
        {
            Finding = "tokens of this kind need not have it; the method for the kind takes them",
            Fix =
                $"Present a token of a kind that always has what {input.Name} asks for, or verify by the method for this kind.",
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
