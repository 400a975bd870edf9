using JwksSdk.Generators.Model;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators;

/// <summary>The federations of a compilation, for the two generators that write something of them.</summary>
internal static class FederationProvider
{
    /// <summary>What is wanted of each federation for which code is emitted.</summary>
    public static IncrementalValuesProvider<T> Models<T>(
        IncrementalGeneratorInitializationContext context,
        Func<FederationModel, T> select
    )
        where T : class =>
        context
            .SyntaxProvider.ForAttributeWithMetadataName(
                FederationParser.AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                (target, cancellationToken) => Parse(target, cancellationToken) is { } model ? select(model) : null
            )
            .Where(static found => found is not null)
            .Select(static (found, _) => found!);

    public static FederationName NameOf(FederationModel model) => new(model.Type.MetadataName, model.SimpleName);

    private static FederationModel? Parse(GeneratorAttributeSyntaxContext found, CancellationToken cancellationToken) =>
        FirstAttribute.Find(found, KnownTypes.IsJwksFederationAttribute) is { } attribute
            ? FederationParser
                .Parse(
                    (INamedTypeSymbol)found.TargetSymbol,
                    attribute,
                    found.SemanticModel.Compilation,
                    cancellationToken
                )
                .Model
            : null;
}
