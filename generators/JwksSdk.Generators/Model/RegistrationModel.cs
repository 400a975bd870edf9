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
        ExtensionClass
            .Name(declarations, static each => each.Type.MetadataName, static each => each.SimpleName)
            .Select(static named => new RegistrationModel(named.Added, named.Name + Suffix))
            .OrderBy(static each => each.Declaration.Type.MetadataName, StringComparer.Ordinal)
            .ToEquatableArray();
}

/// <summary>What extension classes are named.</summary>
internal static class ExtensionClass
{
    /// <summary>The simple name that nothing can have which is added: its method and its class would be those that add all.</summary>
    public const string Taken = "JwksProviders";

    /// <summary>
    /// The begin of each name: the simple name of what is added, or all of its full name where that has a namesake, with a hash
    /// of it where joined by underscores it is the name of another one.
    /// </summary>
    public static IEnumerable<(T Added, string Name)> Name<T>(
        IEnumerable<T> added,
        Func<T, string> metadataName,
        Func<T, string> simpleName
    )
    {
        var named = added
            .GroupBy(simpleName, StringComparer.Ordinal)
            .SelectMany(group =>
                group.Select(each =>
                    group.Count() > 1
                        ? (Added: each, Name: Join(metadataName(each)), IsJoined: true)
                        : (Added: each, Name: group.Key, IsJoined: false)
                )
            )
            .ToArray();
        return named
            .GroupBy(static each => each.Name, StringComparer.Ordinal)
            .SelectMany(group =>
                group.Select(each =>
                    group.Count() > 1 && each.IsJoined
                        ? (each.Added, $"{each.Name}_{NameHash.Of(metadataName(each.Added))}")
                        : (each.Added, each.Name)
                )
            );
    }

    private static string Join(string metadataName) =>
        metadataName.Replace("_", "__").Replace('.', '_').Replace('+', '_');
}
