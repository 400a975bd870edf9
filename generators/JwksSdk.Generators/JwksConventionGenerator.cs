using JwksSdk.Generators.Emission;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators;

/// <summary>Completes classes marked <c>[JwksConvention]</c>, one file each.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class JwksConventionGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var conventions = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                KnownTypes.ConventionAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, cancellationToken) =>
                    FirstAttribute.Find(found, KnownTypes.IsConventionAttribute) is null
                        ? null
                        : ConventionParser
                            .Parse(
                                (INamedTypeSymbol)found.TargetSymbol,
                                found.SemanticModel.Compilation,
                                cancellationToken
                            )
                            .Model
            )
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Conventions);

        var ambiguous = conventions
            .Select(static (model, _) => model.Type.MetadataName)
            .Collect()
            .Select(static (names, _) => HintNames.FindAmbiguous(names))
            .WithTrackingName(TrackingNames.AmbiguousConventions);

        context.RegisterSourceOutput(
            conventions.Combine(ambiguous),
            static (output, pair) =>
                output.AddSource(
                    HintNames.Of(pair.Left.Type.MetadataName, "Convention", pair.Right),
                    ConventionEmitter.Emit(pair.Left)
                )
        );
    }
}
