using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>
/// What became of a <c>[JwtClaims]</c> record: a model where nothing is wrong with it and with the records that its members are of, and
/// null otherwise. Their findings are their own.
/// </summary>
internal sealed record ClaimsParse(ClaimsModel? Model, IReadOnlyList<ClaimsFinding> Findings);

/// <summary>
/// Reads a <c>[JwtClaims]</c> record. One parser, two hosts: the generator takes the model and drops the findings, the
/// analyzer reports the findings and drops the model.
/// </summary>
internal static class ClaimsParser
{
    public static ClaimsParse Parse(
        INamedTypeSymbol record,
        Compilation compilation,
        CancellationToken cancellationToken
    ) => Parse(record, compilation, new(SymbolEqualityComparer.Default) { record }, cancellationToken);

    private static ClaimsParse Parse(
        INamedTypeSymbol record,
        Compilation compilation,
        HashSet<ISymbol> seen,
        CancellationToken cancellationToken
    )
    {
        var findings = new ClaimsFindings(record);
        CheckType(record, findings, cancellationToken);
        if (findings.Items.Count > 0)
        {
            return new(null, findings.Items);
        }

        var members = new ClaimMembers(record, compilation, findings);
        var models = members.Read(cancellationToken);
        // A reader that named one that is not generated would be the compiler's error, in the emitted file, and hide every other.
        var isWhole = members.Nested.All(each =>
            !seen.Add(each) || Parse(each, compilation, seen, cancellationToken).Model is not null
        );
        return findings.Items.Count > 0 || !isWhole
            ? new(null, findings.Items)
            : new(
                new ClaimsModel(TypeModelReader.Read(record), models.ToEquatableArray())
                {
                    NamesObsolete = members.NameObsolete,
                    WarningIds = WarningIds.OfClaims(record),
                },
                []
            );
    }

    private static void CheckType(INamedTypeSymbol type, ClaimsFindings findings, CancellationToken cancellationToken)
    {
        if (!type.IsRecord || type.IsValueType)
        {
            Refuse("is not a record class");
            return;
        }

        if (type.IsAbstract)
        {
            Refuse("is abstract; mark the records that derive from it, which read its members too");
        }

        if (!type.InstanceConstructors.Any(static each => each.Parameters.IsEmpty))
        {
            Refuse("has no constructor without parameters");
        }

        foreach (var each in TypeModelReader.ContainingTypes(type).Prepend(type))
        {
            var self = SymbolEqualityComparer.Default.Equals(each, type);
            var subject = self ? "is" : $"is nested in '{each.Name}', which is";
            if (each.TypeParameters.Length > 0)
            {
                Refuse($"{subject} generic");
            }

            if (each.IsFileLocal)
            {
                Refuse($"{subject} local to its file, where generated code cannot reach it");
            }

            if (!self && !TypeModelReader.IsPartial(each, cancellationToken))
            {
                findings.AddNotPartial(ClaimsDescriptors.CannotBeRead, type.Name, $"{subject} not partial");
            }
        }

        if (!TypeModelReader.IsPartial(type, cancellationToken))
        {
            findings.AddNotPartial(ClaimsDescriptors.NotPartial, type.Name);
        }

        void Refuse(string reason) => findings.Add(ClaimsDescriptors.CannotBeRead, type, type.Name, reason);
    }
}
