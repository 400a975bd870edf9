using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>The mistakes that a convention can have, and a declaration that names one. Each has a page in <c>docs</c>.</summary>
internal static class ConventionDescriptors
{
    private const string Category = "JwksSdk.Convention";

    public static readonly DiagnosticDescriptor Shape = Descriptors.Error(
        "JWKS0040",
        Category,
        "This type cannot be a convention",
        "{0} is marked [JwksConvention], but it {1}"
    );

    public static readonly DiagnosticDescriptor Template = Descriptors.Error(
        "JWKS0041",
        Category,
        "A template of a convention is unusable",
        "The template \"{0}\" {1}"
    );

    public static readonly DiagnosticDescriptor Input = Descriptors.Error(
        "JWKS0042",
        Category,
        "An input of a convention is unusable",
        "The input \"{0}\" {1}"
    );

    public static readonly DiagnosticDescriptor Token = Descriptors.Error(
        "JWKS0043",
        Category,
        "A kind of token of a convention is unusable",
        "The kind of token \"{0}\" {1}"
    );

    public static readonly DiagnosticDescriptor Policy = Descriptors.Error(
        "JWKS0044",
        Category,
        "What is expected of a kind of token is unusable",
        "What is expected of the kind of token \"{0}\" {1}"
    );

    public static readonly DiagnosticDescriptor Setting = Descriptors.Error(
        "JWKS0045",
        Category,
        "A setting of a convention is unusable",
        "{0} {1}"
    );

    public static readonly DiagnosticDescriptor NoConvention = Descriptors.Error(
        "JWKS0046",
        Category,
        "A declaration names no convention that it can use",
        "{0} names {1}, which {2}"
    );

    public static readonly DiagnosticDescriptor Attributes = Descriptors.Error(
        "JWKS0047",
        Category,
        "The attributes of a declaration do not belong together",
        "{0} has {1}"
    );
}
