using JwksSdk.Generators.Emission;
using JwksSdk.Generators.Model;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators;

/// <summary>Completes classes marked <c>[JwksProvider]</c>, of a shipped provider or of a convention: client, options, registration, and the assembly's own method.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class JwksProviderGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        var shipped = Declarations(context, DeclarationParser.AttributeName, TrackingNames.Declarations);
        var others = Declarations(
            context,
            DeclarationParser.ConventionAttributeName,
            TrackingNames.ConventionDeclarations
        );
        context.RegisterSourceOutput(shipped, Emit);
        context.RegisterSourceOutput(others, Emit);

        var registrations = shipped
            .Collect()
            .Combine(others.Collect())
            .Select(static (both, _) => RegistrationModel.All(both.Left.AddRange(both.Right)))
            .WithTrackingName(TrackingNames.DeclarationList);

        context.RegisterSourceOutput(
            registrations,
            static (output, list) =>
            {
                foreach (var registration in list)
                {
                    output.AddSource(
                        $"{registration.Declaration.Type.MetadataName}.Registration.g.cs",
                        RegistrationEmitter.Emit(registration)
                    );
                }

                if (list.Count > 0)
                {
                    output.AddSource(RegistrationEmitter.AssemblyHintName, RegistrationEmitter.EmitAssembly(list));
                }
            }
        );
    }

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

    private static void Emit(SourceProductionContext output, DeclarationModel model)
    {
        output.AddSource($"{model.Type.MetadataName}.Client.g.cs", ClientEmitter.Emit(model));
        output.AddSource($"{model.Type.MetadataName}.Options.g.cs", OptionsEmitter.Emit(model));
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
