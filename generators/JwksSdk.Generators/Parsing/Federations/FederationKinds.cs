using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Which kinds of token of its members a federation takes.</summary>
internal static class FederationKinds
{
    private const string Kinds = nameof(Kinds);

    /// <summary>The names of the kinds that are taken; null for all.</summary>
    public static IReadOnlyCollection<string>? Read(AttributeData attribute)
    {
        var given = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == Kinds).Value;
        return given is { Kind: TypedConstantKind.Array, IsNull: false }
            ? [.. given.Values.Select(static value => value.Value as string ?? "").Distinct()]
            : null;
    }

    /// <summary>The kinds of a member that are taken, without those that its own attribute rules out.</summary>
    public static IEnumerable<KindModel> Of(DeclarationModel member, IReadOnlyCollection<string>? taken) =>
        member.Kinds.Where(kind => !kind.IsRuledOut && taken?.Contains(kind.Name) != false);

    /// <summary>What is wrong with the names.</summary>
    public static IEnumerable<Finding> Check(
        INamedTypeSymbol type,
        IReadOnlyCollection<string>? taken,
        FederationMemberList members
    )
    {
        if (taken is null)
        {
            yield break;
        }

        if (taken.Count == 0)
        {
            yield return Of($"{type.Name} takes no kind of token. Name some, or leave Kinds out for all.");
            yield break;
        }

        var known = members.Members.SelectMany(static member => NamesOf(member.Declaration)).Distinct().ToArray();
        // A kind that nobody has may be one of a member that could not be read.
        foreach (var name in taken.Where(name => members.IsComplete && !known.Contains(name)))
        {
            yield return Of(
                $"No member of {type.Name} has tokens of a kind {name}. Their kinds are {string.Join(", ", known)}."
            );
        }

        foreach (var member in members.Members.Select(static member => member.Declaration))
        {
            var names = NamesOf(member).ToArray();
            if (names.Length > 0 && !names.Any(taken.Contains))
            {
                yield return Of(
                    $"{type.Name} takes no token of {member.SimpleName}, whose kinds are {string.Join(", ", names)}. Name one of them, or leave the member out."
                );
            }
        }
    }

    private static IEnumerable<string> NamesOf(DeclarationModel member) =>
        Of(member, null).Select(static kind => kind.Name);

    private static Finding Of(string message) => new(FederationDescriptors.Kinds, Kinds, message);
}
