using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>A mistake in a <c>[JwtClaims]</c> record. Only the analyzer keeps it; it holds a location, so no model may.</summary>
internal sealed record ClaimsFinding(DiagnosticDescriptor Rule, Location Location, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, [.. Arguments]);
}

/// <summary>What became of a <c>[JwtClaims]</c> record: a model where there is no finding, and findings otherwise.</summary>
internal sealed record ClaimsParse(ClaimsModel? Model, IReadOnlyList<ClaimsFinding> Findings);
