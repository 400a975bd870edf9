using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace JwksSdk.Generators.Emission;

/// <summary>Names local variables after properties: <c>issuer</c> for <c>Issuer</c>.</summary>
internal static class Locals
{
    /// <summary>The local variable that holds the name of the current claim.</summary>
    public const string CurrentName = "claim";

    /// <summary>Gives each member a local variable, none of which has the name of another one or of the emitted code's own.</summary>
    public static IReadOnlyList<(ClaimMember Member, string Local)> Name(IEnumerable<ClaimMember> members)
    {
        var used = new HashSet<string>(StringComparer.Ordinal) { "reader", CurrentName };
        var named = new List<(ClaimMember, string)>();
        foreach (var member in members)
        {
            var local = char.ToLowerInvariant(member.Property[0]) + member.Property.Substring(1);
            while (!used.Add(local))
            {
                local += "Value";
            }

            named.Add((member, Escape(local)));
        }

        return named;
    }

    /// <summary>Gives each enum that is read a local function, named unlike any local variable.</summary>
    public static IReadOnlyList<(EnumModel Enum, string Function)> NameEnums(
        IReadOnlyList<(ClaimMember Member, string Local)> members
    )
    {
        var used = new HashSet<string>(members.Select(static each => each.Local), StringComparer.Ordinal);
        var named = new List<(EnumModel, string)>();
        foreach (var each in members.Select(static each => each.Member.Value.Enum).OfType<EnumModel>().Distinct())
        {
            var function = each.Name + "Of";
            while (!used.Add(function))
            {
                function += "Name";
            }

            named.Add((each, function));
        }

        return named;
    }

    /// <summary>Escapes a name that is a keyword.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
