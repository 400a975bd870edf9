using JwksSdk.Generators.Diagnostics;
using JwksSdk.Providers;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>The convention that a declaration names, shipped or not.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="GlobalName">The full name of its class, with <c>global::</c>.</param>
/// <param name="ObsoleteAsError">The message where it is obsolete as an error; empty otherwise.</param>
internal sealed record DeclaredConvention(ProviderConvention Convention, string GlobalName, string ObsoleteAsError)
{
    /// <summary>Its class; null for a shipped one.</summary>
    public INamedTypeSymbol? Class { get; init; }

    /// <summary>Finds the convention of a declaration; null where there is none, which is found or is the compiler's to say.</summary>
    public static DeclaredConvention? Find(
        INamedTypeSymbol type,
        AttributeData attribute,
        Compilation compilation,
        List<Finding> findings,
        CancellationToken cancellationToken
    )
    {
        if (attribute.AttributeClass!.IsGenericType)
        {
            return Named(type, attribute.AttributeClass.TypeArguments[0], compilation, findings, cancellationToken);
        }

        var provider = AttributeArgument.EnumText(attribute.ConstructorArguments[0]);
        if (ConventionCatalog.Find(provider) is { } convention)
        {
            return new DeclaredConvention(convention, "global::" + convention.GetType().FullName, "");
        }

        findings.Add(new Finding(DiagnosticDescriptors.UnknownProvider, null, provider));
        return null;
    }

    private static DeclaredConvention? Named(
        INamedTypeSymbol type,
        ITypeSymbol named,
        Compilation compilation,
        List<Finding> findings,
        CancellationToken cancellationToken
    )
    {
        var shown = named.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (named is not INamedTypeSymbol convention || !named.GetAttributes().Any(KnownTypes.IsConventionAttribute))
        {
            return named.TypeKind == TypeKind.Error
                ? null
                : Refuse("is not marked [JwksConvention]; only data can be read by the compiler");
        }

        var obsolete = TypeModelReader.ObsoleteAsError(convention);
        if (obsolete.Length > 0 && !CompilerErrors.IsSilentIn(type))
        {
            // The compiler says so at the attribute, and would say it of every place that is emitted.
            return null;
        }

        var isOwn = SymbolEqualityComparer.Default.Equals(convention.ContainingAssembly, compilation.Assembly);
        if (!isOwn && !KnownTypes.IsTemplateConvention(convention.BaseType))
        {
            return Refuse("was compiled without the generator of JwksSdk, so that it is none");
        }

        var model = ConventionParser.Parse(convention, compilation, cancellationToken).Model;
        if (model is null)
        {
            // Its own mistakes are reported where it is compiled.
            return isOwn ? null : Refuse("has mistakes; see its own assembly");
        }

        return Accessibilities.IsAtLeast(convention, type)
            ? new DeclaredConvention(new Read(model.ToTemplate()), model.Type.GlobalName, obsolete)
            {
                Class = convention,
            }
            : Refuse($"is less accessible than {type.Name}; make it public, or {type.Name} internal");

        DeclaredConvention? Refuse(string reason)
        {
            findings.Add(new Finding(ConventionDescriptors.NoConvention, null, type.Name, shown, reason));
            return null;
        }
    }

    /// <summary>A convention as its attributes were read: what its class will be once it is completed.</summary>
    private sealed class Read(ConventionTemplate template) : TemplateConvention(template);
}
