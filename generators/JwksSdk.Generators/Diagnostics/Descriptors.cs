using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Makes descriptors, so that none is without the link to its page.</summary>
internal static class Descriptors
{
    private const string Pages = HelpPages.Root + "generators/JwksSdk.Generators/Diagnostics/docs/";

    /// <summary>An error: emitted code could not be correct.</summary>
    public static DiagnosticDescriptor Error(string id, string category, string title, string message) =>
        new(
            id,
            title,
            message,
            category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true,
            helpLinkUri: $"{Pages}{id}.md"
        );

    /// <summary>A warning: the user's own code compiles, and would surprise.</summary>
    public static DiagnosticDescriptor Warning(string id, string category, string title, string message) =>
        new(
            id,
            title,
            message,
            category,
            DiagnosticSeverity.Warning,
            isEnabledByDefault: true,
            helpLinkUri: $"{Pages}{id}.md"
        );
}
