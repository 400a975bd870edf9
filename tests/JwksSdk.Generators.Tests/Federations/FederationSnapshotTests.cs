using System.Text;

namespace JwksSdk.Generators.Tests.Federations;

/// <summary>The emitted text, one snapshot for each shape of federation.</summary>
public sealed class FederationSnapshotTests
{
    [Theory]
    [MemberData(nameof(Federated.All), MemberType = typeof(Federated))]
    public void Emitted_text_is_as_expected(string name, string source)
    {
        var text = new StringBuilder();
        foreach (var (hint, file) in GeneratorHarness.Run<FederationsAlone>(source).Files)
        {
            text.Append("//// ").Append(hint).Append('\n').Append(file).Append('\n');
        }

        Snapshot.Matches(text.ToString(), name);
    }

    [Fact]
    public void Emitted_files_are_named_by_type_and_concern() =>
        Assert.Equal(
            ["Acme.AppIdentity.Client.g.cs", "Acme.AppIdentity.Registration.g.cs", "Acme.AppIdentity.Token.g.cs"],
            GeneratorHarness.Run<FederationsAlone>(Federated.Three).Files.Keys
        );

    [Fact]
    public void Nothing_is_emitted_without_a_federation() =>
        Assert.Empty(GeneratorHarness.Run<FederationsAlone>("public sealed class X;").Files);

    [Fact]
    public void All_federations_of_an_assembly_are_added_after_its_declarations()
    {
        var all = GeneratorHarness.Run<JwksProviderGenerator>(Federated.SameNames).Files["JwksProviders.g.cs"];

        Assert.Equal(
            [
                "PartnerIdentityServiceCollectionExtensions.AddPartnerIdentity",
                "Acme_Blog_AppIdentityFederationExtensions.AddAppIdentity",
                "Acme_Shop_AppIdentityFederationExtensions.AddAppIdentity",
            ],
            all.Split('\n')
                .Where(static line => line.Contains("(services, conf"))
                .Select(static line => line.Split("DependencyInjection.")[1].Split('(')[0])
        );
        Assert.Contains("/// <summary>Adds every identity provider and every federation that", all);
    }

    /// <summary>The aim for a declaration is 400 lines; three members with seven kinds of token are well within it.</summary>
    [Fact]
    public void Emitted_code_of_a_federation_stays_short() =>
        Assert.InRange(
            GeneratorHarness
                .Run<FederationsAlone>(Federated.Three)
                .Files.Sum(static file => file.Value.Count(static each => each == '\n')),
            200,
            400
        );

    /// <summary>It grows with the kinds of token; six members of all providers make 14.</summary>
    [Fact]
    public void No_emitted_file_of_a_federation_of_14_kinds_has_400_lines()
    {
        string[] providers = ["Auth0", "Okta", "Cognito", "Clerk", "OneLogin", "SuperTokens"];
        var members = providers.Select(static provider =>
            $"[JwksProvider(IdentityProvider.{provider})] public sealed partial class {provider}Identity;"
        );
        var run = Federated.Run(
            $$"""
            using JwksSdk;
            {{string.Join("\n", members)}}
            [JwksFederation({{string.Join(", ", providers.Select(static each => $"typeof({each}Identity)"))}})]
            public sealed partial class AppIdentity;
            """
        );

        Assert.Equal(14, run.Files.Values.Sum(static text => text.Split(" token) : AppIdentityToken").Length - 1));
        Assert.All(run.Files.Values, static text => Assert.InRange(text.Count(static each => each == '\n'), 1, 399));
    }
}
