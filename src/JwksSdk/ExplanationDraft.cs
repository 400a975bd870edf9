using JwksSdk.Claims;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;

namespace JwksSdk;

/// <summary>An explanation in the making: the checks that were come to, and what is declared to each.</summary>
/// <param name="router">Every declaration.</param>
/// <param name="within">The declarations whose tokens are let in; null for all.</param>
/// <param name="type">What was asked for; null for any kind.</param>
/// <param name="maxTokenLength">The longest token that is looked at.</param>
internal sealed class ExplanationDraft(Router router, RouteScope? within, ClaimsType? type, int maxTokenLength)
{
    private static readonly (JwtCheckStep Step, string Name)[] Line =
    [
        (JwtCheckStep.Parsing, "length"),
        (JwtCheckStep.Parsing, "format"),
        (JwtCheckStep.Algorithm, "algorithm"),
        (JwtCheckStep.Routing, "issuer"),
        (JwtCheckStep.Algorithm, "accepted algorithm"),
        (JwtCheckStep.Key, "key"),
        (JwtCheckStep.Signature, "signature"),
    ];

    private readonly List<JwtCheck> _checks = [];
    private LineCheck? _failed;

    /// <summary>The declarations whose tokens are let in; null for all.</summary>
    public RouteScope? Within => within;

    /// <summary>The federation that was asked, which says what kinds are taken; null for all.</summary>
    public FederationDeclaration? Federation => (within as FederationRoutes)?.Declaration;

    /// <summary>What was asked for; null for any kind.</summary>
    public ClaimsType? Type => type;

    /// <summary>Where the issuer led to; null until it did.</summary>
    public Route? Route { get; set; }

    /// <summary>The checks up to this one hold.</summary>
    public ExplanationDraft PassTo(LineCheck last, string? finding = null)
    {
        while (_checks.Count <= (int)last)
        {
            Add(JwtCheckOutcome.Passed, _checks.Count == (int)last ? finding : null);
        }

        return this;
    }

    /// <summary>The checks before this one hold, it does not, and those after it are not come to.</summary>
    public JwtExplanation Fail(LineCheck check, JwtError error, string? finding, DateTimeOffset now)
    {
        _failed = check;
        PassTo(check - 1);
        Add(JwtCheckOutcome.Failed, finding, error);
        while (_checks.Count < Line.Length)
        {
            Add(JwtCheckOutcome.Skipped);
        }

        return new JwtExplanation(
            now,
            Provider?.Declaration.Name,
            type?.Kind.Name,
            [.. _checks, .. ClaimsExplanation.Skipped(Provider, type, Federation)]
        );
    }

    /// <summary>All of them hold, and these are the checks of the claims.</summary>
    public JwtExplanation End(ClaimsExplanation claims, DateTimeOffset now) =>
        new(now, Provider?.Declaration.Name, claims.Kind?.Name, [.. _checks, .. claims.Checks]);

    private RoutedProvider? Provider => within as RoutedProvider ?? Route?.Provider;

    private void Add(JwtCheckOutcome outcome, string? finding = null, JwtError error = default)
    {
        var check = (LineCheck)_checks.Count;
        var (step, name) = Line[(int)check];
        _checks.Add(
            new JwtCheck(step, name, outcome)
            {
                Error = error,
                Declared = Declared(check),
                Finding = finding,
            }
        );
    }

    private string? Declared(LineCheck check) =>
        check switch
        {
            LineCheck.Length => FormattableString.Invariant($"at most {maxTokenLength:N0} characters or bytes"),
            // The algorithm is judged before the other two parts are decoded, and of the claims no more than the issuer is read.
            LineCheck.Format when _failed == LineCheck.Algorithm =>
                "three parts, the first base64url of strict JSON; the other two were not decoded",
            LineCheck.Format => "three parts of base64url, strict JSON in the header, and in the claims up to iss",
            LineCheck.Algorithm => "RS, PS or ES with 256, 384 or 512",
            LineCheck.Issuer => IssuerFinding.Declared(router, within, Route),
            LineCheck.AcceptedAlgorithm => Provider?.Facts.Algorithms.ToString(),
            LineCheck.Key => Route is null ? null : KeyFinding.Declared(Route),
            _ => null,
        };
}
