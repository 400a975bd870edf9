using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Whether generated code can make a convention of the user's class at all.</summary>
internal static class ConventionShape
{
    // What the file path of every emitted tree holds: the analyzer sees emitted code too, and must not take it for the
    // user's.
    private const string EmittedPath = "JwksSdk.Generators.JwksConventionGenerator";

    /// <summary>What is wrong with the class itself. One of a referenced assembly was judged where it was compiled.</summary>
    public static IEnumerable<Finding> Check(
        INamedTypeSymbol type,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
        {
            yield break;
        }

        if ((DeclarationShape.WhyImpossible(type, "one provider") ?? WhyNot(type, cancellationToken)) is { } reason)
        {
            var isRigid =
                !type.IsRecord
                && DeclarationShape.WhyImpossible(type, "one provider") is null
                && TypeModelReader.FindNotPartial(type, cancellationToken) is not null;
            var finding = new Finding(ConventionDescriptors.Shape, null, type.Name, reason) { Symbol = type };
            yield return isRigid ? finding with { Properties = FixProperties.NotPartial } : finding;
        }
    }

    private static string? WhyNot(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.IsRecord)
        {
            return "is a record, which cannot derive from the base of conventions; write a class";
        }

        if (TypeModelReader.FindNotPartial(type, cancellationToken) is { } rigid)
        {
            return SymbolEqualityComparer.Default.Equals(rigid, type)
                ? "is not partial; generated code completes it"
                : $"is inside {rigid.Name}, which is not partial; make {rigid.Name} partial too";
        }

        return type.BaseType is { SpecialType: not SpecialType.System_Object }
            && !KnownTypes.IsTemplateConvention(type.BaseType)
                ? "derives from another class; remove that base"
            : type.InstanceConstructors.Any(IsWritten)
                ? "has a constructor; remove it: generated code writes the one it needs"
            : null;
    }

    private static bool IsWritten(ISymbol symbol) =>
        !symbol.IsImplicitlyDeclared
        && symbol.DeclaringSyntaxReferences.Any(static part =>
            !part.SyntaxTree.FilePath.Contains(EmittedPath, StringComparison.Ordinal)
        );
}
