namespace JwksSdk;

/// <summary>The steps of a verification, in their order. The numbers are the thousands of <see cref="JwtErrorCode"/>.</summary>
public enum JwtCheckStep
{
    /// <summary>The token is taken apart.</summary>
    Parsing = 1,

    /// <summary>Its algorithm is one that may be used.</summary>
    Algorithm = 2,

    /// <summary>Its issuer leads to a declaration.</summary>
    Routing = 3,

    /// <summary>The key that it names is looked up.</summary>
    Key = 4,

    /// <summary>Its signature is verified.</summary>
    Signature = 5,

    /// <summary>Its claims are read and checked.</summary>
    Claims = 6,
}

/// <summary>What came of one check.</summary>
public enum JwtCheckOutcome
{
    /// <summary>
    /// It was not made: an earlier one failed, a claim that it looks at cannot be read, or nothing that is declared asks for it.
    /// </summary>
    Skipped = 0,

    /// <summary>It holds.</summary>
    Passed = 1,

    /// <summary>It does not hold.</summary>
    Failed = 2,
}

/// <summary>One check of a <see cref="JwtExplanation"/>.</summary>
/// <param name="Step">The step of the verification that it belongs to.</param>
/// <param name="Name">What is checked: a word of this library, or the name of a claim that it knows or that is declared.</param>
/// <param name="Outcome">What came of it.</param>
/// <remarks>Its texts are for people and may change. None holds a value of the token.</remarks>
public sealed record JwtCheck(JwtCheckStep Step, string Name, JwtCheckOutcome Outcome)
{
    /// <summary>What does not hold; <see cref="JwtErrorCode.None"/> unless the check failed.</summary>
    public JwtError Error { get; init; }

    /// <summary>
    /// What the declaration, or the library where there is nothing to declare, demands; several things a line each, null when
    /// there is nothing to say.
    /// </summary>
    public string? Declared { get; init; }

    /// <summary>
    /// What was found, in declared values, names of declarations, fixed words and moments of key sets; several things a line
    /// each, null when there is nothing to say.
    /// </summary>
    public string? Finding { get; init; }

    /// <summary>What to do about it, where that is not what the code says; null where it is.</summary>
    internal string? Fix { get; init; }
}
