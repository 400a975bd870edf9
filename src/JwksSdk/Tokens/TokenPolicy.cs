namespace JwksSdk.Tokens;

/// <summary>What a kind of token says about its audience.</summary>
public enum AudienceRule
{
    /// <summary><c>aud</c> must name one of the expected audiences.</summary>
    Required,

    /// <summary><c>aud</c> may be absent; where it is present and audiences are expected, it must name one of them.</summary>
    WhenPresent,

    /// <summary>This kind of token has no audience of its own; <c>aud</c> is not looked at.</summary>
    NotUsed,
}

/// <summary>
/// What one declaration expects of one kind of token, after all inputs were read: values by claim name, one or all of which the
/// claim must hold. Immutable plain data, made by a provider's convention at compile time and at start alike.
/// </summary>
public sealed class TokenPolicy
{
    private static readonly string[] Nothing = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _expected;
    private readonly Dictionary<string, IReadOnlyList<string>> _required;
    private readonly Func<PolicyLook, bool>? _observer;

    /// <summary>Makes a policy.</summary>
    /// <param name="audienceRule">What holds for <c>aud</c>.</param>
    /// <param name="audiences">The expected audiences; compared ordinally.</param>
    /// <param name="expected">Values by claim name, of which the claim must be one; a claim without an entry is not constrained.</param>
    /// <param name="required">Values by claim name, all of which the claim must hold; a claim without an entry is not constrained.</param>
    public TokenPolicy(
        AudienceRule audienceRule,
        IReadOnlyList<string>? audiences = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? expected = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? required = null
    )
    {
        AudienceRule = audienceRule;
        Audiences = audiences ?? Nothing;
        _expected = Declared(expected);
        _required = Declared(required);
    }

    private TokenPolicy(TokenPolicy policy, Func<PolicyLook, bool> observer)
    {
        AudienceRule = policy.AudienceRule;
        Audiences = policy.Audiences;
        _expected = policy._expected;
        _required = policy._required;
        _observer = observer;
    }

    /// <summary>What holds for <c>aud</c>.</summary>
    public AudienceRule AudienceRule { get; }

    /// <summary>The expected audiences; empty when none is declared.</summary>
    public IReadOnlyList<string> Audiences { get; }

    /// <summary>
    /// By claim, what a token that meets the expectation is granted, where the token's checks have to ask for all that is declared;
    /// null where that is left to them.
    /// </summary>
    internal IReadOnlyDictionary<string, JwtGrant>? Grants { get; init; }

    /// <summary>Whether the token's checks have to ask for something.</summary>
    internal bool MustBeAsked => Grants is not null && _expected.Count + _required.Count > 0;

    /// <summary>What is declared of single claims.</summary>
    internal IEnumerable<PolicyExpectation> Expectations
    {
        get
        {
            foreach (var entry in _expected)
            {
                yield return new PolicyExpectation(entry.Key, entry.Value, false);
            }

            foreach (var entry in _required)
            {
                yield return new PolicyExpectation(entry.Key, entry.Value, true);
            }
        }
    }

    /// <summary>The same policy for one run of a token's checks: the observer sees each look, and says what they are told.</summary>
    internal TokenPolicy Observed(Func<PolicyLook, bool> observer) => new(this, observer);

    /// <summary>What a token that meets the expectation of a claim is granted.</summary>
    internal JwtGrant GrantOf(string claim) =>
        Grants is not null && Grants.TryGetValue(claim, out var grant) ? grant : JwtGrant.None;

    /// <summary>Whether values of the claim are declared, so that it is constrained.</summary>
    public bool Constrains(string claim) => _expected.ContainsKey(claim) || _required.ContainsKey(claim);

    /// <summary>
    /// True when the claim is not constrained, or when the value is one of the declared ones (ordinal). A missing value
    /// never meets a constraint, nor does one value where all of the declared ones are required, for which <see cref="HasEvery"/> is.
    /// </summary>
    public bool Accepts(string claim, string? value)
    {
        if (!_expected.TryGetValue(claim, out var expected))
        {
            return !_required.ContainsKey(claim);
        }

        var isMet = Holds(expected, value);
        return _observer is null
            ? isMet
            : _observer(new PolicyLook(new(claim, expected, false), isMet, value is null ? [] : [value]));
    }

    /// <summary>
    /// True when the claim is not constrained, or when every one of the declared values is among these (ordinal). An empty
    /// list never meets a constraint, nor do several values where one of the declared ones is expected, for which <see cref="Accepts"/> is.
    /// </summary>
    public bool HasEvery(string claim, IReadOnlyList<string> values)
    {
        if (!_required.TryGetValue(claim, out var required))
        {
            return !_expected.ContainsKey(claim);
        }

        var isMet = HoldsAll(values, required);
        return _observer is null ? isMet : _observer(new PolicyLook(new(claim, required, true), isMet, values));
    }

    private static bool HoldsAll(IReadOnlyList<string> values, IReadOnlyList<string> required)
    {
        // By index, because the enumerator of an interface allocates.
        for (var i = 0; i < required.Count; i++)
        {
            if (!Holds(values, required[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a list has a string, compared ordinally. Makes none of a claim's strings.</summary>
    internal static bool Holds(IReadOnlyList<string> values, string? value)
    {
        if (values is IOrdinalTexts texts)
        {
            return texts.Contains(value);
        }

        for (var i = 0; i < values.Count; i++)
        {
            if (string.Equals(values[i], value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<string, IReadOnlyList<string>> Declared(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? values
    )
    {
        var declared = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var entry in values ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            if (entry.Value.Count > 0)
            {
                declared.Add(entry.Key, entry.Value);
            }
        }

        return declared;
    }
}
