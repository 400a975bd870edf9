using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using JwksSdk.Providers;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Reads what a convention says of its provider beside addresses.</summary>
internal static class ConventionSettingsReader
{
    private const int MaxClockSkewSeconds = 300;

    public static ConventionSettings Read(
        INamedTypeSymbol type,
        AttributeData attribute,
        List<Finding> findings,
        CancellationToken cancellationToken
    )
    {
        var documentation = Arguments.Named(attribute, "Documentation") ?? "";
        if (
            documentation.Length > 0
            && Address.AuthorityOf(documentation)?.StartsWith("https:", StringComparison.Ordinal) != true
        )
        {
            Refuse("Documentation", "is not an absolute https address");
        }

        var skew = Arguments.NamedNumber(attribute, "ClockSkewSeconds");
        if (skew is < 0 or > MaxClockSkewSeconds)
        {
            Refuse("ClockSkewSeconds", $"is not from 0 to {MaxClockSkewSeconds}");
        }

        var algorithms = Algorithms("Algorithms") ?? JwtAlgorithms.RS256;
        var accepted = Algorithms("DefaultAlgorithms") ?? algorithms;
        if ((accepted & ~algorithms) is var others && others != 0)
        {
            Refuse(
                "DefaultAlgorithms",
                $"accepts {others}, which the provider never signs with: it is not among Algorithms"
            );
        }

        return new ConventionSettings(documentation, algorithms, accepted, skew);

        JwtAlgorithms? Algorithms(string name)
        {
            if (Arguments.NamedNumber(attribute, name) is not { } number)
            {
                return null;
            }

            var unknown = number & ~JwtAlgorithmChoices.Names.Aggregate(0, static (all, each) => all | NumberOf(each));
            if (number == 0)
            {
                Refuse(name, "names no algorithm");
            }
            else if (
                unknown != 0
                && !CompilerErrors.SayImpossible(type, attribute, name, [JwtAlgorithmChoices.EdDsa], cancellationToken)
            )
            {
                Refuse(
                    name,
                    $"names an algorithm that cannot be verified; what can is {string.Join(", ", JwtAlgorithmChoices.Names)}"
                );
            }
            else
            {
                return (JwtAlgorithms)(number & ~unknown);
            }

            return null;
        }

        void Refuse(string name, string reason) =>
            findings.Add(new Finding(ConventionDescriptors.Setting, name, name, reason));
    }

    private static int NumberOf(string algorithm) => (int)(JwtAlgorithms)Enum.Parse(typeof(JwtAlgorithms), algorithm);
}
