using JwksSdk.Generators.Diagnostics;
using JwksSdk.Providers;

namespace JwksSdk.Generators.Parsing;

/// <summary>Says what is wrong with what a convention expects of its kinds of token.</summary>
internal static class ConventionPolicies
{
    public static void Check(IReadOnlyList<DeclaredToken> tokens, KnownInputs inputs, List<Finding> findings)
    {
        foreach (var token in tokens)
        {
            if (token.Model.ToTemplate().WhyNoAudience is { } reason)
            {
                findings.Add(Of(token, token.Model.AnyAudience ? "AnyAudience" : null, reason));
            }

            CheckInput(token, "Audience", token.Model.Audience, inputs, findings);
            CheckInput(token, "Needs", token.Model.Needs, inputs, findings);
            CheckTexts(token, "Accepts", token.Model.Accepts, inputs, findings);
            CheckTexts(token, "Requires", token.Model.Requires, inputs, findings);
            CheckNeed(token, tokens, inputs, findings);
            if (token.Model.Accepts.Count + token.Model.Requires.Count > 0 && !token.HasCheck)
            {
                const string Unchecked = "is compared by nobody: its typed token does not override Check";
                findings.Add(Of(token, null, Unchecked));
            }
        }
    }

    /// <summary>A requirement that a kind needs and that no kind compares would hold for no token.</summary>
    private static void CheckNeed(
        DeclaredToken token,
        IReadOnlyList<DeclaredToken> tokens,
        KnownInputs inputs,
        List<Finding> findings
    )
    {
        if (
            token.Model.Needs is { } needs
            && inputs.Use(needs) is { } input
            && Vocabulary.IsRequirement(input)
            && !tokens
                .Select(static each => each.Model.ToTemplate())
                .Any(each => each.Audience == needs || each.Compares(needs))
        )
        {
            findings.Add(Of(token, "Needs", $"needs {needs}, which no kind compares; name it in Requires or Accepts"));
        }
    }

    private static void CheckTexts(
        DeclaredToken token,
        string argument,
        IReadOnlyList<string> texts,
        KnownInputs inputs,
        List<Finding> findings
    )
    {
        var claims = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (PolicyText.Read(text) is not { } entry)
            {
                findings.Add(Of(token, argument, $"has \"{text}\", which is not of the form claim=Input"));
            }
            else if (!claims.Add(entry.Claim))
            {
                findings.Add(Of(token, argument, $"names the claim {entry.Claim} twice"));
            }
            else
            {
                CheckInput(token, argument, entry.Input, inputs, findings);
            }
        }
    }

    private static void CheckInput(
        DeclaredToken token,
        string argument,
        string? input,
        KnownInputs inputs,
        List<Finding> findings
    )
    {
        if (input is not null && inputs.Use(input) is null)
        {
            findings.Add(Of(token, argument, $"names {input}, which is no input; declare it by [JwksConventionInput]"));
        }
    }

    private static Finding Of(DeclaredToken token, string? argument, string reason) =>
        new(ConventionDescriptors.Policy, argument, token.Model.Name, reason) { Attribute = token.Attribute };
}
