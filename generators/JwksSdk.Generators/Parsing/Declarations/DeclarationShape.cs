using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Whether generated code can complete the user's class at all.</summary>
internal static class DeclarationShape
{
    /// <summary>What is wrong with the class itself; emission is meaningless as long as something is.</summary>
    public static IEnumerable<Finding> Check(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            // One of a compiled assembly, which was judged when it was compiled.
            yield break;
        }

        var reason =
            WhyImpossible(type, "one provider")
            ?? (
                IsConvention(type) ? "is a convention, which others name; write a class for each" : WhyNotDerived(type)
            );
        if (reason is not null)
        {
            yield return Of(DiagnosticDescriptors.DeclarationShape, type, type.Name, reason);
            yield break;
        }

        if (TypeModelReader.FindNotPartial(type, cancellationToken) is not { } rigid)
        {
            yield break;
        }

        var finding = SymbolEqualityComparer.Default.Equals(rigid, type)
            ? Of(DiagnosticDescriptors.NotPartial, type, type.Name)
            : Of(DiagnosticDescriptors.DeclarationShape, type, type.Name, Inside(rigid));
        yield return finding with
        {
            Properties = FixProperties.NotPartial,
        };
    }

    /// <summary>What is wrong with the class of a federation; emission is meaningless as long as something is.</summary>
    public static IEnumerable<Finding> CheckFederation(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var reason =
            WhyImpossible(type, "one federation")
            ?? (
                type.GetAttributes().Any(KnownTypes.IsProviderAttribute)
                    ? "is a declaration of a provider too; write a class for each"
                : IsConvention(type) ? "is a convention too; write a class for each"
                : WhyNotDerived(type)
            );
        var isRigid = false;
        if (reason is null && TypeModelReader.FindNotPartial(type, cancellationToken) is { } rigid)
        {
            isRigid = true;
            reason = SymbolEqualityComparer.Default.Equals(rigid, type)
                ? "is not partial, but generated code completes it; make it partial"
                : Inside(rigid);
        }

        if (reason is not null)
        {
            var finding = Of(FederationDescriptors.Shape, type, type.Name, reason);
            yield return isRigid ? finding with { Properties = FixProperties.NotPartial } : finding;
        }
    }

    private static string Inside(INamedTypeSymbol rigid) =>
        $"is inside {rigid.Name}, which is not partial; make {rigid.Name} partial too";

    /// <summary>What keeps generated code from completing and naming a class, wherever it is; null when nothing does.</summary>
    /// <param name="type">The class.</param>
    /// <param name="what">What it stands for.</param>
    public static string? WhyImpossible(INamedTypeSymbol type, string what)
    {
        var outer = TypeModelReader.ContainingTypes(type).ToArray();
        return type.TypeKind != TypeKind.Class ? "is not a class; write a sealed partial class"
            : type.IsStatic ? "is static, but an object is made of it; remove static"
            : type.IsAbstract ? "is abstract, but an object is made of it; remove abstract"
            : type.IsFileLocal ? "is local to its file, which generated code is not in; remove file"
            : type.IsGenericType ? $"is generic, but stands for {what}; remove the type parameters"
            : outer.Any(static each => each.TypeKind == TypeKind.Interface) ? "is inside an interface; move it out"
            : outer.Any(static each => each.IsFileLocal) ? "is inside a type that is local to its file; move it out"
            : outer.Prepend(type).Any(static each => IsHidden(each.DeclaredAccessibility))
                ? "is private or protected, so generated code cannot name it; make it internal or public"
            : null;
    }

    /// <summary>Why the base of a class keeps generated code from completing it; null when there is no base.</summary>
    private static string? WhyNotDerived(INamedTypeSymbol type) =>
        // One that is not found is the compiler's to report, or an interface that another generator is yet to emit.
        type.BaseType
            is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } parent
            ? $"derives from {parent.Name}, but its constructor and members are generated; remove that base"
            : null;

    private static bool IsConvention(INamedTypeSymbol type) =>
        type.GetAttributes().Any(KnownTypes.IsConventionAttribute);

    private static bool IsHidden(Accessibility accessibility) =>
        accessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;

    private static Finding Of(DiagnosticDescriptor descriptor, ISymbol symbol, params object[] arguments) =>
        new(descriptor, null, arguments) { Symbol = symbol };
}
