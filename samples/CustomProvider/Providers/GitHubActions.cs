using JwksSdk;
using JwksSdk.Tokens;

namespace CustomProvider.Providers;

/// <summary>
/// GitHub Actions: a workflow's proof of what it is. An Enterprise Server, or an enterprise with an issuer of its own, is
/// declared by that <c>Issuer</c>.
/// </summary>
[JwksConvention(
    "https://token.actions.githubusercontent.com",
    JwksUri = "{Issuer}/.well-known/jwks",
    Documentation = "https://docs.github.com/actions/concepts/security/openid-connect"
)]
[JwksConventionInput(
    "Repository",
    InputShape.Text,
    "The repository of the workflow, with its owner (repository).",
    Example = "acme/shop",
    Plural = "Repositories"
)]
[JwksConventionInput("Ref", InputShape.Text, "The branch or tag (ref).", Example = "refs/heads/main", Plural = "Refs")]
[JwksConventionInput(
    "Environment",
    InputShape.Text,
    "The deployment environment (environment).",
    Example = "production",
    Plural = "Environments"
)]
[JwksConventionInput(
    "JobWorkflow",
    InputShape.Text,
    "The reusable workflow of the job (job_workflow_ref).",
    Example = "acme/flows/.github/workflows/deploy.yml@refs/heads/main",
    Plural = "JobWorkflows"
)]
[JwksConventionToken<GitHubActionsToken>(
    "WorkflowToken",
    "the token of a workflow run",
    Audience = "Audience",
    Needs = "Repository",
    Accepts = ["repository=Repository", "ref=Ref", "environment=Environment", "job_workflow_ref=JobWorkflow"]
)]
public sealed partial class GitHubActions;

/// <summary>The token of a workflow run. Anyone's workflow can ask for any audience, so that the repository must be declared.</summary>
[JwtClaims]
public partial record GitHubActionsToken : JwtToken
{
    /// <summary><c>repository</c>: the repository, with its owner.</summary>
    [JwtClaim("repository")]
    public string? Repository { get; init; }

    /// <summary><c>repository_id</c>: stays when the repository is renamed.</summary>
    [JwtClaim("repository_id")]
    public string? RepositoryId { get; init; }

    /// <summary><c>ref</c>: the branch or tag.</summary>
    [JwtClaim("ref")]
    public string? Ref { get; init; }

    /// <summary><c>environment</c>: the deployment environment; null when the job has none.</summary>
    [JwtClaim("environment")]
    public string? Environment { get; init; }

    /// <summary><c>job_workflow_ref</c>: the reusable workflow.</summary>
    [JwtClaim("job_workflow_ref")]
    public string? JobWorkflow { get; init; }

    /// <inheritdoc />
    protected override bool IsKind(in JwtHeader header) => Repository is not null && Ref is not null;

    /// <inheritdoc />
    protected override JwtError Check(TokenPolicy policy) =>
        !policy.Accepts("repository", Repository) ? new JwtError(JwtErrorCode.ClaimNotAccepted, "repository")
        : !policy.Accepts("ref", Ref) ? new JwtError(JwtErrorCode.ClaimNotAccepted, "ref")
        : !policy.Accepts("environment", Environment) ? new JwtError(JwtErrorCode.ClaimNotAccepted, "environment")
        : !policy.Accepts("job_workflow_ref", JobWorkflow)
            ? new JwtError(JwtErrorCode.ClaimNotAccepted, "job_workflow_ref")
        : default;
}
