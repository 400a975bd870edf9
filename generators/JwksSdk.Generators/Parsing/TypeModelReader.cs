using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators.Parsing;

/// <summary>Reads the user's type, as a symbol, into the model that emitters write from.</summary>
internal static class TypeModelReader
{
    private static readonly SymbolDisplayFormat MetadataFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces
    );

    private static readonly SymbolDisplayFormat NamespaceFormat = MetadataFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
    );

    private static readonly SymbolDisplayFormat NameFormat = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
    );

    /// <summary>Reads a type. It and the types around it should be partial (<see cref="FindNotPartial"/>) and not generic.</summary>
    public static TypeModel Read(INamedTypeSymbol type) =>
        new(
            NamespaceOf(type),
            ContainingTypes(type).Reverse().Select(Head).ToEquatableArray(),
            type.ToDisplayString(NameFormat),
            type.IsRecord ? "record" : "class",
            ContainingTypes(type).Prepend(type).All(static each => each.DeclaredAccessibility == Accessibility.Public),
            MetadataNameOf(type)
        )
        {
            ObsoleteAsError = ObsoleteAsError(type),
        };

    /// <summary>The type itself, or the nearest type around it, that generated code cannot add to; null when there is none.</summary>
    public static INamedTypeSymbol? FindNotPartial(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        ContainingTypes(type).Prepend(type).FirstOrDefault(each => !IsPartial(each, cancellationToken));

    /// <summary>The types around a type, innermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> ContainingTypes(INamedTypeSymbol type)
    {
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            yield return outer;
        }
    }

    /// <summary>Whether generated code can add to the type.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences.Any(part =>
            part.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
            && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
        );

    private static string NamespaceOf(INamedTypeSymbol type) =>
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(NamespaceFormat);

    /// <summary>The message where a type, or one around it, is obsolete as an error; empty otherwise.</summary>
    public static string ObsoleteAsError(INamedTypeSymbol type) =>
        ContainingTypes(type)
            .Prepend(type)
            .SelectMany(static each => each.GetAttributes())
            .Where(KnownTypes.IsObsoleteAsErrorAttribute)
            .Select(attribute => attribute.ConstructorArguments[0].Value as string ?? $"{type.Name} is obsolete.")
            .FirstOrDefault()
        ?? "";

    private static string Head(INamedTypeSymbol type) =>
        $"partial {KeywordsOf(type)} {type.ToDisplayString(NameFormat)}";

    private static string KeywordsOf(INamedTypeSymbol type) =>
        (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Interface, _) => "interface",
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, false) => "struct",
            (_, true) => "record",
            _ => "class",
        };

    private static string MetadataNameOf(INamedTypeSymbol type)
    {
        var nested = string.Join(
            "+",
            ContainingTypes(type).Reverse().Append(type).Select(static each => each.MetadataName)
        );
        return type.ContainingNamespace.IsGlobalNamespace
            ? nested
            : $"{type.ContainingNamespace.ToDisplayString(MetadataFormat)}.{nested}";
    }
}
