using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Makes descriptors, so that none is without the link to its page.</summary>
internal static class Descriptors
{
    private const string Pages = HelpPages.Root + "generators/JwksSdk.Generators/Diagnostics/docs/";

    /// <summary>An error: emitted code could not be correct.</summary>
    public static DiagnosticDescriptor Error(string id, string category, string title, string message) =>
        Make(id, category, title, message, DiagnosticSeverity.Error);

    /// <summary>A warning: everything is emitted, and what it does would surprise.</summary>
    /// <param name="id">The ID.</param>
    /// <param name="category">The category.</param>
    /// <param name="title">The title, which is the page's too.</param>
    /// <param name="message">The message.</param>
    /// <param name="tags">The compiler's own marks, such as <see cref="WellKnownDiagnosticTags.CompilationEnd"/>.</param>
    public static DiagnosticDescriptor Warning(
        string id,
        string category,
        string title,
        string message,
        params string[] tags
    ) => Make(id, category, title, message, DiagnosticSeverity.Warning, tags);

    /// <summary>A suggestion, which no build shows unless it is asked to: it may be meant as it is.</summary>
    public static DiagnosticDescriptor Suggestion(string id, string category, string title, string message) =>
        Make(id, category, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Make(
        string id,
        string category,
        string title,
        string message,
        DiagnosticSeverity severity,
        params string[] tags
    ) =>
        new(
            id,
            title,
            message,
            category,
            severity,
            isEnabledByDefault: true,
            helpLinkUri: $"{Pages}{id}.md",
            customTags: tags
        );
}
