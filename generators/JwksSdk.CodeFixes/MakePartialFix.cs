using System.Collections.Immutable;
using System.Composition;
using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.CodeFixes;

/// <summary>Adds <c>partial</c> to a type that generated code completes, and to the types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix : DocumentFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    ["JWKS0001", "JWKS0008", "JWKS0020", "JWKS0021", "JWKS0030", "JWKS0040"];

    private protected override DocumentEdit? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.ContainsKey(FixProperties.MakePartial))
        {
            return null;
        }

        var rigid = root.FindNode(diagnostic.Location.SourceSpan)
            .AncestorsAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .Where(static type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
            .ToArray();
        return rigid.Length == 0
            ? null
            : new DocumentEdit(
                $"Make '{string.Join("', '", rigid.Select(static type => type.Identifier.ValueText))}' partial",
                FixProperties.MakePartial,
                editor =>
                {
                    foreach (var type in rigid)
                    {
                        editor.ReplaceNode(type, static (current, _) => AddPartial((TypeDeclarationSyntax)current));
                    }
                }
            );
    }

    // The modifier stands last, right before the keyword.
    private static TypeDeclarationSyntax AddPartial(TypeDeclarationSyntax type)
    {
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return type;
        }

        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.WithModifiers(type.Modifiers.Add(partial))
            : type.WithKeyword(type.Keyword.WithLeadingTrivia())
                .WithModifiers([partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)]);
    }
}
