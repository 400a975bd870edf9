namespace JwksSdk.Tests.Line;

/// <summary>Every token of every provider at every generated method of every declaration: only the diagonal passes.</summary>
public sealed class CrossMatrixTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_the_diagonal_passes(bool hasCache)
    {
        using var world = new LineWorld(hasCache: hasCache);
        var passed = 0;
        foreach (var token in world.Issuers.SelectMany(static issuer => issuer.Mint()))
        {
            // What is known already is known to its own method alone.
            var own = token.Issuer.Kinds.Single(kind => kind.Name == token.Kind);
            Assert.True((await world.VerifyAsync(own, token.Text)).IsVerified, $"{token}");
            foreach (var issuer in world.Issuers)
            {
                foreach (var kind in issuer.Kinds)
                {
                    var expected =
                        issuer != token.Issuer ? JwtErrorCode.UnknownIssuer
                        : kind.Name != token.Kind ? JwtErrorCode.WrongTokenKind
                        : JwtErrorCode.None;
                    var result = await world.VerifyAsync(kind, token.Text);
                    Assert.True(
                        expected == result.Error.Code,
                        $"{token} as {issuer.Name} {kind.Name}: {result}, and not {expected}."
                    );
                    passed += result.IsVerified ? 1 : 0;
                }
            }
        }

        Assert.Equal(world.Issuers.Sum(static issuer => issuer.Mint().Count), passed);
        Assert.Equal(hasCache ? passed : 0, world.Known);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_verifier_of_all_declarations_finds_the_kind_of_each(bool hasCache)
    {
        using var world = new LineWorld(hasCache: hasCache);
        foreach (var token in world.Issuers.SelectMany(static issuer => issuer.Mint()))
        {
            var any = await world.VerifyAsync(token.Text);
            var one = await world.VerifyAsync(token.Issuer.Kinds.Single(kind => kind.Name == token.Kind), token.Text);

            Assert.True(any.TryGetToken(out var read), $"{token}: {any}");
            Assert.True(one.TryGetToken(out var typed), $"{token}: {one}");
            Assert.Equal(typed.GetType(), read.GetType());
            Assert.Equal(token.Issuer.Fake.Issuer, read.Issuer);
        }
    }

    [Fact]
    public void Every_kind_of_every_provider_has_a_token_and_a_method()
    {
        using var world = new LineWorld();
        var providers = world.Issuers.Select(static issuer =>
            issuer.Name.Replace("Second", "", StringComparison.Ordinal)
        );
        Assert.Equal(Enum.GetNames<IdentityProvider>().Order(), providers.Distinct().Order());
        Assert.All(
            world.Issuers,
            static issuer =>
                Assert.Equal(
                    issuer.Kinds.Select(static kind => kind.Name).Order(),
                    issuer.Mint().Select(static token => token.Kind).Distinct().Order()
                )
        );
    }
}
