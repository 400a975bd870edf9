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

        var ambiguous = federations
            .Select(static (model, _) => model.Type.MetadataName)
            .Collect()
            .Select(static (names, _) => HintNames.FindAmbiguous(names))
            .WithTrackingName(TrackingNames.AmbiguousFederations);

        context.RegisterSourceOutput(
            federations.Combine(ambiguous),
            static (output, pair) =>
            {
                var (model, names) = pair;
                output.AddSource(Hint(model, "Client", names), FederationEmitter.Emit(model));
                output.AddSource(Hint(model, "Token", names), UnionEmitter.Emit(model));
            }
        );

        var registrations = federations
            .Select(static (model, _) => FederationProvider.NameOf(model))
            .Collect()
            .Select(static (names, _) => FederationRegistrationModel.All(names))
            .WithTrackingName(TrackingNames.FederationList);

        context.RegisterSourceOutput(
            federations.Combine(registrations).Combine(ambiguous),
            static (output, found) =>
            {
                var ((model, all), names) = found;
                var registration = all.First(each => each.Federation == FederationProvider.NameOf(model));
                output.AddSource(
                    Hint(model, "Registration", names),
                    FederationRegistrationEmitter.Emit(model, registration)
                );
            }
        );
    }

    private static string Hint(FederationModel model, string concern, EquatableArray<string> ambiguous) =>
        HintNames.Of(model.Type.MetadataName, concern, ambiguous);
}
