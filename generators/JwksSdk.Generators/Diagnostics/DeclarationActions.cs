using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>A declaration that an analyzer looks at.</summary>
/// <param name="Type">The declaring class.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Parse">What the generator's own parser makes of both.</param>
internal sealed record AnalyzedDeclaration(INamedTypeSymbol Type, AttributeData Attribute, DeclarationParse Parse)
{
    /// <summary>Where an argument stands; the attribute itself where it does not.</summary>
    public Location Locate(string? argument, CancellationToken cancellationToken) =>
        AttributeArgument.Locate(Attribute, argument, cancellationToken) ?? Location.None;
}

/// <summary>Hands the declarations of a project to an analyzer. Only types with the attribute are parsed.</summary>
internal static class DeclarationActions
{
    /// <summary>The attribute that marks declarations; null where the project does not see it.</summary>
    public static INamedTypeSymbol? Marker(Compilation compilation) =>
        compilation.GetTypeByMetadataName(DeclarationParser.AttributeName);

    /// <summary>Calls an action for each declaration.</summary>
    public static void RegisterDeclarationAction(
        this CompilationStartAnalysisContext start,
        Action<SymbolAnalysisContext, AnalyzedDeclaration> action
    )
    {
        if (Marker(start.Compilation) is not { } marker)
        {
            return;
        }

        start.RegisterSymbolAction(
            context =>
            {
                foreach (var declaration in Read((INamedTypeSymbol)context.Symbol, marker, context.CancellationToken))
                {
                    action(context, declaration);
                }
            },
            SymbolKind.NamedType
        );
    }

    /// <summary>The declarations of a type; the compiler refuses a second one.</summary>
    public static IEnumerable<AnalyzedDeclaration> Read(
        INamedTypeSymbol type,
        INamedTypeSymbol marker,
        CancellationToken cancellationToken
    ) =>
        type.GetAttributes()
            .Where(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, marker))
            .Select(attribute => new AnalyzedDeclaration(
                type,
                attribute,
                DeclarationParser.Parse(type, attribute, cancellationToken)
            ));
}
