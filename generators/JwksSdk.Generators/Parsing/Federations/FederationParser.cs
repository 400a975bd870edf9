using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>What the parser made of a federation: a model unless emission would be meaningless, and every mistake.</summary>
internal sealed record FederationParse(FederationModel? Model, IReadOnlyList<Finding> Findings);

/// <summary>
/// Reads a federation from its symbol and its attribute, and its members by the parser of declarations. It leaves out of the model
/// what is wrong, and goes on, so that a user sees all mistakes at once, and one error instead of twenty.
/// </summary>
internal static class FederationParser
{
    public const string AttributeName = "JwksSdk.JwksFederationAttribute";

    public static FederationParse Parse(
        INamedTypeSymbol type,
        AttributeData attribute,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        var named = attribute.ConstructorArguments.FirstOrDefault();
        if (named.Kind != TypedConstantKind.Array)
        {
            // The compiler already says what is wrong with the arguments.
            return new FederationParse(null, []);
        }

        var findings = DeclarationShape.CheckFederation(type, cancellationToken).ToList();
        var shapeHolds = findings.Count == 0;
        var found = FederationMembers.Find(type, named, compilation, cancellationToken);
        findings.AddRange(found.Findings);
        findings.AddRange(SharedIssuers(found.Members));
        var taken = FederationKinds.Read(attribute);
        findings.AddRange(FederationKinds.Check(type, taken, found));
        if (!shapeHolds)
        {
            return new FederationParse(null, findings);
        }

        var members = Members(type, taken, found.Members, findings).ToEquatableArray();
        if (members.Count == 0)
        {
            return new FederationParse(null, findings);
        }

        var model = new FederationModel(TypeModelReader.Read(type), type.Name, members)
        {
            WarningIds = WarningIds.Merge(
                found.Members.SelectMany(static member => member.Declaration.WarningIds).Concat(WarningIds.Of([type]))
            ),
        };
        var clashes = DeclarationClashes.Check(type, model).ToArray();
        findings.AddRange(clashes);
        // Emitted all the same, the clash would be the compiler's error, in the emitted file, and hide every other one.
        return new FederationParse(clashes.Length == 0 ? model : null, findings);
    }

    private static string Flipped(string name) =>
        (char.IsUpper(name[0]) ? char.ToLowerInvariant(name[0]) : char.ToUpperInvariant(name[0])) + name.Substring(1);

    private static IEnumerable<Finding> SharedIssuers(IReadOnlyList<FederationMember> members)
    {
        var owners = new Dictionary<string, FederationMember>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            // One word for each pair of members is enough.
            foreach (var issuer in member.Declaration.Issuers.Where(owners.ContainsKey).Take(1))
            {
                yield return new Finding(
                    FederationDescriptors.SharedIssuer,
                    null,
                    owners[issuer].Declaration.SimpleName,
                    member.Declaration.SimpleName,
                    issuer
                )
                {
                    Position = member.Position,
                };
            }

            foreach (var issuer in member.Declaration.Issuers.Where(issuer => !owners.ContainsKey(issuer)).ToArray())
            {
                owners.Add(issuer, member);
            }
        }
    }

    /// <summary>The members with their cases; a case whose name is taken is reported and left out.</summary>
    private static List<FederationMemberModel> Members(
        INamedTypeSymbol type,
        IReadOnlyCollection<string>? taken,
        IReadOnlyList<FederationMember> members,
        List<Finding> findings
    )
    {
        // Without regard to the case of the first letter, because each case has a parameter of its name too.
        var names = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [type.Name + "Token"] = "the union",
            ["Match"] = "a method of the union",
            ["Switch"] = "a method of the union",
            ["Token"] = "a property of the union",
        };
        var models = new List<FederationMemberModel>();
        foreach (var (member, position) in members.Select(static each => (each.Declaration, each.Position)))
        {
            var cases = new List<FederationCaseModel>();
            foreach (var kind in FederationKinds.Of(member, taken))
            {
                var name = member.SimpleName + kind.Name;
                if (names.TryGetValue(name, out var owner) || names.TryGetValue(Flipped(name), out owner))
                {
                    var what = $"the case {name} of {member.Type.FullName}, which is the name of {owner} too";
                    findings.Add(
                        new Finding(FederationDescriptors.Clash, null, type.Name, what, "rename one of the classes")
                        {
                            Position = position,
                        }
                    );
                    continue;
                }

                names.Add(name, $"the case of {member.Type.FullName}");
                cases.Add(
                    new FederationCaseModel(name, member.Type.GlobalName, kind.Name, kind.TokenType, kind.Summary)
                );
            }

            if (cases.Count > 0)
            {
                models.Add(
                    new FederationMemberModel(
                        member.Type.GlobalName,
                        member.OptionsGlobalName,
                        member.Provider.Convention,
                        member.Issuers,
                        cases.ToEquatableArray()
                    )
                    {
                        ObsoleteAsError = member.Type.ObsoleteAsError,
                    }
                );
            }
        }

        return models;
    }
}
