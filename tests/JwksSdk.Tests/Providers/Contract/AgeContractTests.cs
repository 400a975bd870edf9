namespace JwksSdk.Tests.Providers.Contract;

/// <summary>A limited age holds for every kind of token of every provider, with the provider's own clock skew.</summary>
public sealed class AgeContractTests
{
    private const int Age = 600;

    public static TheoryData<IdentityProvider, string> Kinds =>
        [
            .. Enum.GetValues<IdentityProvider>()
                .SelectMany(static provider =>
                    ProviderFixture.Of(provider).Fake.TokenKinds.Select(kind => (provider, kind))
                ),
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_token_may_be_as_old_as_declared_and_the_skew(IdentityProvider provider, string kind)
    {
        Assert.Equal(default, Verify(provider, kind, "MaxTokenAgeSeconds", "iat", skew => -Age - skew));
        Assert.Equal(
            new JwtError(JwtErrorCode.TokenTooOld, "iat"),
            Verify(provider, kind, "MaxTokenAgeSeconds", "iat", skew => -Age - skew - 1)
        );
        Assert.Equal(
            new JwtError(JwtErrorCode.ClaimMissing, "iat"),
            Verify(provider, kind, "MaxTokenAgeSeconds", "iat", null)
        );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_user_may_have_signed_in_as_long_ago_as_declared_and_the_skew(IdentityProvider provider, string kind)
    {
        const string Input = "MaxAuthenticationAgeSeconds";
        Assert.Equal(default, Verify(provider, kind, Input, "auth_time", skew => -Age - skew));
        Assert.Equal(
            new JwtError(JwtErrorCode.AuthenticationTooOld, "auth_time"),
            Verify(provider, kind, Input, "auth_time", skew => -Age - skew - 1)
        );
        Assert.Equal(default, Verify(provider, kind, Input, "auth_time", skew => skew));
        Assert.Equal(
            new JwtError(JwtErrorCode.AuthenticatedInFuture, "auth_time"),
            Verify(provider, kind, Input, "auth_time", skew => skew + 1)
        );
        Assert.Equal(
            new JwtError(JwtErrorCode.ClaimMissing, "auth_time"),
            Verify(provider, kind, Input, "auth_time", null)
        );
    }

    /// <summary>Verifies a token whose claim lies this many seconds from now, or which has none.</summary>
    private static JwtError Verify(
        IdentityProvider provider,
        string kind,
        string input,
        string claim,
        Func<int, int>? secondsFromNow
    )
    {
        var fixture = ProviderFixture.Of(provider);
        var skew = fixture.Convention.DefaultClockSkewSeconds;
        var token = fixture.Fake.Mint(
            kind,
            token =>
            {
                token.Claims.Remove(claim);
                if (secondsFromNow is not null)
                {
                    token.Claims[claim] = ProviderFixture.Now.ToUnixTimeSeconds() + secondsFromNow(skew);
                }
            }
        );
        var inputs = fixture.Inputs().Set(input, $"{Age}");
        return fixture.Verify(kind, token, inputs).Error;
    }
}
