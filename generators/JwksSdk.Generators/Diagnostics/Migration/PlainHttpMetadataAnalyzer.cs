using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Suggests a look at options that let metadata, and with it the keys, come over plain http. Silent where a condition around
/// it holds in development, or another environment than production, alone, as in <c>if (environment.IsDevelopment())</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PlainHttpMetadataAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [MigrationDescriptors.PlainHttpMetadata];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var options = new FoundTypes(
                start.Compilation,
                "Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions",
                "Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions",
                "Microsoft.IdentityModel.Protocols.HttpDocumentRetriever"
            );
            if (options.Any && !TestProject.Is(start.Compilation, start.Options))
            {
                start.RegisterOperationAction(operation => Check(operation, options), OperationKind.SimpleAssignment);
            }
        });
    }

    private static void Check(OperationAnalysisContext context, FoundTypes options)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (
            assignment.Target is IPropertyReferenceOperation { Property: var property }
            && property.Name is "RequireHttpsMetadata" or "RequireHttps"
            && options.Contain(property.ContainingType)
            && assignment.Value.ConstantValue is { HasValue: true, Value: false }
            && !OtherEnvironment.IsAround(assignment)
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    MigrationDescriptors.PlainHttpMetadata,
                    assignment.Syntax.GetLocation(),
                    $"{property.Name} = false"
                )
            );
        }
    }
}
