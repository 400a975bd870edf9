using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Of which object a property is assigned, as far as the text tells: a local, a parameter, a member of one of these, or what an
/// initializer makes.
/// </summary>
internal static class AssignedObject
{
    /// <summary>Whether two assignments are of properties of the same object.</summary>
    public static bool IsSame(ISimpleAssignmentOperation one, ISimpleAssignmentOperation other)
    {
        var (path, otherPath) = (Of(one), Of(other));
        return path.Length == otherPath.Length && path.Zip(otherPath, IsSame).All(static same => same);
    }

    private static bool IsSame(object one, object other) =>
        one is ISymbol symbol && other is ISymbol otherSymbol
            ? SymbolEqualityComparer.Default.Equals(symbol, otherSymbol)
            : ReferenceEquals(one, other);

    private static ImmutableArray<object> Of(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IMemberReferenceOperation { Instance: { } instance } ? Path(instance) : [assignment];

    /// <summary>The symbols from a local, or the like, to an object; the operation itself where it is made and not kept.</summary>
    private static ImmutableArray<object> Path(IOperation operation) =>
        operation.Bare() switch
        {
            ILocalReferenceOperation { Local: var local } => [local],
            IParameterReferenceOperation { Parameter: var parameter } => [parameter],
            IMemberReferenceOperation { Instance: null, Member: var member } => [member],
            IMemberReferenceOperation { Instance: { } instance, Member: var member } => [.. Path(instance), member],
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } receiver =>
                Initialized(receiver),
            IInstanceReferenceOperation { Type: { } type } => [type],
            var other => [other],
        };

    private static ImmutableArray<object> Initialized(IOperation receiver)
    {
        var around = receiver.Parent;
        while (around is not (null or IObjectOrCollectionInitializerOperation))
        {
            around = around.Parent;
        }

        return around?.Parent switch
        {
            IMemberInitializerOperation { InitializedMember: var member } => Path(member),
            { } made => Kept(made),
            null => [receiver],
        };
    }

    private static ImmutableArray<object> Kept(IOperation made)
    {
        var around = made.Parent;
        while (around is IConversionOperation)
        {
            around = around.Parent;
        }

        return around switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => [local],
            ISimpleAssignmentOperation { Target: var target } => Path(target),
            _ => [made],
        };
    }
}
