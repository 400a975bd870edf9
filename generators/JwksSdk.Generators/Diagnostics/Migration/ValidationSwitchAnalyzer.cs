using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Suggests a look at checks that <c>TokenValidationParameters</c> switch off, and at delegates that take a check's place and check
/// nothing. Silent of a switch where the same function gives the same object such a delegate, which is then called whatever the switch
/// says. <c>ValidateIssuerSigningKey = false</c> is not among them: it is the default, and is about the key, not about the signature.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValidationSwitchAnalyzer : DiagnosticAnalyzer
{
    private static readonly Check[] Checks =
    [
        new(
            MigrationDescriptors.AudienceNotValidated,
            "ValidateAudience",
            ["AudienceValidator"],
            UncheckedDelegate.IsAlwaysTrue,
            "returns true whatever it is given"
        ),
        new(
            MigrationDescriptors.IssuerNotValidated,
            "ValidateIssuer",
            ["IssuerValidator", "IssuerValidatorUsingConfiguration"],
            UncheckedDelegate.ReturnsIssuer,
            "returns the issuer that it is given"
        ),
        new(
            MigrationDescriptors.LifetimeNotValidated,
            "ValidateLifetime",
            ["LifetimeValidator"],
            UncheckedDelegate.IsAlwaysTrue,
            "returns true whatever it is given"
        ),
        new(
            MigrationDescriptors.SignatureNotVerified,
            "RequireSignedTokens",
            ["SignatureValidator", "SignatureValidatorUsingConfiguration"],
            UncheckedDelegate.OnlyReads,
            "only reads the token"
        ),
    ];

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [.. Checks.Select(static check => check.Rule)];

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
                    operation => Analyze(operation, parameters),
                    OperationKind.SimpleAssignment
                );
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, FoundTypes parameters)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (PropertyOf(assignment, parameters) is not { } property)
        {
            return;
        }

        foreach (var check in Checks)
        {
            if (
                property == check.Switch
                && assignment.Value.ConstantValue is { HasValue: true, Value: false }
                && !IsReplaced(assignment, check.Delegates, parameters)
            )
            {
                Report(check.Rule, $"{property} = false");
            }
            else if (check.Delegates.Contains(property) && check.IsUnchecked(assignment.Value))
            {
                Report(check.Rule, $"{(property[0] is 'A' or 'I' ? "An" : "A")} {property} that {check.Why}");
            }
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
                && !UncheckedDelegate.CallsAndReturnsTrue(other.Value)
                && AssignedObject.IsSame(assignment, other)
            );

    private static bool IsNull(IOperation value) => value.Bare().ConstantValue is { HasValue: true, Value: null };

    private static string? PropertyOf(ISimpleAssignmentOperation assignment, FoundTypes parameters) =>
        assignment.Target is IPropertyReferenceOperation { Property: var property }
        && parameters.Contain(property.ContainingType)
            ? property.Name
            : null;

    /// <summary>One check of a token.</summary>
    /// <param name="Rule">What is reported where it is not made.</param>
    /// <param name="Switch">The property that switches it off.</param>
    /// <param name="Delegates">The properties of the delegates that take its place.</param>
    /// <param name="IsUnchecked">Whether such a delegate checks nothing.</param>
    /// <param name="Why">What it does instead.</param>
    private sealed record Check(
        DiagnosticDescriptor Rule,
        string Switch,
        string[] Delegates,
        Func<IOperation, bool> IsUnchecked,
        string Why
    );
}
