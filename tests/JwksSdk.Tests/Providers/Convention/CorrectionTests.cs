using JwksSdk.Providers;

namespace JwksSdk.Tests.Providers.Convention;

/// <summary>What an editor may offer to write instead of a wrong value.</summary>
public sealed class CorrectionTests
{
    [Theory]
    [InlineData("https://acme.com", "acme.com")]
    [InlineData("HTTP://Acme.com:8443/a/b?c#d", "Acme.com")]
    [InlineData("acme.com/", "acme.com")]
    [InlineData("acme.com\\x", "acme.com")]
    [InlineData("acme.com:443", "acme.com")]
    [InlineData("acme.com:", "acme.com")]
    [InlineData("acme", null)]
    [InlineData("https://", null)]
    [InlineData("", null)]
    [InlineData("acme.com:port", null)]
    [InlineData("https://user@acme.com/", null)]
    [InlineData("https://user:word@acme.com/", null)]
    [InlineData("https://[::1]:8080/", null)]
    [InlineData("https://127.0.0.1/", null)]
    public void A_host_is_found_in_what_is_more_than_a_host(string text, string? host)
    {
        Assert.Equal(host, Address.HostIn(text));
        Assert.Equal(host is null ? null : new ProviderCorrection(text, host), ProviderDraft.HostOf(text));
    }

    [Fact]
    public void A_problem_without_one_right_answer_has_no_correction() =>
        Assert.Null(Only(new Auth0Convention(), "Domain", "acme").Correction);

    [Fact]
    public void An_input_that_has_no_place_is_left_out() =>
        Assert.Equal(ProviderCorrection.LeaveOut, Only(new Auth0Convention(), "Region", "eu-west-1").Correction);

    [Theory]
    [InlineData("RequiredRole")]
    [InlineData("ClientSecret")]
    [InlineData("Tier")]
    public void An_input_that_may_ask_something_of_a_token_has_no_correction(string input) =>
        Assert.Null(Only(new Auth0Convention(), input, "x").Correction);

    [Fact]
    public void The_only_algorithm_has_no_correction() =>
        Assert.Null(Only(new Auth0Convention(), "Algorithms", "ES256, RS512").Correction);

    [Fact]
    public void Algorithms_that_the_provider_never_uses_are_left_out() =>
        Assert.Equal(
            new ProviderCorrection("RS512, ES256", null),
            Only(new Auth0Convention(), "Algorithms", "RS256, ES256, RS512").Correction
        );

    private static ProviderProblem Only(ProviderConvention convention, string input, string value) =>
        Assert.Single(convention.Resolve(Sound().Set(input, value)).Problems);

    private static ProviderInputs Sound() =>
        new ProviderInputs().Set("Domain", "acme.eu.auth0.com").Set("Audience", "https://api.acme.com");
}
