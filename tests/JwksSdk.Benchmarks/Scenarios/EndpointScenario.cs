using System.Globalization;
using System.Text;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>What reaches the provider when things go wrong, counted; exact, whatever the machine.</summary>
internal sealed class EndpointScenario : IScenario
{
    private const string Sdk = SubjectNames.Us;
    private const string DiscoveringSdk = SubjectNames.DiscoveringUs;
    private const int Tokens = 10_000;

    public string Name => "endpoint";

    public string Question => "How many requests does the provider get, and does a good token suffer?";

    public IEnumerable<Figure> Run(Effort effort, int seed) =>
        [
            .. Both("cold, 10,000 tokens at once", "requests", Stampede),
            Count("cold, 10,000 tokens at once", DiscoveringSdk, "requests", new DiscoveringEndpointClient(), Stampede),
            .. Stampedes(issuers: 10),
            .. Stampedes(issuers: 100),
            .. Both("10,000 unknown kids", "requests", UnknownKeys),
            .. Both("down at a cold cache, 1,000 tokens", "requests", Down),
            Count(
                "down at a cold cache, 1,000 tokens, with retries",
                Sdk,
                "requests",
                SdkEndpointClient.AsItComes(),
                Down
            ),
            .. Both("first token after a rotation", "refused", Rotation),
            .. Both(
                "first token after a rotation, right after 10,000 unknown kids",
                "refused",
                RotationAfterUnknownKeys
            ),
            // A peer has no clock to move: until five minutes are over it refuses such a token in any case.
            Count(
                "first token after a rotation, 30 s after 10,000 unknown kids",
                Sdk,
                "refused",
                new SdkEndpointClient(),
                RotationLaterThanUnknownKeys
            ),
        ];

    private Figure[] Both(string what, string unit, Func<EndpointClient, Task<int>> count) =>
        [
            Count(what, Sdk, unit, new SdkEndpointClient(), count),
            Count(what, SubjectNames.Managed, unit, new PeerEndpointClient(), count),
        ];

    private Figure Count<TClient>(
        string what,
        string subject,
        string unit,
        TClient client,
        Func<TClient, Task<int>> count
    )
        where TClient : EndpointClient
    {
        using (client)
        {
            return new Figure(Name, what, subject, unit, count(client).GetAwaiter().GetResult());
        }
    }

    private static async Task<int> Stampede(EndpointClient client)
    {
        var token = client.MintToken();
        await Stampede(client.Gate, async _ => await client.VerifyAsync(token) is null);
        return client.Pool.Requests.Total;
    }

    private Figure[] Stampedes(int issuers)
    {
        var addresses = TenantApplication.Issuers(issuers);
        return
        [
            Stampede(Sdk, new SdkManyIssuersClient(addresses)),
            Stampede(SubjectNames.Managed, new PeerManyIssuersClient(addresses)),
        ];

        Figure Stampede(string subject, ManyIssuersClient client)
        {
            using (client)
            {
                EndpointScenario.Stampede(client.Gate, i => client.VerifyAsync(i % issuers)).GetAwaiter().GetResult();
                var what = $"cold, {Tokens:N0} tokens at once, {issuers} issuers";
                return new Figure(Name, what, subject, "requests", client.Requests.Value);
            }
        }
    }

    private static async Task Stampede(Gate gate, Func<int, Task<bool>> verify)
    {
        gate.Close();
        // From all processors at once. Each call goes as far as it gets before the answer: all wait for it when the last one was made.
        var verifying = new Task<bool>[Tokens];
        Parallel.For(0, Tokens, i => verifying[i] = verify(i));
        Demand(verifying.All(static each => !each.IsCompleted));
        gate.Open();
        Demand((await Task.WhenAll(verifying)).All(static taken => taken));
    }

    private static async Task<int> UnknownKeys(EndpointClient client)
    {
        Demand(await client.VerifyAsync(client.MintToken()) is null);
        var before = client.Pool.Requests.Total;
        await SendUnknownKeys(client);
        return client.Pool.Requests.Total - before;
    }

    private static async Task<int> Down(EndpointClient client)
    {
        var token = client.MintToken();
        client.Pool.Stop();
        for (var i = 0; i < 1_000; i++)
        {
            Demand(await client.VerifyAsync(token) == client.NoKeys);
        }

        return client.Pool.Requests.Total;
    }

    private static async Task<int> Rotation(EndpointClient client)
    {
        Demand(await client.VerifyAsync(client.MintToken()) is null);
        return await RefusedAfterRotation(client);
    }

    private static async Task<int> RotationAfterUnknownKeys(EndpointClient client)
    {
        Demand(await client.VerifyAsync(client.MintToken()) is null);
        await SendUnknownKeys(client);
        return await RefusedAfterRotation(client);
    }

    private static async Task<int> RotationLaterThanUnknownKeys(SdkEndpointClient client)
    {
        Demand(await client.VerifyAsync(client.MintToken()) is null);
        await SendUnknownKeys(client);
        client.Clock!.Advance(TimeSpan.FromSeconds(30));
        return await RefusedAfterRotation(client);
    }

    private static async Task<int> RefusedAfterRotation(EndpointClient client)
    {
        client.Pool.Rotate();
        var token = client.MintToken();
        client.Gate.Close();
        var verifying = client.VerifyAsync(token);
        // Not before the call has come back: who asks for the keys without waiting for them is not to have them by chance.
        client.Gate.Open();
        var reason = await verifying;
        Demand(reason is null || reason == client.UnknownKey);
        return reason is null ? 0 : 1;
    }

    private static async Task SendUnknownKeys(EndpointClient client)
    {
        var parts = client.MintToken().Split('.');
        for (var i = 0; i < Tokens; i++)
        {
            var header = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"alg":"RS256","kid":"aB3+unknown/{{i:00000}}="}"""
            );
            var text = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header));
            Demand(await client.VerifyAsync($"{text}.{parts[1]}.{parts[2]}") == client.UnknownKey);
        }
    }

    private static void Demand(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("A token came to the wrong outcome.");
        }
    }
}
