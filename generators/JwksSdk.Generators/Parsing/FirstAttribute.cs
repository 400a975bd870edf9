using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>
/// Chooses one of several attributes of a type, on whatever part of it they stand: each part is found by itself, and would be emitted
/// for by itself. That there are several is the compiler's error, or an analyzer's.
/// </summary>
internal static class FirstAttribute
{
    /// <summary>The first attribute of a kind, if it stands on the part that was found and is what was looked for; null otherwise.</summary>
    public static AttributeData? Find(GeneratorAttributeSyntaxContext found, Func<AttributeData, bool> isOfKind)
    {
        var first = found.TargetSymbol.GetAttributes().First(isOfKind);
        var place = first.ApplicationSyntaxReference;
        return
            place is not null
            && place.SyntaxTree == found.TargetNode.SyntaxTree
            && found.TargetNode.Span.Contains(place.Span)
            && found.Attributes.Any(each => each.ApplicationSyntaxReference?.Span == place.Span)
            ? first
            : null;
    }
}
