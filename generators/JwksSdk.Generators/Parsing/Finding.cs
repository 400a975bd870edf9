using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>One mistake in a declaration. The analyzer reports it; the generator throws it away.</summary>
/// <param name="Descriptor">What kind of mistake.</param>
/// <param name="Argument">The attribute's argument that is wrong; null for the attribute as a whole.</param>
/// <param name="Arguments">What the descriptor's message is about.</param>
internal sealed record Finding(DiagnosticDescriptor Descriptor, string? Argument, params object[] Arguments)
{
    /// <summary>The member of the user's that is wrong, instead of the attribute.</summary>
    public ISymbol? Symbol { get; init; }

    /// <summary>The place among the values of the attribute's constructor of the one that is wrong, instead of the attribute.</summary>
    public int? Position { get; init; }

    /// <summary>What a code fix needs to know; empty where there is none.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>The attribute that is wrong, where it is another than the declaring one.</summary>
    public AttributeData? Attribute { get; init; }

    /// <summary>Where it is reported.</summary>
    /// <param name="declaring">The attribute that was read.</param>
    /// <param name="cancellationToken">Ends the look at the source.</param>
    public Diagnostic ToDiagnostic(AttributeData declaring, CancellationToken cancellationToken) =>
        Diagnostic.Create(
            Descriptor,
            Symbol?.Locations.FirstOrDefault()
                ?? (
                    Position is { } position
                        ? AttributeArgument.Locate(declaring, position, cancellationToken)
                        : AttributeArgument.Locate(Attribute ?? declaring, Argument, cancellationToken)
                ),
            Properties,
            Arguments
        );
}
