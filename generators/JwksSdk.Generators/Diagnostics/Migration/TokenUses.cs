using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Follows a token from where it is read to what is taken from it, within one member.</summary>
internal static class TokenUses
{
    private static readonly string[] Claims =
    [
        "Claims",
        "Subject",
        "Payload",
        "Actor",
        "GetClaim",
        "TryGetClaim",
        "GetPayloadValue",
        "TryGetPayloadValue",
        "TryGetValue",
    ];

    /// <summary>Whether claims are taken from the token itself, or from a local variable that holds it.</summary>
    public static bool ClaimsAreUsed(IOperation token) =>
        IsAsked(token)
        || (
            VariableOf(token) is { } variable
            && token
                .Member()
                .Descendants()
                .OfType<ILocalReferenceOperation>()
                .Any(use => SymbolEqualityComparer.Default.Equals(use.Local, variable) && IsAsked(use))
        );

    private static bool IsAsked(IOperation token)
    {
        var value = Outermost(token);
        return value.Parent switch
        {
            IPropertyReferenceOperation property when property.Instance == value => Claims.Contains(
                property.Property.Name
            ),
            IInvocationOperation call when call.Instance == value => Claims.Contains(call.TargetMethod.Name),
            IConditionalAccessOperation access when access.Operation == value => access
                .WhenNotNull.DescendantsAndSelf()
                .OfType<IConditionalAccessInstanceOperation>()
                .Take(1)
                .Any(IsAsked),
            _ => false,
        };
    }

    private static ILocalSymbol? VariableOf(IOperation token)
    {
        var value = Outermost(token);
        return value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment
                when assignment.Value == value => local,
            IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } } =>
                local,
            _ => null,
        };
    }

    /// <summary>The value with the conversions around it.</summary>
    private static IOperation Outermost(IOperation value) =>
        value.Parent is IConversionOperation conversion ? Outermost(conversion) : value;
}
