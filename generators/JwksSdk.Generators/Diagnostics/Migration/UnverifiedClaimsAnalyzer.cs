using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Suggests a look at tokens that are read without being verified, where the same function uses their claims. Silent where
/// only the header, the dates or the issuer are used, where the token is handed on, and where the same member validates a token.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnverifiedClaimsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [MigrationDescriptors.UnverifiedClaims];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var handlers = new FoundTypes(
                start.Compilation,
                "System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler",
                "Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler",
                "Microsoft.IdentityModel.Tokens.SecurityTokenHandler",
                "Microsoft.IdentityModel.Tokens.TokenHandler"
            );
            var tokens = new FoundTypes(
                start.Compilation,
                "System.IdentityModel.Tokens.Jwt.JwtSecurityToken",
                "Microsoft.IdentityModel.JsonWebTokens.JsonWebToken"
            );
            if (tokens.Any && !TestProject.Is(start.Compilation, start.Options))
            {
                start.RegisterOperationAction(call => CheckCall(call, handlers), OperationKind.Invocation);
                start.RegisterOperationAction(
                    creation => CheckCreation(creation, tokens),
                    OperationKind.ObjectCreation
                );
            }
        });
    }

    private static void CheckCall(OperationAnalysisContext context, FoundTypes handlers)
    {
        var method = ((IInvocationOperation)context.Operation).TargetMethod;
        if (
            method.Name is "ReadJwtToken" or "ReadJsonWebToken" or "ReadToken"
            && method.Parameters.Length == 1
            && method.Parameters[0].Type.SpecialType == SpecialType.System_String
            && handlers.Contain(method.ContainingType)
        )
        {
            Check(context, method.Name);
        }
    }

    private static void CheckCreation(OperationAnalysisContext context, FoundTypes tokens)
    {
        if (
            context.Operation is IObjectCreationOperation { Type: { } type, Constructor.Parameters.Length: 1 } creation
            && tokens.Contain(type)
            && creation.Constructor.Parameters[0].Type
                is { SpecialType: SpecialType.System_String }
                    or { Name: "ReadOnlyMemory" }
        )
        {
            Check(context, $"new {type.Name}");
        }
    }

    private static void Check(OperationAnalysisContext context, string what)
    {
        if (TokenUses.ClaimsAreUsed(context.Operation) && !Validates(context.Operation.Member()))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(MigrationDescriptors.UnverifiedClaims, context.Operation.Syntax.GetLocation(), what)
            );
        }
    }

    private static bool Validates(IOperation member) =>
        member
            .Descendants()
            .OfType<IInvocationOperation>()
            .Any(static call =>
                call.TargetMethod.Name.StartsWith("Validate", StringComparison.Ordinal)
                || call.TargetMethod.Name.StartsWith("Verify", StringComparison.Ordinal)
            );
}
