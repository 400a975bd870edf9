using JwksSdk.Providers;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Every diagnostic about a declaration. IDs are fixed for ever; each has a page under <c>docs</c>.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "JwksSdk.Declaration";

    public static readonly DiagnosticDescriptor NotPartial = Descriptors.Error(
        "JWKS0001",
        Category,
        "A declared identity provider must be partial",
        "{0} declares an identity provider, so it must be partial: generated code completes it"
    );

    public static readonly DiagnosticDescriptor UnknownInput = OfProblem(
        "JWKS0002",
        "The provider does not know this input"
    );

    public static readonly DiagnosticDescriptor MissingInput = OfProblem(
        "JWKS0003",
        "An input is missing that configuration cannot give"
    );

    public static readonly DiagnosticDescriptor MalformedInput = OfProblem("JWKS0004", "An input is malformed");

    public static readonly DiagnosticDescriptor Placeholder = OfProblem("JWKS0005", "An input holds a placeholder");

    public static readonly DiagnosticDescriptor SecretInSource = OfProblem("JWKS0006", "A secret stands in source");

    public static readonly DiagnosticDescriptor Contradiction = OfProblem(
        "JWKS0007",
        "Two inputs contradict each other"
    );

    public static readonly DiagnosticDescriptor DeclarationShape = Descriptors.Error(
        "JWKS0008",
        Category,
        "This type cannot declare an identity provider",
        "{0} cannot declare an identity provider: it {1}"
    );

    public static readonly DiagnosticDescriptor UnknownProvider = Descriptors.Error(
        "JWKS0009",
        Category,
        "The identity provider is unknown",
        "There is no identity provider {0}; use a member of IdentityProvider"
    );

    public static readonly DiagnosticDescriptor InsecureAddress = OfProblem(
        "JWKS0010",
        "An address is plain http and not on this machine"
    );

    public static readonly DiagnosticDescriptor KindUnavailable = OfProblem(
        "JWKS0011",
        "This kind of token cannot be verified"
    );

    public static readonly DiagnosticDescriptor AlgorithmNotUsed = OfProblem(
        "JWKS0012",
        "The provider never signs with this algorithm"
    );

    public static readonly DiagnosticDescriptor MembersClash = Descriptors.Error(
        "JWKS0013",
        Category,
        "A generated member clashes with a written one",
        "{0} has {1}: {2}"
    );

    public static readonly DiagnosticDescriptor ReservedHost = Descriptors.Warning(
        "JWKS0014",
        Category,
        "A host is reserved for documentation",
        "{0} is a name for documentation (RFC 2606): no provider answers there. Write your own, or leave it out and configure it"
    );

    public static readonly DiagnosticDescriptor SharedIssuer = Descriptors.Warning(
        "JWKS0015",
        Category,
        "Two declarations have one issuer",
        "{0} and {1} have the same issuer, {2}: registered together, they keep the application from starting",
        WellKnownDiagnosticTags.CompilationEnd
    );

    public static readonly DiagnosticDescriptor UndeclaredKind = Descriptors.Suggestion(
        "JWKS0016",
        Category,
        "A kind of token needs an input that the attribute does not give",
        "{0} unless the configuration section {1}, or code, gives what is missing: {2}"
    );

    /// <summary>The diagnostic of a convention's problem.</summary>
    public static DiagnosticDescriptor Of(ProblemKind kind) =>
        kind switch
        {
            ProblemKind.UnknownInput => UnknownInput,
            ProblemKind.MissingInput => MissingInput,
            ProblemKind.MalformedInput or ProblemKind.ImpossibleChoice => MalformedInput,
            ProblemKind.Placeholder => Placeholder,
            ProblemKind.SecretInSource => SecretInSource,
            ProblemKind.Contradiction => Contradiction,
            ProblemKind.InsecureAddress => InsecureAddress,
            ProblemKind.KindUnavailable => KindUnavailable,
            ProblemKind.AlgorithmNotUsed => AlgorithmNotUsed,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>A diagnostic whose whole message is the convention's, which says what to write instead.</summary>
    private static DiagnosticDescriptor OfProblem(string id, string title) =>
        Descriptors.Error(id, Category, title, "{0}");
}
