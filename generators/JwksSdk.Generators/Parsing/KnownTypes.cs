using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Recognises the types that declarations are made of, by name: a project may see several assemblies that define one.</summary>
internal static class KnownTypes
{
    public const string JwtClaimsAttribute = "JwksSdk.JwtClaimsAttribute";

    public static bool IsJwtClaimsAttribute(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "JwtClaimsAttribute", "JwksSdk");

    public static bool IsJwtClaimAttribute(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "JwtClaimAttribute", "JwksSdk");

    public const string ConventionAttribute = "JwksSdk.JwksConventionAttribute";

    /// <summary>Whether an attribute declares a provider, shipped or by a convention.</summary>
    public static bool IsProviderAttribute(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "JwksProviderAttribute", "JwksSdk");

    public static bool IsInputAttribute(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "JwksInputAttribute", "JwksSdk");

    public static bool IsConventionAttribute(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "JwksConventionAttribute", "JwksSdk");

    public static bool IsConventionInputAttribute(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "JwksConventionInputAttribute", "JwksSdk");

    public static bool IsConventionTokenAttribute(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "JwksConventionTokenAttribute", "JwksSdk");

    public static bool IsTemplateConvention(ITypeSymbol? type) =>
        IsNamed(type, "TemplateConvention", "JwksSdk", "Providers");

    public static bool IsJwtToken(ITypeSymbol? type) => IsNamed(type, "JwtToken", "JwksSdk");

    /// <summary>Whether a type says that it is read by a reader of its own, generated or written.</summary>
    public static bool HasContract(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(each =>
            IsNamed(each, "IJwtClaims", "JwksSdk", "Tokens")
            && SymbolEqualityComparer.Default.Equals(each.TypeArguments.FirstOrDefault(), type)
        );

    public static bool IsJwksFederationAttribute(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "JwksFederationAttribute", "JwksSdk");

    public static bool IsFederatedToken(ITypeSymbol? type) => IsNamed(type, "FederatedToken", "JwksSdk");

    public static bool IsDateTimeOffset(ITypeSymbol type) => IsNamed(type, "DateTimeOffset", "System");

    public static bool IsJsonElement(ITypeSymbol type) => IsNamed(type, "JsonElement", "System", "Text", "Json");

    public static bool IsSetsRequiredMembers(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "SetsRequiredMembersAttribute", "System", "Diagnostics", "CodeAnalysis");

    public static bool IsFlagsAttribute(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "FlagsAttribute", "System");

    public static bool IsObsoleteAttribute(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "ObsoleteAttribute", "System");

    public static bool IsExperimentalAttribute(AttributeData attribute) =>
        IsNamed(attribute.AttributeClass, "ExperimentalAttribute", "System", "Diagnostics", "CodeAnalysis");

    public static bool IsObsoleteAsErrorAttribute(AttributeData attribute) =>
        IsObsoleteAttribute(attribute)
        && attribute.ConstructorArguments.Skip(1).Any(static argument => argument.Value is true);

    /// <summary>Whether a type is a record that claims are read into; whether one is a record is searched for in what is compiled.</summary>
    public static bool HasReader(ITypeSymbol type) => type.GetAttributes().Any(IsJwtClaimsAttribute) && type.IsRecord;

    /// <summary>The name of the form that a <c>[JwtClaim]</c> gives; its number where the form has no name.</summary>
    public static string FormOf(AttributeData attribute)
    {
        var given = attribute.NamedArguments.FirstOrDefault(static each => each.Key == "Form").Value;
        var forms = given.Type?.GetMembers().OfType<IFieldSymbol>();
        return forms is null
            ? ClaimValueReader.DefaultForm
            : forms.FirstOrDefault(each => Equals(each.ConstantValue, given.Value))?.Name ?? $"{given.Value}";
    }

    private static bool IsNamed(ITypeSymbol? type, string name, params string[] path)
    {
        if (type is null || type.ContainingType is not null || type.Name != name)
        {
            return false;
        }

        var container = type.ContainingNamespace;
        for (var i = path.Length - 1; i >= 0; i--)
        {
            if (container.IsGlobalNamespace || container.Name != path[i])
            {
                return false;
            }

            container = container.ContainingNamespace;
        }

        return container.IsGlobalNamespace;
    }
}
