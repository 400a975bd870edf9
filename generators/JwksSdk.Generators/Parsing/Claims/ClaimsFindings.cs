using System.Collections.Immutable;
using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>A mistake in a <c>[JwtClaims]</c> record. Only the analyzer keeps it; it holds a location, so no model may.</summary>
internal sealed record ClaimsFinding(DiagnosticDescriptor Rule, Location Location, EquatableArray<string> Arguments)
{
    /// <summary>What a code fix needs to know; empty where there is none.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, Properties, [.. Arguments]);
}

/// <summary>Collects the mistakes in one <c>[JwtClaims]</c> record.</summary>
internal sealed class ClaimsFindings(INamedTypeSymbol record)
{
    private readonly List<ClaimsFinding> _items = [];

    public IReadOnlyList<ClaimsFinding> Items => _items;

    /// <summary>
    /// Adds one. It stands at the symbol where the record itself declares it, and otherwise at the record: a base may be
    /// fine for others, or have no source.
    /// </summary>
    public void Add(DiagnosticDescriptor rule, ISymbol symbol, params string[] arguments) =>
        _items.Add(Of(rule, symbol, arguments));

    /// <summary>Adds one that the record, or a type around it, is not partial.</summary>
    public void AddNotPartial(DiagnosticDescriptor rule, params string[] arguments) =>
        _items.Add(Of(rule, record, arguments) with { Properties = FixProperties.NotPartial });

    private ClaimsFinding Of(DiagnosticDescriptor rule, ISymbol symbol, string[] arguments)
    {
        ISymbol place = SymbolEqualityComparer.Default.Equals(symbol.ContainingType, record) ? symbol : record;
        return new(rule, place.Locations.FirstOrDefault() ?? Location.None, arguments.ToEquatableArray());
    }
}
