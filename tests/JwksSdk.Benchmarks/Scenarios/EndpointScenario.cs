using System.Globalization;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>What reaches the provider when things go wrong, counted; exact, whatever the machine.</summary>
internal sealed class EndpointScenario : IScenario
{
    private const string Sdk = "JwksSdk";
    private const int Tokens = 10_000;

    public string Name => "endpoint";

    public string Question => "How many requests does the provider get, and does a good token suffer?";

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        yield return Count("cold, 10,000 tokens at once", "requests", static (pool, staff, _) => Stampede(pool, staff));
        yield return Count("10,000 unknown kids", "requests", static (pool, staff, _) => UnknownKeys(pool, staff));
        yield return Count(
            "down at a cold cache, 1,000 tokens",
            "requests",
            static (pool, staff, _) => Down(pool, staff)
        );
        yield return Count("first token after a rotation, 30 s after 10,000 unknown kids", "refused", Rotation);
    }

    private Figure Count(
        string what,
        string unit,
        Func<FakeCognito, StaffIdentity, ManualTimeProvider, Task<int>> count
    )
    {
        var clock = new ManualTimeProvider();
        var pool = new FakeCognito("eu-west-1_Ab12Cd34E", clock: clock);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        // Retries would be requests that the store did not ask for.
#pragma warning disable EXTEXP0001 // The package calls its own way to remove handlers experimental.
        services.AddStaffIdentity().UseFake(pool).HttpClientBuilder.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        using var provider = services.BuildServiceProvider();
        var value = count(pool, provider.GetRequiredService<StaffIdentity>(), clock).GetAwaiter().GetResult();
        return new Figure(Name, what, Sdk, unit, value);
    }

    private static async Task<int> Stampede(FakeCognito pool, StaffIdentity staff)
    {
        var token = pool.MintAccessToken();
        var results = await Task.WhenAll(
            Enumerable.Range(0, Tokens).Select(_ => Task.Run(async () => await staff.VerifyAccessTokenAsync(token)))
        );
        Demand(results.All(static result => result.IsVerified));
        return pool.KeySetRequests;
    }

    private static async Task<int> UnknownKeys(FakeCognito pool, StaffIdentity staff)
    {
        Demand((await staff.VerifyAccessTokenAsync(pool.MintAccessToken())).IsVerified);
        await SendUnknownKeys(pool, staff);
        return pool.KeySetRequests - 1;
    }

    private static async Task<int> Down(FakeCognito pool, StaffIdentity staff)
    {
        var token = pool.MintAccessToken();
        pool.Stop();
        for (var i = 0; i < 1_000; i++)
        {
            Demand((await staff.VerifyAccessTokenAsync(token)).Error.CannotDecide);
        }

        return pool.KeySetRequests;
    }

    private static async Task<int> Rotation(FakeCognito pool, StaffIdentity staff, ManualTimeProvider clock)
    {
        Demand((await staff.VerifyAccessTokenAsync(pool.MintAccessToken())).IsVerified);
        await SendUnknownKeys(pool, staff);
        clock.Advance(TimeSpan.FromSeconds(30));
        pool.Rotate();
        return (await staff.VerifyAccessTokenAsync(pool.MintAccessToken())).IsVerified ? 0 : 1;
    }

    private static async Task SendUnknownKeys(FakeCognito pool, StaffIdentity staff)
    {
        var parts = pool.MintAccessToken().Split('.');
        for (var i = 0; i < Tokens; i++)
        {
            var header = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"alg":"RS256","kid":"aB3+unknown/{{i:00000}}="}"""
            );
            var token = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(header));
            Demand(!(await staff.VerifyAccessTokenAsync($"{token}.{parts[1]}.{parts[2]}")).IsVerified);
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

/// <summary>A user pool whose keys are at an address that follows from its id.</summary>
[JwksProvider(IdentityProvider.Cognito, UserPoolId = "eu-west-1_Ab12Cd34E", ClientId = "1acmeclient00000000000000")]
internal sealed partial class StaffIdentity;
