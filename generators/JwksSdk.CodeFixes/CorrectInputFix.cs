using System.Collections.Immutable;
using System.Composition;
using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.CodeFixes;

/// <summary>
/// Corrects an input of a declaration where there is one right correction: writes another text, takes members out of a set of
/// flags, or leaves the input out. What the right one is the diagnostic says, as the provider's convention found it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectInputFix))]
[Shared]
public sealed class CorrectInputFix : DocumentFix
{
    private const string Replace = nameof(Replace);
    private const string Remove = nameof(Remove);

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    ["JWKS0002", "JWKS0004", "JWKS0007", "JWKS0012"];

    private protected override DocumentEdit? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(FixProperties.Value, out var value))
        {
            return null;
        }

        var node = root.FindNode(diagnostic.Location.SourceSpan);
        var replacement = diagnostic.Properties.GetValueOrDefault(FixProperties.Replacement);
        return node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals: not null } argument
            ? replacement is null
                ? LeaveOut(argument, value!)
                : WriteInstead([argument], value!, replacement)
            : node is AttributeSyntax attribute && replacement is not null
                ? WriteInstead(ValuesOf(attribute), value!, replacement)
                : null;
    }

    /// <summary>The arguments of <c>[JwksInput]</c> without the input's name.</summary>
    private static IEnumerable<AttributeArgumentSyntax> ValuesOf(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.Where(
            static (argument, i) => argument.NameColon is { } colon ? colon.Name.Identifier.ValueText != "name" : i > 0
        ) ?? [];

    private static DocumentEdit? WriteInstead(
        IEnumerable<AttributeArgumentSyntax> arguments,
        string value,
        string replacement
    )
    {
        // A value that comes from a constant is corrected there, by its owner.
        var literals = arguments
            .SelectMany(static argument => argument.Expression.DescendantNodesAndSelf())
            .OfType<LiteralExpressionSyntax>()
            .Where(each =>
                each.IsKind(SyntaxKind.StringLiteralExpression)
                && each.Parent is not BinaryExpressionSyntax
                && string.Equals(each.Token.ValueText, value, StringComparison.OrdinalIgnoreCase)
            )
            .ToArray();
        // Another one may differ from it by case alone.
        var literal = literals.FirstOrDefault(each => each.Token.ValueText == value) ?? literals.FirstOrDefault();
        return literal is null
            ? null
            : new DocumentEdit(
                $"Write \"{replacement}\"",
                Replace,
                editor =>
                    editor.ReplaceNode(
                        literal,
                        (current, _) =>
                            SyntaxFactory
                                .LiteralExpression(
                                    SyntaxKind.StringLiteralExpression,
                                    SyntaxFactory.Literal(replacement)
                                )
                                .WithTriviaFrom(current)
                    )
            );
    }

    private static DocumentEdit? LeaveOut(AttributeArgumentSyntax argument, string value)
    {
        var wrong = value.Split([','], StringSplitOptions.RemoveEmptyEntries);
        return wrong.Length == 0
            ? LeaveOut(argument)
            : LeaveOut(argument, [.. wrong.Select(static member => member.Trim())]);
    }

    private static DocumentEdit? LeaveOut(AttributeArgumentSyntax argument, string[] wrong)
    {
        var members = Operands(argument.Expression).ToArray();
        var left = members.Where(each => !wrong.Contains(NameOf(each))).ToArray();
        // Each wrong member has to be written by its name; a constant may hold others too.
        // Without any the input would be left out, and its default may be wider.
        return members.Length - left.Length < wrong.Length || left.Length == 0
            ? null
            : new DocumentEdit(
                $"Remove {string.Join(", ", wrong)}",
                Remove,
                editor =>
                    editor.ReplaceNode(argument.Expression, (_, _) => Join(left).WithTriviaFrom(argument.Expression))
            );
    }

    private static DocumentEdit LeaveOut(AttributeArgumentSyntax argument)
    {
        var name = argument.NameEquals!.Name.Identifier.ValueText;
        var list = (AttributeArgumentListSyntax)argument.Parent!;
        return new DocumentEdit(
            $"Remove {name}",
            Remove,
            editor => editor.ReplaceNode(list, (current, _) => Without((AttributeArgumentListSyntax)current, name))
        );
    }

    private static IEnumerable<ExpressionSyntax> Operands(ExpressionSyntax expression) =>
        expression is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } or
            ? Operands(or.Left).Concat(Operands(or.Right))
            : [expression];

    private static string? NameOf(ExpressionSyntax expression) =>
        expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            _ => null,
        };

    private static ExpressionSyntax Join(IEnumerable<ExpressionSyntax> members) =>
        members
            .Select(static member => member.WithoutTrivia())
            .Aggregate(
                static (left, right) =>
                    SyntaxFactory.BinaryExpression(
                        SyntaxKind.BitwiseOrExpression,
                        left.WithTrailingTrivia(SyntaxFactory.Space),
                        SyntaxFactory.Token(SyntaxKind.BarToken).WithTrailingTrivia(SyntaxFactory.Space),
                        right
                    )
            );

    private static AttributeArgumentListSyntax Without(AttributeArgumentListSyntax list, string name)
    {
        var index = list.Arguments.IndexOf(each => each.NameEquals?.Name.Identifier.ValueText == name);
        if (index < 0)
        {
            return list;
        }

        if (index == 0 || index < list.Arguments.Count - 1)
        {
            return list.WithArguments(list.Arguments.RemoveAt(index));
        }

        // With the last one goes the comma before it; the line break after either stays.
        var comma = list.Arguments.GetSeparator(index - 1);
        var removed = list.Arguments[index];
        var rest = list.Arguments.RemoveAt(index);
        var last = rest[index - 1];
        var after = comma.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
            ? comma.TrailingTrivia
            : removed.GetTrailingTrivia();
        return list.WithArguments(rest.Replace(last, last.WithTrailingTrivia(after)));
    }
}
