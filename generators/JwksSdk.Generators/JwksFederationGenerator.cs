using JwksSdk.Generators.Emission;
using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators;

/// <summary>Completes classes marked <c>[JwksFederation]</c>: client, union of the members' tokens, registration.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class JwksFederationGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var federations = FederationProvider
            .Models(context, static model => model)
            .WithTrackingName(TrackingNames.Federations);

        context.RegisterSourceOutput(
            federations,
            static (output, model) =>
            {
                output.AddSource($"{model.Type.MetadataName}.Client.g.cs", FederationEmitter.Emit(model));
                output.AddSource($"{model.Type.MetadataName}.Token.g.cs", UnionEmitter.Emit(model));
            }
        );

        var names = federations
            .Select(static (model, _) => FederationProvider.NameOf(model))
            .Collect()
            .Select(static (names, _) => FederationRegistrationModel.All(names))
            .WithTrackingName(TrackingNames.FederationList);

        context.RegisterSourceOutput(
            federations.Combine(names),
            static (output, pair) =>
            {
                var (model, all) = pair;
                var registration = all.First(each => each.Federation == FederationProvider.NameOf(model));
                output.AddSource(
                    $"{model.Type.MetadataName}.Registration.g.cs",
                    FederationRegistrationEmitter.Emit(model, registration)
                );
            }
        );
    }
}
