using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Suggests a look at checks that <c>TokenValidationParameters</c> switch off. Silent where the same function gives the same object
/// a delegate that takes the check's place, which is then called whatever the switch says, and does not always say yes. <c>ValidateIssuerSigningKey = false</c> is not
/// among them: it is the default, and is about the key, not about the signature.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValidationSwitchAnalyzer : DiagnosticAnalyzer
{
    private static readonly Dictionary<string, (DiagnosticDescriptor Rule, string[] Delegates)> Switches = new()
    {
        ["ValidateAudience"] = (MigrationDescriptors.AudienceNotValidated, ["AudienceValidator"]),
        ["ValidateIssuer"] = (
            MigrationDescriptors.IssuerNotValidated,
            ["IssuerValidator", "IssuerValidatorUsingConfiguration"]
        ),
        ["ValidateLifetime"] = (MigrationDescriptors.LifetimeNotValidated, ["LifetimeValidator"]),
        ["RequireSignedTokens"] = (MigrationDescriptors.SignatureNotVerified, SignatureDelegates),
    };

    private static string[] SignatureDelegates => ["SignatureValidator", "SignatureValidatorUsingConfiguration"];

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        MigrationDescriptors.AudienceNotValidated,
        MigrationDescriptors.IssuerNotValidated,
        MigrationDescriptors.LifetimeNotValidated,
        MigrationDescriptors.SignatureNotVerified,
    ];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var parameters = new FoundTypes(
                start.Compilation,
                "Microsoft.IdentityModel.Tokens.TokenValidationParameters"
            );
            if (parameters.Any && !TestProject.Is(start.Compilation, start.Options))
            {
                start.RegisterOperationAction(
                    operation => Check(operation, parameters),
                    OperationKind.SimpleAssignment
                );
            }
        });
    }

    private static void Check(OperationAnalysisContext context, FoundTypes parameters)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (PropertyOf(assignment, parameters) is not { } property)
        {
            return;
        }

        if (
            Switches.TryGetValue(property, out var check)
            && assignment.Value.ConstantValue is { HasValue: true, Value: false }
            && !IsReplaced(assignment, check.Delegates, parameters)
        )
        {
            Report(check.Rule, $"{property} = false");
        }
        else if (SignatureDelegates.Contains(property) && UncheckedSignature.Is(assignment.Value))
        {
            Report(MigrationDescriptors.SignatureNotVerified, $"A {property} that only reads the token");
        }

        void Report(DiagnosticDescriptor rule, string what) =>
            context.ReportDiagnostic(Diagnostic.Create(rule, assignment.Syntax.GetLocation(), what));
    }

    private static bool IsReplaced(ISimpleAssignmentOperation assignment, string[] delegates, FoundTypes parameters) =>
        assignment
            .Function()
            .Descendants()
            .OfType<ISimpleAssignmentOperation>()
            .Any(other =>
                PropertyOf(other, parameters) is { } property
                && delegates.Contains(property)
                && !IsNull(other.Value)
                && !IsAlwaysTrue(other.Value)
                && AssignedObject.IsSame(assignment, other)
            );

    private static bool IsAlwaysTrue(IOperation value)
    {
        var target = value.Bare() is IDelegateCreationOperation creation ? creation.Target : value.Bare();
        if (target is not IAnonymousFunctionOperation { Body: var body })
        {
            return false;
        }

        var returned = body.Descendants()
            .OfType<IReturnOperation>()
            .Where(each => each.Function() == target && each.ReturnedValue is not null)
            .ToArray();
        return returned.Length > 0
            && returned.All(static each => each.ReturnedValue!.ConstantValue is { HasValue: true, Value: true });
    }

    private static bool IsNull(IOperation value) => value.Bare().ConstantValue is { HasValue: true, Value: null };

    private static string? PropertyOf(ISimpleAssignmentOperation assignment, FoundTypes parameters) =>
        assignment.Target is IPropertyReferenceOperation { Property: var property }
        && parameters.Contain(property.ContainingType)
            ? property.Name
            : null;
}
