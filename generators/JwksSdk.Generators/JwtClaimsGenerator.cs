using System.Text;
using JwksSdk.Generators.Emission;
using JwksSdk.Generators.Model;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwksSdk.Generators;

/// <summary>
/// Writes the readers of <c>[JwtClaims]</c> records, one file each. A file is written again only when its record's model
/// changes: an edit elsewhere, or one that leaves the claims as they are, stops at the comparison of models.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class JwtClaimsGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var records = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                KnownTypes.JwtClaimsAttribute,
                static (node, _) => node is RecordDeclarationSyntax,
                static (found, cancellationToken) => Read(found, cancellationToken)
            )
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.ClaimsRecords);

        var ambiguous = records
            .Select(static (model, _) => model.Type.MetadataName)
            .Collect()
            .Select(static (names, _) => HintNames.FindAmbiguous(names))
            .WithTrackingName(TrackingNames.AmbiguousRecords);

        context.RegisterSourceOutput(
            records.Combine(ambiguous),
            static (output, pair) =>
                output.AddSource(
                    HintNames.Of(pair.Left.Type.MetadataName, "Claims", pair.Right),
                    SourceText.From(ClaimsEmitter.Emit(pair.Left), Encoding.UTF8)
                )
        );
    }

    private static ClaimsModel? Read(GeneratorAttributeSyntaxContext found, CancellationToken cancellationToken) =>
        FirstAttribute.Find(found, KnownTypes.IsJwtClaimsAttribute) is null
            ? null
            : ClaimsParser
                .Parse((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation, cancellationToken)
                .Model;
}
