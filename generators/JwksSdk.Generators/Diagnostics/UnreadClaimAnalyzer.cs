using System.Collections.Immutable;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Warns of <c>[JwtClaim]</c> on members of a type for which no reader is generated. A field of an enum is read with the enum,
/// and a member of an abstract record with the records that derive from it, as far as they see it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadClaimAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ClaimsDescriptors.NeverRead];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.Property, SymbolKind.Field);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var member = context.Symbol;
        // A member without any attribute has an empty list at hand.
        if (
            member.GetAttributes().Any(KnownTypes.IsJwtClaimAttribute)
            && WhyNotRead(member, member.ContainingType) is { } reason
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    ClaimsDescriptors.NeverRead,
                    member.Locations[0],
                    member.Name,
                    member.ContainingType.Name,
                    reason
                )
            );
        }
    }

    private static string? WhyNotRead(ISymbol member, INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Enum || type.GetAttributes().Any(KnownTypes.IsJwtClaimsAttribute) ? null
        : !type.IsRecord || type.IsValueType ? "is not a record class, for which alone a reader is generated"
        : type.IsAbstract
            ? member is IPropertySymbol property && !ClaimMembers.IsVisibleToDerived(property)
                    ? "hides it from the records that derive from it in other assemblies; make it and its accessor protected"
                : null
        : "has no reader; mark it [JwtClaims], or make it abstract if only derived records are read";
}
