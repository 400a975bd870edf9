using System.Globalization;
using JwksSdk.Tests.Line.Oracle;

namespace JwksSdk.Tests.Line;

/// <summary>Inputs that every provider has, through the generated options and clients of each.</summary>
public sealed class LineInputsTests : IDisposable
{
    private const int Skew = 17;

    private readonly LineWorld _world = new(
        hasCache: true,
        inputs: new Dictionary<string, string?>
        {
            ["AllowBoundTokens"] = "true",
            ["ClockSkewSeconds"] = Skew.ToString(CultureInfo.InvariantCulture),
        }
    );

    public static TheoryData<string> Providers => LineWorld.Providers;

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_bound_token_passes_where_that_is_declared_and_says_to_what_it_is_bound(string provider)
    {
        var issuer = _world[provider];
        foreach (var kind in issuer.Kinds)
        {
            var token = issuer.Raw(kind.Name);
            RawToken.Set(token.Claims, "cnf", "{\"jkt\":\"a thumbprint\"}");
            var text = token.Sign();
            foreach (var result in new[] { await _world.VerifyAsync(kind, text), await _world.VerifyAsync(text) })
            {
                Assert.True(result.TryGetToken(out var bound), $"{provider} {kind.Name}: {result.Error}");
                Assert.Equal("a thumbprint", bound.Confirmation!.KeyThumbprint);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_declared_skew_ends_to_the_second(string provider)
    {
        var issuer = _world[provider];
        var now = _world.Clock.GetUtcNow().ToUnixTimeSeconds();
        (string Claim, long Date, JwtErrorCode Error)[] bounds =
        [
            ("exp", now - Skew + 1, JwtErrorCode.None),
            ("exp", now - Skew, JwtErrorCode.Expired),
            ("nbf", now + Skew, JwtErrorCode.None),
            ("nbf", now + Skew + 1, JwtErrorCode.NotYetValid),
            ("iat", now + Skew, JwtErrorCode.None),
            ("iat", now + Skew + 1, JwtErrorCode.IssuedInFuture),
        ];
        foreach (var kind in issuer.Kinds)
        {
            foreach (var (claim, date, error) in bounds)
            {
                var token = issuer.Raw(kind.Name);
                RawToken.Set(token.Claims, claim, date.ToString(CultureInfo.InvariantCulture));
                var text = token.Sign();
                Assert.Equal((claim, date, error), (claim, date, (await _world.VerifyAsync(kind, text)).Error.Code));
                Assert.Equal((claim, date, error), (claim, date, (await _world.VerifyAsync(text)).Error.Code));
            }
        }
    }
}
