using JwksSdk.Keys;

namespace JwksSdk.Tests.Keys;

/// <summary>One new connection for a try, whoever opens it: the platform, or a proxy whose tunnel hides it.</summary>
public sealed class OneConnectionTests : IDisposable
{
    private readonly HttpRequestMessage _request = new(HttpMethod.Get, "https://issuer.test/keys");

    public void Dispose() => _request.Dispose();

    [Fact]
    public void A_try_takes_one_connection_and_opens_no_other()
    {
        OneConnection.Renew(_request);
        OneConnection.Check(_request);
        OneConnection.Check(_request);
        OneConnection.Take(_request);

        Assert.Throws<IOException>(() => OneConnection.Check(_request));
        Assert.Throws<IOException>(() => OneConnection.Take(_request));
    }

    [Fact]
    public void The_next_try_of_a_request_takes_another()
    {
        OneConnection.Renew(_request);
        OneConnection.Take(_request);

        OneConnection.Renew(_request);

        OneConnection.Check(_request);
        OneConnection.Take(_request);
        Assert.Throws<IOException>(() => OneConnection.Take(_request));
    }

    [Fact]
    public void A_request_that_is_no_try_is_not_counted()
    {
        OneConnection.Take(_request);
        OneConnection.Take(_request);

        OneConnection.Check(_request);
    }
}
