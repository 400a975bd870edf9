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
    /// <summary>Whether a project can declare anything at all.</summary>
    public static bool CanDeclare(Compilation compilation) =>
        !compilation.GetTypesByMetadataName(DeclarationParser.AttributeName).IsEmpty;

    /// <summary>Calls an action for each declaration.</summary>
    public static void RegisterDeclarationAction(
        this CompilationStartAnalysisContext start,
        Action<SymbolAnalysisContext, AnalyzedDeclaration> action
    )
    {
        if (!CanDeclare(start.Compilation))
        {
            return;
        }

        start.RegisterSymbolAction(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                foreach (var declaration in Read(type, context.Compilation, context.CancellationToken))
                {
                    action(context, declaration);
                }
            },
            SymbolKind.NamedType
        );
    }

    /// <summary>The declarations of a type; a second one is a mistake.</summary>
    public static IEnumerable<AnalyzedDeclaration> Read(
        INamedTypeSymbol type,
        Compilation compilation,
        CancellationToken cancellationToken
    ) =>
        type.GetAttributes()
            .Where(KnownTypes.IsProviderAttribute)
            .Select(attribute => new AnalyzedDeclaration(
                type,
                attribute,
                DeclarationParser.Parse(type, attribute, compilation, cancellationToken)
            ));
}
