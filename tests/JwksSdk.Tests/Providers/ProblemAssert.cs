using JwksSdk.Providers;

namespace JwksSdk.Tests.Providers;

/// <summary>Assertions about what a convention made of inputs.</summary>
internal static class ProblemAssert
{
    /// <summary>Exactly one problem, of this kind and about this input; gives its message.</summary>
    public static string Only(ProblemKind kind, string input, ProviderResolution resolution)
    {
        var problem = Assert.Single(resolution.Problems);
        Assert.Equal((kind, input), (problem.Kind, problem.Input));
        return problem.Message;
    }

    /// <summary>No problem, and exactly these issuers, each with its key address.</summary>
    public static void Addresses(ProviderResolution resolution, params (string Issuer, string? JwksUri)[] expected)
    {
        Assert.Empty(resolution.Problems);
        Assert.Equal(expected, resolution.Facts.Issuers.Select(static issuer => (issuer.Issuer, issuer.JwksUri)));
    }

    public static TokenKindFacts Kind(this ProviderResolution resolution, string name) =>
        resolution.Facts.Kinds.Single(kind => kind.Name == name);
}
