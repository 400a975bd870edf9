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
/// What one declaration expects of one kind of token, after all inputs were read: expected values by claim name.
/// Immutable plain data, made by a provider's convention at compile time and at start alike.
/// </summary>
public sealed class TokenPolicy
{
    private static readonly string[] Nothing = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _expected;

    /// <summary>Makes a policy.</summary>
    /// <param name="audienceRule">What holds for <c>aud</c>.</param>
    /// <param name="audiences">The expected audiences; compared ordinally.</param>
    /// <param name="expected">Expected values by claim name; a claim without an entry is not constrained.</param>
    public TokenPolicy(
        AudienceRule audienceRule,
        IReadOnlyList<string>? audiences = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? expected = null
    )
    {
        AudienceRule = audienceRule;
        Audiences = audiences ?? Nothing;
        _expected = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var entry in expected ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            if (entry.Value.Count > 0)
            {
                _expected.Add(entry.Key, entry.Value);
            }
        }
    }

    /// <summary>What holds for <c>aud</c>.</summary>
    public AudienceRule AudienceRule { get; }

    /// <summary>The expected audiences; empty when none is declared.</summary>
    public IReadOnlyList<string> Audiences { get; }

    /// <summary>
    /// True when the claim is not constrained, or when the value is one of the declared ones (ordinal). A missing value
    /// never meets a constraint.
    /// </summary>
    public bool Accepts(string claim, string? value)
    {
        if (!_expected.TryGetValue(claim, out var values))
        {
            return true;
        }

        foreach (var expected in values)
        {
            if (string.Equals(expected, value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
