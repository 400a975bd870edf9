using CustomProvider;
using CustomProvider.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.Providers.Custom;

[JwksProvider<GitHubActions>(Audience = "https://deploy.acme.test")]
[JwksInput("Repository", "acme/shop", "acme/blog"), JwksInput("Ref", "refs/heads/main")]
internal sealed partial class DeployIdentity;

public sealed class GitHubActionsTests
{
    [Fact]
    public async Task A_run_of_a_declared_repository_is_let_in()
    {
        using var app = App();

        var token = Assert.IsType<GitHubActionsToken>(await app.AcceptAsync(app.Fake.Mint("WorkflowToken")));

        Assert.Equal(("acme/shop", "74", "refs/heads/main"), (token.Repository, token.RepositoryId, token.Ref));
        Assert.Equal("production", token.Environment);
        Assert.Equal("https://token.actions.githubusercontent.com", DeployIdentity.Issuer);
        Assert.Equal("https://token.actions.githubusercontent.com/.well-known/jwks", DeployIdentity.JwksUri);
    }

    [Fact]
    public async Task Any_other_repository_branch_or_kind_is_refused()
    {
        using var app = App();

        await app.RefuseAsync(
            static token => token.Claims["repository"] = "mallory/shop",
            JwtErrorCode.ClaimNotAccepted,
            "repository"
        );
        await app.RefuseAsync(
            static token => token.Claims["ref"] = "refs/heads/main2",
            JwtErrorCode.ClaimNotAccepted,
            "ref"
        );
        await app.RefuseAsync(static token => token.Claims.Remove("repository"), JwtErrorCode.WrongTokenKind);
        await app.RefuseAsync(
            static token => token.Claims["aud"] = "https://github.com/acme",
            JwtErrorCode.AudienceMismatch,
            "aud"
        );
    }

    [Theory]
    [InlineData("Environment", "environment")]
    [InlineData("JobWorkflow", "job_workflow_ref")]
    public async Task What_is_declared_later_is_required_then(string input, string claim)
    {
        using var app = App((input, "other"));

        await app.RefuseAsync(static _ => { }, JwtErrorCode.ClaimNotAccepted, claim);
    }

    [Fact]
    public void Without_a_repository_nobody_is_let_in()
    {
        var refused = Assert.Throws<OptionsValidationException>(() =>
            new CustomApp<DeployIdentity>(
                FakeProvider.GitHubActions,
                static (services, root) => services.AddDeployIdentity(root, static options => options.Repositories = [])
            )
        );

        Assert.Contains("need Repository", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void An_enterprise_server_is_an_issuer_with_its_own_keys() =>
        Assert.Equal(
            "https://github.acme.test/_services/token/.well-known/jwks",
            App(("Issuer", "https://github.acme.test/_services/token")).Facts.Issuers[0].JwksUri
        );

    private static CustomApp<DeployIdentity> App(params (string, string)[] configuration) =>
        new(FakeProvider.GitHubActions, static (services, root) => services.AddDeployIdentity(root), configuration);
}
