using System.Globalization;
using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>The work sheet of a convention: the inputs of one declaration, read with care, and the problems found so far.</summary>
public sealed class ProviderDraft
{
    private const int MaxClockSkewSeconds = 300;

    // A year: whoever means more means no limit.
    private const int MaxAgeSeconds = 365 * 24 * 60 * 60;

    private readonly ProviderConvention _convention;
    private readonly List<ProviderProblem> _problems = [];

    internal ProviderDraft(ProviderConvention convention, ProviderInputs inputs)
    {
        _convention = convention;
        Inputs = inputs;
    }

    /// <summary>The inputs that are known.</summary>
    public ProviderInputs Inputs { get; }

    /// <summary>Reports a problem.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="input">The input concerned.</param>
    /// <param name="message">What is wrong and what to write instead; without a secret's text.</param>
    /// <param name="correction">The one right correction; null where there is none.</param>
    public void Add(ProblemKind kind, string input, string message, ProviderCorrection? correction = null) =>
        _problems.Add(new ProviderProblem(kind, input, message) { Correction = correction });

    /// <summary>
    /// The value of an input without which there is no issuer. Missing, it is reported, unless <c>Issuer</c> is given,
    /// which replaces it. An empty one gives null; it was reported already.
    /// </summary>
    public string? Require(string input, string example)
    {
        if (Inputs.Text(input) is { } value)
        {
            return string.IsNullOrWhiteSpace(value) ? null : value;
        }

        if (!Inputs.Has("Issuer"))
        {
            Add(ProblemKind.MissingInput, input, $"{_convention.Name} needs {input}, for example \"{example}\".");
        }

        return null;
    }

    /// <summary>
    /// The values of an input that are worth a look at their shape: not empty, no placeholder and no secret, all of which
    /// were reported already.
    /// </summary>
    public IEnumerable<string> Candidates(string input) =>
        Inputs
            .List(input)
            .Where(static value =>
                !string.IsNullOrWhiteSpace(value) && !Placeholders.IsPlaceholder(value) && !Secrets.LooksSecret(value)
            );

    /// <summary>Every value of an input that is a plain host name, in lower case; each other one is reported.</summary>
    public IEnumerable<string> Hosts(string input)
    {
        foreach (var value in Candidates(input))
        {
            if (Address.WhyNotHost(value) is not { } reason)
            {
                yield return value.ToLowerInvariant();
            }
            else
            {
                Add(ProblemKind.MalformedInput, input, $"{Shown(input, value)} {reason}.", HostOf(value));
            }
        }
    }

    /// <summary>An input with a value of it, for messages; without the value where it may have user information, which is a secret.</summary>
    internal static string Shown(string input, string value) => value.Contains('@') ? input : $"{input} \"{value}\"";

    /// <summary>The correction of a value that should have been a host name alone; null when it holds none.</summary>
    public static ProviderCorrection? HostOf(string value) =>
        Address.HostIn(value) is { } host ? new ProviderCorrection(value, host) : null;

    /// <summary>The scopes that a token must have; a text that is not one scope (RFC 6749 §3.3) is reported.</summary>
    public IReadOnlyList<string> RequiredScopes()
    {
        foreach (var scope in Candidates("RequiredScope"))
        {
            if (!scope.All(static c => c is > ' ' and <= '~' and not '"' and not '\\'))
            {
                Add(
                    ProblemKind.MalformedInput,
                    "RequiredScope",
                    $"RequiredScope \"{scope}\" is not one scope. Write several as RequiredScopes, each as a text of its own."
                );
            }
        }

        return Inputs.List("RequiredScope");
    }

    /// <summary>The ids of organizations, of which a token must be for one; each one without the vendor's prefix is reported.</summary>
    public IReadOnlyList<string> Organizations(string prefix, string hint)
    {
        foreach (var organization in Candidates("Organization"))
        {
            if (!organization.StartsWith(prefix, StringComparison.Ordinal))
            {
                Add(
                    ProblemKind.MalformedInput,
                    "Organization",
                    $"Organization \"{organization}\" is not an id, which starts with {prefix}. {hint}"
                );
            }
        }

        return Inputs.List("Organization");
    }

    /// <summary>Reports an audience that is also a client id: an ID token for that client could then pass as an access token.</summary>
    public void RequireDistinctAudience()
    {
        if (Inputs.List("Audience").Intersect(Inputs.List("ClientId")).Any())
        {
            Add(
                ProblemKind.Contradiction,
                "Audience",
                "Audience is also a ClientId; then an ID token could pass as an access token. Audience is the identifier of the API."
            );
        }
    }

    /// <summary>The value of an input that replaces an address: absolute, and https unless on this machine; reported otherwise.</summary>
    public string? Override(string input)
    {
        if (Candidates(input).FirstOrDefault() is not { } value)
        {
            return null;
        }

        if (Address.WhyNotAbsolute(value) is { } reason)
        {
            Add(ProblemKind.MalformedInput, input, $"{Shown(input, value)} {reason}.");
            return null;
        }

        if (!Address.IsSecure(value))
        {
            Add(
                ProblemKind.InsecureAddress,
                input,
                $"{Shown(input, value)} is plain http; only loopback addresses may be. Use https."
            );
            return null;
        }

        return value;
    }

    /// <summary>
    /// The issuer that replaces the provider's own: as <see cref="Override"/>, without a query, and not the address of a document about it
    /// (OpenID Connect Discovery §3, RFC 8414 §2); reported otherwise.
    /// </summary>
    public string? IssuerOverride()
    {
        var issuer = Override("Issuer");
        var reason =
            issuer is null ? null
            : issuer.Contains("/.well-known/", StringComparison.Ordinal)
                ? "is the address of a document; the issuer is what that says as \"issuer\""
            : issuer.Contains('?') ? "has a query, which no issuer has"
            : null;
        if (reason is not null)
        {
            Add(ProblemKind.MalformedInput, "Issuer", $"{Shown("Issuer", issuer!)} {reason}.");
        }

        return reason is null ? issuer : null;
    }

    /// <summary>Makes one kind of token, which needs at least one value of an input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tokenType">The full name of its typed token.</param>
    /// <param name="summary">What it is.</param>
    /// <param name="needs">The input it needs; null when it needs none.</param>
    /// <param name="policy">What is expected of it.</param>
    public TokenKindFacts Kind(string name, string tokenType, string summary, string? needs, TokenPolicy policy)
    {
        var missing = needs is not null && Inputs.List(needs).Count == 0;
        return new TokenKindFacts(
            name,
            tokenType,
            summary,
            policy,
            missing ? $"{_convention.Name} tokens of kind {name} need {needs}, which is not declared." : null
        );
    }

    internal ProviderResolution Finish(IReadOnlyList<IssuerFacts> issuers, IReadOnlyList<TokenKindFacts> kinds)
    {
        if (kinds.All(static kind => kind.Unavailable is not null))
        {
            Add(
                ProblemKind.MissingInput,
                _convention.Inputs[0].Name,
                $"No kind of {_convention.Name} token can be verified: "
                    + string.Join(" ", kinds.Select(static kind => kind.Unavailable))
            );
        }

        var requirements = _convention
            .Inputs.Where(input => input.AnsweredBy.Count > 0 && Inputs.List(input.Name).Count > 0)
            .ToArray();
        foreach (var kind in kinds)
        {
            kind.Unanswered = requirements.Where(input => !input.AnsweredBy.Contains(kind.Name)).ToArray();
        }

        var skew = Seconds("ClockSkewSeconds", 0, MaxClockSkewSeconds) ?? _convention.DefaultClockSkewSeconds;
        var facts = new ProviderFacts(issuers, kinds, Algorithms(), skew, Inputs.Flag("AllowBoundTokens"))
        {
            MaxTokenAgeSeconds = Seconds("MaxTokenAgeSeconds", 1, MaxAgeSeconds),
            MaxAuthenticationAgeSeconds = Seconds("MaxAuthenticationAgeSeconds", 1, MaxAgeSeconds),
            KeyIds = Inputs.Has("Issuer") || Inputs.Has("JwksUri") ? KeyIdShape.Any : _convention.KeyIds,
            Startup = Startup(),
            PrivateNetwork = Inputs.Flag("PrivateNetwork"),
        };
        return new ProviderResolution(facts, _problems);
    }

    private JwtAlgorithms Algorithms()
    {
        JwtAlgorithms chosen = 0;
        foreach (var name in Inputs.List("Algorithms").SelectMany(InputChecks.Members))
        {
            // By name alone: a number was reported already, as no member of the enum.
            if (JwtAlgorithmChoices.Names.Contains(name) && Enum.TryParse<JwtAlgorithms>(name, out var algorithm))
            {
                chosen |= algorithm;
            }
        }

        if ((chosen & ~_convention.SupportedAlgorithms) is var never && never != 0)
        {
            Add(
                ProblemKind.AlgorithmNotUsed,
                "Algorithms",
                $"{_convention.Name} never signs with {never}; it signs with {_convention.SupportedAlgorithms}.",
                // Without any the default would hold, which may be wider than what was meant.
                chosen == never
                    ? null
                    : new ProviderCorrection(never.ToString(), null)
            );
        }

        return chosen == 0 ? _convention.DefaultAlgorithms : chosen;
    }

    private KeyStartup Startup() =>
        Inputs.Text("Startup") is { } name
        && typeof(KeyStartup).GetEnumNames().Contains(name)
        && Enum.TryParse<KeyStartup>(name, out var startup)
            ? startup
            : KeyStartup.Degraded;

    /// <summary>A number of seconds; null when it was not given, or is out of its range, which is reported.</summary>
    private int? Seconds(string input, int min, int max)
    {
        if (
            Candidates(input).FirstOrDefault() is not { } text
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        )
        {
            // What is no number was reported with the other inputs.
            return null;
        }

        if (seconds >= min && seconds <= max)
        {
            return seconds;
        }

        Add(ProblemKind.MalformedInput, input, $"{input} \"{text}\" is not from {min} to {max}.");
        return null;
    }
}
