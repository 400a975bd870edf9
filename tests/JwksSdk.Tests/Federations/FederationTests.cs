using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Federations;

/// <summary>One client for several declarations: routed by issuer, given as a case of a closed union.</summary>
public sealed class FederationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_kind_of_every_member_is_a_case_of_its_own(bool hasCache)
    {
        using var world = WithClient(hasCache);
        (FakeIdentityProvider Fake, string Member)[] issuers =
        [
            (world.Customers, nameof(FederatedCustomers)),
            (world.CustomDomain, nameof(FederatedCustomers)),
            (world.Staff, nameof(FederatedStaff)),
            (world.Partners, nameof(FederatedPartners)),
        ];
        foreach (var (fake, member) in issuers)
        {
            foreach (var kind in fake.TokenKinds)
            {
                var text = fake.Mint(kind);
                Assert.True((await world.Whole.VerifyAsync(text, Cancellation)).TryGetToken(out var first));
                Assert.True((await world.Whole.VerifyAsync(text.Utf8(), Cancellation)).TryGetToken(out var second));

                Assert.Equal(member + kind, first.ToString());
                Assert.Equal(fake.Issuer, first.Token.Issuer);
                Assert.Equal(hasCache, ReferenceEquals(first, second));
                Assert.Equal(first.ToString(), second.ToString());
            }
        }
    }

    [Fact]
    public async Task Match_and_Switch_call_what_is_for_the_case_and_nothing_else()
    {
        using var world = WithClient();
        Dictionary<string, string> tokens = new()
        {
            ["customer's access"] = world.Customers.MintAccessToken(),
            ["customer's ID"] = world.Customers.MintIdToken(),
            ["staff's access"] = world.Staff.MintAccessToken(),
            ["staff's ID"] = world.Staff.MintIdToken(),
            ["partner's access"] = world.Partners.Mint("AccessToken"),
            ["partner's ID"] = world.Partners.Mint("IdToken"),
        };
        foreach (var (name, text) in tokens)
        {
            var token = await world.Whole.VerifyOrThrowAsync(text, Cancellation);
            List<string> called = [];
            token.Switch(
                federatedCustomersAccessToken: each => Called("customer's access", each),
                federatedCustomersIdToken: each => Called("customer's ID", each),
                federatedStaffAccessToken: each => Called("staff's access", each),
                federatedStaffIdToken: each => Called("staff's ID", each),
                federatedPartnersAccessToken: each => Called("partner's access", each),
                federatedPartnersIdToken: each => Called("partner's ID", each)
            );
            called.Add(
                token.Match(
                    static _ => "customer's access",
                    static _ => "customer's ID",
                    static _ => "staff's access",
                    static _ => "staff's ID",
                    static _ => "partner's access",
                    static _ => "partner's ID"
                )
            );

            Assert.Equal([name, name], called);

            void Called(string what, JwtToken with)
            {
                Assert.Same(token.Token, with);
                called.Add(what);
            }
        }
    }

    [Fact]
    public void A_case_that_nothing_is_for_is_misuse_whatever_the_token_is()
    {
        var token = new ApiFederationToken.FederatedStaffAccessToken(
            new CognitoAccessToken
            {
                Issuer = "",
                ExpiresAt = default,
                ClientId = "",
                Username = "",
            }
        );

        Assert.Throws<ArgumentNullException>(() => token.Match(null!, static _ => ""));
        Assert.Throws<ArgumentNullException>(() => token.Switch(null!, static _ => { }));
        Assert.Throws<ArgumentNullException>(static () => new ApiFederationToken.FederatedStaffAccessToken(null!));
        Assert.Equal("FederatedStaffAccessToken", token.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_declared_provider_that_is_no_member_is_an_unknown_issuer(bool hasCache)
    {
        using var world = new FederationWorld(hasCache);
        var outside = world.Outsiders.MintAccessToken();
        Assert.True((await world.Get<FederationOutsiders>().VerifyAccessTokenAsync(outside, Cancellation)).IsVerified);
        Assert.True((await world.Get<IJwtVerifier>().VerifyAsync(outside, Cancellation)).IsVerified);
        var sent = world.Sent.Count;

        Assert.Equal("UnknownIssuer", await world.WholeAsync(outside));
        Assert.Equal("UnknownIssuer", await world.WholeAsync(Forgery.SignedByStranger(outside)));
        // A member of one federation is none of another.
        Assert.Equal("FederatedPartnersAccessToken", await world.WholeAsync(world.Partners.Mint("AccessToken")));
        Assert.Equal("UnknownIssuer", await world.ApiAsync(world.Partners.Mint("AccessToken")));
        Assert.All(world.Sent.Skip(sent), uri => Assert.Equal("partners.federated.test", uri.Host));
    }

    /// <summary>Whoever else took the token before: the federation of all, the method of its kind, or nobody.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kind_that_is_not_taken_is_refused_whoever_takes_it(bool hasCache)
    {
        using var world = new FederationWorld(hasCache);
        foreach (var fake in new FakeIdentityProvider[] { world.Customers, world.Staff })
        {
            var (access, id) = (fake.Mint("AccessToken"), fake.Mint("IdToken"));
            Assert.Equal("WrongTokenKind", await world.ApiAsync(id));
            Assert.EndsWith("IdToken", await world.WholeAsync(id), StringComparison.Ordinal);
            Assert.True((await world.Get<IJwtVerifier>().VerifyAsync(id, Cancellation)).IsVerified);
            Assert.Equal("WrongTokenKind", await world.ApiAsync(id));
            Assert.EndsWith("AccessToken", await world.ApiAsync(access), StringComparison.Ordinal);
            Assert.EndsWith("AccessToken", await world.ApiAsync(access), StringComparison.Ordinal);
        }

        var ofKind = world.Customers.MintIdToken();
        Assert.True((await world.Get<FederatedCustomers>().VerifyIdTokenAsync(ofKind, Cancellation)).IsVerified);
        Assert.Equal("WrongTokenKind", await world.ApiAsync(ofKind));
    }

    /// <summary>Nobody vouches yet for what the claims say, so that nothing of them is told.</summary>
    [Fact]
    public async Task Before_the_signature_holds_nothing_is_told_of_the_kind()
    {
        using var world = new FederationWorld();
        Assert.Equal("BadSignature", await world.ApiAsync(Forgery.SignedByStranger(world.Customers.MintIdToken())));
        var expired = world.Customers.MintIdToken(static token => token.Age(TimeSpan.FromDays(3)));
        Assert.Equal("BadSignature", await world.ApiAsync(Forgery.SignedByStranger(expired)));
        Assert.Equal("WrongTokenKind", await world.ApiAsync(expired));
        Assert.Equal("Expired", await world.WholeAsync(expired));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_member_requires_is_required_of_every_kind(bool hasCache)
    {
        using var world = new FederationWorld(
            hasCache,
            configuration: [("FederatedCustomers:RequiredScope", "read:orders")]
        );
        var (access, id) = (world.Customers.MintAccessToken(Scoped), world.Customers.MintIdToken());
        Assert.True((await world.Get<FederatedCustomers>().VerifyIdTokenAsync(id, Cancellation)).IsVerified);

        Assert.Equal("ScopeMissing", await world.WholeAsync(id));
        Assert.Equal("FederatedCustomersAccessToken", await world.WholeAsync(access));
        Assert.Equal("ScopeMissing", await world.WholeAsync(id));

        static void Scoped(FakeToken token) => token.Claims["scope"] = "read:orders";
    }

    [Fact]
    public async Task A_kind_without_its_input_is_no_kind_of_the_application()
    {
        using var without = new FederationWorld();
        using var with = WithClient();

        Assert.Equal("WrongTokenKind", await without.WholeAsync(without.Partners.Mint("IdToken")));
        Assert.Equal("FederatedPartnersIdToken", await with.WholeAsync(with.Partners.Mint("IdToken")));
    }

    [Fact]
    public async Task A_refusal_is_thrown_where_that_is_asked_for()
    {
        using var world = new FederationWorld();
        var thrown = await Assert.ThrowsAsync<JwtVerificationException>(async () =>
            await world.Whole.VerifyOrThrowAsync(world.Outsiders.MintAccessToken(), Cancellation)
        );

        Assert.Equal(new JwtError(JwtErrorCode.UnknownIssuer), thrown.Error);
        Assert.Equal("TokenEmpty", await world.WholeAsync(""));
        Assert.Equal("Opaque", await world.WholeAsync("opaque"));
    }

    private static FederationWorld WithClient(bool hasCache = false) =>
        new(hasCache, configuration: [("FederatedPartners:ClientId", "acme-web")]);
}
