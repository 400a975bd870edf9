namespace JwksSdk.Providers;

/// <summary>The kinds of mistake in a declaration. Each is one diagnostic of the compiler, unless it says otherwise, and one failure at start.</summary>
public enum ProblemKind
{
    /// <summary>The provider does not know this input.</summary>
    UnknownInput,

    /// <summary>An input that the provider cannot do without was not given.</summary>
    MissingInput,

    /// <summary>An input does not have the shape that the provider gives it.</summary>
    MalformedInput,

    /// <summary>An input still holds the text of a template or a documentation page.</summary>
    Placeholder,

    /// <summary>A secret stands where it can be read by anyone who has the source.</summary>
    SecretInSource,

    /// <summary>Two inputs cannot both hold.</summary>
    Contradiction,

    /// <summary>An address is plain http and not on this machine.</summary>
    InsecureAddress,

    /// <summary>A kind of token was asked for that the provider's tokens cannot be verified as.</summary>
    KindUnavailable,

    /// <summary>An algorithm that the provider never signs with.</summary>
    AlgorithmNotUsed,

    /// <summary>
    /// A member of an enum that nobody can choose, such as an algorithm that the platform cannot verify. Where its name is
    /// in source the compiler mostly refuses it by itself; elsewhere the diagnostic is that of <see cref="MalformedInput"/>.
    /// </summary>
    ImpossibleChoice,
}

/// <summary>One mistake in a declaration.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Input">The input concerned.</param>
/// <param name="Message">What is wrong and what to write instead; one sentence or two, without a secret's text.</param>
public sealed record ProviderProblem(ProblemKind Kind, string Input, string Message)
{
    /// <summary>The one right correction, which an editor may offer; null where there is none, or more than one.</summary>
    public ProviderCorrection? Correction { get; init; }
}

/// <summary>What to write instead of a wrong value.</summary>
/// <param name="Value">The wrong value, or members of an enum separated by commas; empty for the whole input.</param>
/// <param name="Replacement">What to write instead; null where the value is to be left out.</param>
public sealed record ProviderCorrection(string Value, string? Replacement)
{
    /// <summary>Leaves the whole input out.</summary>
    public static ProviderCorrection LeaveOut { get; } = new("", null);
}
