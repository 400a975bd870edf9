using JwksSdk.Providers;

namespace JwksSdk.DependencyInjection;

/// <summary>
/// The kinds of token that a declaration was compiled with beside those of the convention that runs. A kind finds its policy
/// by its place, so with another version of the convention it could be checked by the policy of another kind.
/// </summary>
internal static class DeclaredKinds
{
    /// <summary>What is wrong when they are not the same kinds with the same types in the same order; null when they are.</summary>
    public static string? WhyNot(ProviderDeclaration declaration, IReadOnlyList<TokenKindFacts> running)
    {
        var compiled = declaration.Kinds.Select(static kind => Describe(kind.Name, kind.TokenType.FullName!));
        var current = running.Select(static kind => Describe(kind.Name, kind.TokenType));
        return compiled.SequenceEqual(current, StringComparer.Ordinal)
            ? null
            : $"{declaration.Name} was compiled with another version of {declaration.Convention.Name} than the one that runs: "
                + $"its kinds of token were {string.Join(", ", compiled)}, and are {string.Join(", ", current)}. "
                + "Compile the application, or the package that declares it, with the version that runs.";
    }

    // As in C#, whichever way the name was written: a nested type after a dot, a keyword without its @.
    private static string Describe(string kind, string type) =>
        $"{kind} ({type.Replace('+', '.').Replace("@", "", StringComparison.Ordinal)})";
}
