namespace JwksSdk.Tokens;

/// <summary>What a declaration expects of one claim. Equal for the same expectation of the same policy.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Values">The declared values.</param>
/// <param name="IsForAll">Whether the claim must hold all of the values; otherwise it must be one of them.</param>
internal sealed record PolicyExpectation(string Claim, IReadOnlyList<string> Values, bool IsForAll);

/// <summary>One look of a token's checks at an expectation.</summary>
/// <param name="Expectation">What is expected.</param>
/// <param name="IsMet">Whether the token meets it.</param>
/// <param name="Given">What the token has. Values of a token: never to be shown.</param>
internal sealed record PolicyLook(PolicyExpectation Expectation, bool IsMet, IReadOnlyList<string> Given)
{
    /// <summary>The claim; never a value of the token.</summary>
    public override string ToString() => Expectation.Claim;
}
