using System.Collections.Immutable;
using JwksSdk.Generators.Emission;
using JwksSdk.Generators.Model;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators;

/// <summary>The federations of a compilation, and what is written of them.</summary>
internal static class FederationPipeline
{
    /// <summary>The federations for which code is emitted.</summary>
    public static IncrementalValuesProvider<FederationModel> Models(
        IncrementalGeneratorInitializationContext context
    ) =>
        context
            .SyntaxProvider.ForAttributeWithMetadataName(
                FederationParser.AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (target, cancellationToken) => Parse(target, cancellationToken)
            )
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Federations);

    /// <summary>What their files are named after.</summary>
    public static IncrementalValueProvider<ImmutableArray<string>> Names(
        IncrementalValuesProvider<FederationModel> federations
    ) => federations.Select(static (model, _) => model.Type.MetadataName).Collect();

    /// <summary>How all of them are added to the services.</summary>
    public static IncrementalValueProvider<EquatableArray<FederationRegistrationModel>> Registrations(
        IncrementalValuesProvider<FederationModel> federations
    ) =>
        federations
            .Select(static (model, _) => NameOf(model))
            .Collect()
            .Select(static (names, _) => FederationRegistrationModel.All(names))
            .WithTrackingName(TrackingNames.FederationList);

    /// <summary>Writes client, union of the members' tokens, and registration of each.</summary>
    public static void Emit(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<FederationModel> federations,
        IncrementalValueProvider<EquatableArray<FederationRegistrationModel>> registrations,
        IncrementalValueProvider<EquatableArray<string>> ambiguous
    )
    {
        context.RegisterSourceOutput(
            federations.Combine(ambiguous),
            static (output, pair) =>
            {
                var (model, names) = pair;
                output.AddSource(Hint(model, "Client", names), FederationEmitter.Emit(model));
                output.AddSource(Hint(model, "Token", names), UnionEmitter.Emit(model));
            }
        );

        context.RegisterSourceOutput(
            federations.Combine(registrations).Combine(ambiguous),
            static (output, found) =>
            {
                var ((model, all), names) = found;
                var registration = all.First(each => each.Federation == NameOf(model));
                output.AddSource(
                    Hint(model, "Registration", names),
                    FederationRegistrationEmitter.Emit(model, registration)
                );
            }
        );
    }

    private static FederationName NameOf(FederationModel model) => new(model.Type.MetadataName, model.SimpleName);

    private static string Hint(FederationModel model, string concern, EquatableArray<string> ambiguous) =>
        HintNames.Of(model.Type.MetadataName, concern, ambiguous);

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
