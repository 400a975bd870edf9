using JwksSdk.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests;

/// <summary>What is written of federations, without the rest of their generator: to see by itself.</summary>
public sealed class FederationsAlone : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var federations = FederationPipeline.Models(context);
        var ambiguous = FederationPipeline
            .Names(federations)
            .Select(static (names, _) => HintNames.FindAmbiguous(names));
        FederationPipeline.Emit(context, federations, FederationPipeline.Registrations(federations), ambiguous);
    }
}
