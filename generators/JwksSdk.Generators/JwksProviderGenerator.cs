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

        var ambiguous = declarations
            .Select(static (model, _) => model.Type.MetadataName)
            .Collect()
            .Select(static (names, _) => HintNames.FindAmbiguous(names))
            .WithTrackingName(TrackingNames.AmbiguousDeclarations);

        context.RegisterSourceOutput(
            declarations.Combine(ambiguous),
            static (output, pair) =>
            {
                var (model, others) = pair;
                output.AddSource(Hint(model, "Client", others), ClientEmitter.Emit(model));
                output.AddSource(Hint(model, "Options", others), OptionsEmitter.Emit(model));
            }
        );

        var registrations = declarations
            .Collect()
            .Select(static (models, _) => RegistrationModel.All(models))
            .WithTrackingName(TrackingNames.DeclarationList);

        context.RegisterSourceOutput(
            registrations.Combine(ambiguous),
            static (output, pair) =>
            {
                var (list, others) = pair;
                foreach (var registration in list)
                {
                    output.AddSource(
                        Hint(registration.Declaration, "Registration", others),
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

    private static string Hint(DeclarationModel model, string concern, EquatableArray<string> ambiguous) =>
        HintNames.Of(model.Type.MetadataName, concern, ambiguous);

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
