using System.Collections.Immutable;

namespace JwksSdk.Generators.Model;

/// <summary>One declaration among all of its assembly: it knows the name that its extension class can have.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="ClassName">The name of the extension class; unique in the assembly.</param>
internal sealed record RegistrationModel(DeclarationModel Declaration, string ClassName)
{
    /// <summary>The namespace of the extension class, where every .NET developer has it imported.</summary>
    public const string Namespace = "Microsoft.Extensions.DependencyInjection";

    /// <summary>What the name of an extension class ends with.</summary>
    public const string Suffix = "ServiceCollectionExtensions";

    /// <summary>The name of the extension methods.</summary>
    public string Method => "Add" + Declaration.SimpleName;

    /// <summary>
    /// Every declaration of the assembly, in ordinal order. Declarations of the same simple name, in different namespaces
    /// or types, get an extension class by their full name.
    /// </summary>
    public static EquatableArray<RegistrationModel> All(ImmutableArray<DeclarationModel> declarations) =>
        declarations
            .GroupBy(static declaration => declaration.SimpleName, StringComparer.Ordinal)
            .SelectMany(static group =>
                group.Select(each => new RegistrationModel(
                    each,
                    ExtensionClass.NameOf(each.Type.MetadataName, each.SimpleName, group.Count() > 1) + Suffix
                ))
            )
            .OrderBy(static each => each.Declaration.Type.MetadataName, StringComparer.Ordinal)
            .ToEquatableArray();
}

/// <summary>What extension classes are named.</summary>
internal static class ExtensionClass
{
    /// <summary>The begin of a name: the simple name of what is added, or all of its full name where that has a namesake.</summary>
    public static string NameOf(string metadataName, string simpleName, bool isAmbiguous) =>
        isAmbiguous ? metadataName.Replace("_", "__").Replace('.', '_').Replace('+', '_') : simpleName;
}
