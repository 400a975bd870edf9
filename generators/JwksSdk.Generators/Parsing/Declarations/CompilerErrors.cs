using JwksSdk.Providers;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>What the compiler reports by itself of a declaration, so that it is not said twice.</summary>
internal static class CompilerErrors
{
    /// <summary>
    /// Whether the compiler says what a problem says. Of a choice that nobody can make it does (CS0619) where the obsolete
    /// member is named; not of its number, and of nothing within a type that is obsolete itself.
    /// </summary>
    public static bool Say(
        ProviderProblem problem,
        ProviderConvention convention,
        INamedTypeSymbol type,
        AttributeData attribute,
        CancellationToken cancellationToken
    ) =>
        problem.Kind == ProblemKind.ImpossibleChoice
        && SayImpossible(
            type,
            attribute,
            problem.Input,
            convention.Inputs.First(input => input.Name == problem.Input).WhyNot.Keys,
            cancellationToken
        );

    /// <summary>Whether the compiler reports one of these names in an argument: members that are obsolete as an error.</summary>
    public static bool SayImpossible(
        INamedTypeSymbol type,
        AttributeData attribute,
        string argument,
        IEnumerable<string> names,
        CancellationToken cancellationToken
    ) => AttributeArgument.IsWrittenWith(attribute, argument, names, cancellationToken) && !IsSilentIn(type);

    /// <summary>Whether the compiler reports no use of what is obsolete within a type, because it is obsolete itself.</summary>
    public static bool IsSilentIn(INamedTypeSymbol type) =>
        TypeModelReader
            .ContainingTypes(type)
            .Prepend(type)
            .Any(static each => each.GetAttributes().Any(KnownTypes.IsObsoleteAttribute));
}
