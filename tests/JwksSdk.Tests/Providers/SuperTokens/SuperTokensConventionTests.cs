using JwksSdk.Providers;

namespace JwksSdk.Tests.Providers.SuperTokens;

public sealed class SuperTokensConventionTests
{
    private static readonly SuperTokensConvention Convention = new();

    [Theory]
    [InlineData("api.acme.com", null, "https://api.acme.com/auth")]
    [InlineData("https://api.acme.com", null, "https://api.acme.com/auth")]
    [InlineData("https://api.acme.com/", "/auth", "https://api.acme.com/auth")]
    [InlineData("https://API.acme.com:8443", "auth", "https://api.acme.com:8443/auth")]
    [InlineData("http://localhost:3001", "/auth/", "http://localhost:3001/auth")]
    [InlineData("api.acme.com", "/", "https://api.acme.com")]
    [InlineData("api.acme.com", "/v1/identity", "https://api.acme.com/v1/identity")]
    public void Domain_and_path_are_joined_with_one_slash(string domain, string? path, string issuer)
    {
        var inputs = new ProviderInputs().Set("ApiDomain", domain).SetText("ApiBasePath", path);

        ProblemAssert.Addresses(Convention.Resolve(inputs), (issuer, issuer + "/jwt/jwks.json"));
    }

    [Theory]
    [InlineData("api.acme.com/auth", ProblemKind.MalformedInput)]
    [InlineData("https://api.acme.com/auth", ProblemKind.MalformedInput)]
    [InlineData("https://api.acme.com/?x", ProblemKind.MalformedInput)]
    [InlineData("https://user@api.acme.com", ProblemKind.SecretInSource)]
    [InlineData("ftp://api.acme.com", ProblemKind.MalformedInput)]
    [InlineData("acme", ProblemKind.MalformedInput)]
    [InlineData("http://api.acme.com", ProblemKind.InsecureAddress)]
    public void A_domain_is_a_host_or_an_https_origin(string domain, ProblemKind kind) =>
        ProblemAssert.Only(kind, "ApiDomain", Convention.Resolve(new ProviderInputs().Set("ApiDomain", domain)));

    [Theory]
    [InlineData("/auth//x")]
    [InlineData("/../x")]
    [InlineData("/auth?x")]
    [InlineData("/auth#x")]
    [InlineData("/au th")]
    [InlineData("/au%74h")]
    [InlineData("https://evil.test")]
    public void A_base_path_is_a_plain_path(string path) =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "ApiBasePath",
            Convention.Resolve(new ProviderInputs().Set("ApiDomain", "api.acme.com").Set("ApiBasePath", path))
        );

    [Fact]
    public void Sessions_need_nothing_and_the_other_kinds_what_names_their_audience()
    {
        var resolution = Convention.Resolve(new ProviderInputs().Set("ApiDomain", "api.acme.com"));

        Assert.Null(resolution.Kind("SessionToken").Unavailable);
        Assert.Contains("Audience", resolution.Kind("OAuthAccessToken").Unavailable, StringComparison.Ordinal);
        Assert.Contains("ClientId", resolution.Kind("IdToken").Unavailable, StringComparison.Ordinal);
    }
}
