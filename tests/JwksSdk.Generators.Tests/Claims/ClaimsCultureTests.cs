using System.Globalization;

namespace JwksSdk.Generators.Tests.Claims;

/// <summary>What is emitted does not depend on who builds it, and where.</summary>
public sealed class ClaimsCultureTests
{
    private static readonly string Source = ClaimsSource.Record(
        """
        [JwtClaim("IDENTITY_ID")] public long IdentityId { get; init; }
        [JwtClaim("İ", Form = (ClaimForm)0)] public DateTimeOffset? Issued { get; init; }
        """
    );

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void Emitted_text_is_the_same_in_every_culture(string culture)
    {
        var expected = GeneratorHarness.Run<JwtClaimsGenerator>(Source).File;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.NotEqual(CultureInfo.InvariantCulture, CultureInfo.CurrentCulture);

            Assert.Equal(expected, GeneratorHarness.Run<JwtClaimsGenerator>(Source).File);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
