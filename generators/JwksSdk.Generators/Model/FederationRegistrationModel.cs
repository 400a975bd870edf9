using System.Collections.Immutable;

namespace JwksSdk.Generators.Model;

/// <summary>A federation by its name alone.</summary>
/// <param name="MetadataName">The full metadata name of its class.</param>
/// <param name="SimpleName">The name of the class, never escaped.</param>
internal sealed record FederationName(string MetadataName, string SimpleName);

/// <summary>One federation among all of its assembly: it knows the name that its extension class can have.</summary>
/// <param name="Federation">The federation.</param>
/// <param name="ClassName">The name of the extension class; unique in the assembly.</param>
internal sealed record FederationRegistrationModel(FederationName Federation, string ClassName)
{
    /// <summary>What the name of an extension class ends with; another end than that of a declaration's, which may be a namesake.</summary>
    public const string Suffix = "FederationExtensions";

    /// <summary>The name of the extension method.</summary>
    public string Method => "Add" + Federation.SimpleName;

    /// <summary>Every federation of the assembly, in ordinal order.</summary>
    public static EquatableArray<FederationRegistrationModel> All(ImmutableArray<FederationName> federations) =>
        ExtensionClass
            .Name(federations, static each => each.MetadataName, static each => each.SimpleName)
            .Select(static named => new FederationRegistrationModel(named.Added, named.Name + Suffix))
            .OrderBy(static each => each.Federation.MetadataName, StringComparer.Ordinal)
            .ToEquatableArray();
}
