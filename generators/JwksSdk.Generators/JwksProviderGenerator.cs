using JwksSdk.Generators.Emission;
using JwksSdk.Generators.Model;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators;

/// <summary>Completes classes marked <c>[JwksProvider]</c>: client, options, registration, and the assembly's own method.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class JwksProviderGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        var declarations = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                DeclarationParser.AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (target, cancellationToken) => Parse(target, cancellationToken)
            )
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Declarations);

        context.RegisterSourceOutput(
            declarations,
            static (output, model) =>
            {
                output.AddSource($"{model.Type.MetadataName}.Client.g.cs", ClientEmitter.Emit(model));
                output.AddSource($"{model.Type.MetadataName}.Options.g.cs", OptionsEmitter.Emit(model));
            }
        );

        var registrations = declarations
            .Collect()
            .Select(static (models, _) => RegistrationModel.All(models))
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
            }
        );

        var federations = FederationProvider
            .Models(context, static model => FederationProvider.NameOf(model))
            .Collect()
            .Select(static (names, _) => FederationRegistrationModel.All(names))
            .WithTrackingName(TrackingNames.FederationNames);

        context.RegisterSourceOutput(
            registrations.Combine(federations),
            static (output, all) =>
            {
                if (all.Left.Count + all.Right.Count > 0)
                {
                    output.AddSource(
                        RegistrationEmitter.AssemblyHintName,
                        RegistrationEmitter.EmitAssembly(all.Left, all.Right)
                    );
                }
            }
        );
    }

    private static DeclarationModel? Parse(GeneratorAttributeSyntaxContext target, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)target.TargetSymbol;
        var attribute = target.Attributes[0];
        // A second attribute, on another part of the class, is the compiler's error; one part alone is emitted for.
        var first = type.GetAttributes()
            .First(each => SymbolEqualityComparer.Default.Equals(each.AttributeClass, attribute.AttributeClass));
        return
            first.ApplicationSyntaxReference?.Span == attribute.ApplicationSyntaxReference?.Span
            && first.ApplicationSyntaxReference?.SyntaxTree == attribute.ApplicationSyntaxReference?.SyntaxTree
            ? DeclarationParser.Parse(type, attribute, cancellationToken).Model
            : null;
    }
}
