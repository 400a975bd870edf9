using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sources;

/// <summary>What a source is asked and may answer, and what its exceptions are worth.</summary>
public sealed class KeySetAnswerTests
{
    public static TheoryData<Exception, KeySetError, string?> Exceptions =>
        new()
        {
            { new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), KeySetError.TooLarge, null },
            {
                new HttpRequestException(HttpRequestError.NameResolutionError),
                KeySetError.Network,
                "NameResolutionError"
            },
            { new HttpRequestException("", Refusal()), KeySetError.PrivateAddress, "(why)" },
            { Refusal(), KeySetError.PrivateAddress, "(why)" },
            { new IOException("secret"), KeySetError.Network, null },
            { new TimeoutException("secret"), KeySetError.Timeout, null },
            { new OperationCanceledException("secret"), KeySetError.Timeout, null },
            { new InvalidOperationException("secret"), KeySetError.Unexpected, "InvalidOperationException" },
        };

    [Theory]
    [MemberData(nameof(Exceptions), DisableDiscoveryEnumeration = true)]
    public void An_exception_is_a_failure_with_a_reason_and_without_its_text(
        Exception exception,
        KeySetError error,
        string? detail
    )
    {
        var answer = KeySetAnswer.Failed(exception);

        Assert.Equal((error, detail), (answer.Error, answer.Detail));
        Assert.Null(answer.Document);
    }

    [Fact]
    public void An_answer_needs_a_document_or_an_error()
    {
        Assert.Throws<ArgumentNullException>(() => KeySetAnswer.Of(null!));
        var thrown = Assert.Throws<ArgumentException>(() => KeySetAnswer.Failed(KeySetError.None));
        Assert.StartsWith("A failure needs an error.", thrown.Message);
    }

    [Fact]
    public void A_request_needs_an_issuer_and_is_helped_by_any_key_set_unless_it_says_otherwise()
    {
        Assert.Throws<ArgumentNullException>(() => new KeySetRequest(null!));
        Assert.True(new KeySetRequest("https://issuer.test/").Helps(new KeySetReading([], [])));
    }

    [Fact]
    public void Keys_given_beforehand_have_no_source_to_be_asked()
    {
        using var world = new KeyStoreWorld();
        var given = new IssuerFacts(KeyStoreWorld.Issuer, new StaticKeySource("AA=="), null);
        var sources = new KeySources(null!, null!, world.Clock);

        var thrown = Assert.Throws<InvalidOperationException>(() =>
            sources.Of(new Route(world.Route.Provider, given), new RefreshPolicy())
        );
        Assert.Contains(nameof(StaticKeySource), thrown.Message, StringComparison.Ordinal);
    }

    private static PrivateAddressException Refusal() => new("why");
}
