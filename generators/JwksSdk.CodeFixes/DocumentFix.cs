using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace JwksSdk.CodeFixes;

/// <summary>A code fix of one document. Fixing all of a document is one pass over it, so that fixes of one attribute never collide.</summary>
public abstract class DocumentFix : CodeFixProvider
{
    private readonly FixAllProvider _fixAll;

    private protected DocumentFix() =>
        _fixAll = FixAllProvider.Create(
            async (context, document, diagnostics) =>
                await ApplyAsync(document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken)
                    .ConfigureAwait(false)
        );

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => _fixAll;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null && Find(root, diagnostic) is { } edit)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        edit.Title,
                        cancellation => ApplyAsync(context.Document, [diagnostic], edit.Key, cancellation),
                        edit.Key
                    ),
                    diagnostic
                );
            }
        }
    }

    /// <summary>The edit that a diagnostic calls for; null when there is none.</summary>
    private protected abstract DocumentEdit? Find(SyntaxNode root, Diagnostic diagnostic);

    private async Task<Document> ApplyAsync(
        Document document,
        ImmutableArray<Diagnostic> diagnostics,
        string? key,
        CancellationToken cancellationToken
    )
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in diagnostics)
        {
            if (Find(editor.OriginalRoot, diagnostic) is { } edit && edit.Key == key)
            {
                edit.Apply(editor);
            }
        }

        return editor.GetChangedDocument();
    }
}

/// <summary>An edit of a document.</summary>
/// <param name="Title">What the editor offers.</param>
/// <param name="Key">What edits that are made together have in common.</param>
/// <param name="Apply">Makes the edit. Made twice it changes nothing more.</param>
internal sealed record DocumentEdit(string Title, string Key, Action<SyntaxEditor> Apply);
