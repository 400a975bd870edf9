using System.Collections.Immutable;
using JwksSdk.Generators.Emission;
using JwksSdk.Generators.Model;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators;

/// <summary>
/// Completes classes marked <c>[JwksProvider]</c>, of a shipped provider or of a convention, and those marked <c>[JwksFederation]</c>;
/// and writes the assembly's own method, which adds all of them. One generator, because each search of a project for an attribute counts.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class JwksProviderGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var shipped = Declarations(context, DeclarationParser.AttributeName, TrackingNames.Declarations);
        var others = Declarations(
            context,
            DeclarationParser.ConventionAttributeName,
            TrackingNames.ConventionDeclarations
        );
        var federations = FederationPipeline.Models(context);
        var ambiguous = Names(shipped)
            .Combine(Names(others))
            .Combine(FederationPipeline.Names(federations))
            .Select(static (all, _) => HintNames.FindAmbiguous([.. all.Left.Left, .. all.Left.Right, .. all.Right]))
            .WithTrackingName(TrackingNames.AmbiguousTypes);
        context.RegisterSourceOutput(shipped.Combine(ambiguous), Emit);
        context.RegisterSourceOutput(others.Combine(ambiguous), Emit);

        var registrations = shipped
            .Collect()
            .Combine(others.Collect())
            .Select(static (both, _) => RegistrationModel.All(both.Left.AddRange(both.Right)))
            .WithTrackingName(TrackingNames.DeclarationList);

        context.RegisterSourceOutput(
            registrations.Combine(ambiguous),
            static (output, pair) =>
            {
                var (list, names) = pair;
                foreach (var registration in list)
                {
                    output.AddSource(
                        Hint(registration.Declaration, "Registration", names),
                        RegistrationEmitter.Emit(registration)
                    );
                }
            }
        );

        var federationRegistrations = FederationPipeline.Registrations(federations);
        FederationPipeline.Emit(context, federations, federationRegistrations, ambiguous);

        context.RegisterSourceOutput(
            registrations.Combine(federationRegistrations),
            static (output, all) =>
            {
                if (all.Left.Count + all.Right.Count > 0)
                {
                    output.AddSource(
                        RegistrationEmitter.AssemblyHintName,
                        RegistrationEmitter.EmitAssembly(all.Left, all.Right)
                    );
                    output.AddSource(EmbeddedAttributeEmitter.HintName, EmbeddedAttributeEmitter.Emit());
                }
            }
        );
    }

    private static string Hint(DeclarationModel model, string concern, EquatableArray<string> ambiguous) =>
        HintNames.Of(model.Type.MetadataName, concern, ambiguous);

    private static IncrementalValuesProvider<DeclarationModel> Declarations(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        string step
    ) =>
        context
            .SyntaxProvider.ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (target, cancellationToken) => Parse(target, cancellationToken)
            )
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(step);

    private static IncrementalValueProvider<ImmutableArray<string>> Names(
        IncrementalValuesProvider<DeclarationModel> declarations
    ) => declarations.Select(static (model, _) => model.Type.MetadataName).Collect();

    private static void Emit(
        SourceProductionContext output,
        (DeclarationModel Declaration, EquatableArray<string> Ambiguous) pair
    )
    {
        var (model, names) = pair;
        output.AddSource(Hint(model, "Client", names), ClientEmitter.Emit(model));
        output.AddSource(Hint(model, "Options", names), OptionsEmitter.Emit(model));
    }

    private static DeclarationModel? Parse(
        GeneratorAttributeSyntaxContext found,
        CancellationToken cancellationToken
    ) =>
        FirstAttribute.Find(found, KnownTypes.IsProviderAttribute) is { } attribute
            ? DeclarationParser
                .Parse(
                    (INamedTypeSymbol)found.TargetSymbol,
                    attribute,
                    found.SemanticModel.Compilation,
                    cancellationToken
                )
                .Model
            : null;
}
