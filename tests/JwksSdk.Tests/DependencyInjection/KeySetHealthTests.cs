using JwksSdk.DependencyInjection;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>The health of key sets: the verdict as a table, and the checks as an application asks them.</summary>
public sealed class KeySetHealthTests : IDisposable
{
    private static readonly KeySetStatus None = new("P", "I");

    private static readonly KeySetStatus Held = None with
    {
        Source = "http",
        Keys = [new KeyStatus("t", "h", JwtAlgorithms.RS256)],
        Trust = TimeSpan.FromMinutes(90),
        TrustLeft = TimeSpan.FromMinutes(60),
        WasAsked = true,
    };

    private readonly TestApp _app = new();

    public static TheoryData<string, KeySetStatus, KeyStartup, bool, HealthStatus> Verdicts { get; } =
        Table(
            ("good", Held, HealthStatus.Healthy, HealthStatus.Healthy, HealthStatus.Healthy, HealthStatus.Healthy),
            (
                "never asked",
                None,
                HealthStatus.Degraded,
                HealthStatus.Unhealthy,
                HealthStatus.Healthy,
                HealthStatus.Healthy
            ),
            (
                "asked in vain",
                None with
                {
                    WasAsked = true,
                    LastError = KeySetError.Network,
                },
                HealthStatus.Degraded,
                HealthStatus.Unhealthy,
                HealthStatus.Degraded,
                HealthStatus.Healthy
            ),
            (
                "expired",
                Held with
                {
                    TrustLeft = TimeSpan.Zero,
                },
                HealthStatus.Degraded,
                HealthStatus.Unhealthy,
                HealthStatus.Degraded,
                HealthStatus.Unhealthy
            )
        );

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Without_trusted_keys_the_declaration_says_how_bad_that_is(
        string state,
        KeySetStatus set,
        KeyStartup startup,
        bool isPrimary,
        HealthStatus expected
    ) => Assert.Equal((state, expected), (state, KeySetHealth.Of(set, startup, isPrimary).Status));

    [Theory]
    [InlineData(30, KeySetError.Timeout, 0, HealthStatus.Degraded)]
    [InlineData(30.1, KeySetError.Timeout, 0, HealthStatus.Healthy)]
    [InlineData(30, KeySetError.None, 0, HealthStatus.Healthy)]
    [InlineData(30, KeySetError.None, 29.9, HealthStatus.Healthy)]
    [InlineData(30, KeySetError.None, 30, HealthStatus.Degraded)]
    [InlineData(0.1, KeySetError.None, 3_000, HealthStatus.Degraded)]
    [InlineData(30.1, KeySetError.None, 3_000, HealthStatus.Healthy)]
    public void At_a_third_of_the_trust_keys_that_are_not_renewed_degrade(
        double minutesLeft,
        KeySetError lastError,
        double secondsOverdue,
        HealthStatus expected
    )
    {
        var set = Held with
        {
            TrustLeft = TimeSpan.FromMinutes(minutesLeft),
            LastError = lastError,
            Overdue = TimeSpan.FromSeconds(secondsOverdue),
        };

        Assert.Equal(expected, KeySetHealth.Of(set, KeyStartup.Required, isPrimary: true).Status);
    }

    [Fact]
    public void Keys_of_a_stand_in_degrade() =>
        Assert.Equal(
            HealthStatus.Degraded,
            KeySetHealth.Of(Held with { IsStandIn = true }, KeyStartup.Required, isPrimary: true).Status
        );

    [Fact]
    public void Keys_given_beforehand_are_healthy_for_ever() =>
        Assert.Equal(
            HealthStatus.Healthy,
            KeySetHealth
                .Of(
                    Held with
                    {
                        Trust = TimeSpan.MaxValue,
                        TrustLeft = TimeSpan.MaxValue,
                    },
                    KeyStartup.Required,
                    isPrimary: true
                )
                .Status
        );

    [Fact]
    public async Task Every_declaration_has_a_check_whatever_the_order_of_registration()
    {
        _app.Add(name: "Acme.First");
        _app.Services.AddHealthChecks().AddJwksKeySets("ready").AddJwksKeySets();
        _app.Add<TestApp.Second>(name: "Eu.Second", domain: "eu.auth0.com")
            .Add<TestApp.Third>(name: "Us.Second", domain: "us.auth0.com");

        var report = await CheckAsync();

        Assert.Equal(["jwks:First", "jwks:Eu.Second", "jwks:Us.Second"], report.Entries.Keys);
        Assert.All(report.Entries.Values, static entry => Assert.Equal(["ready"], entry.Tags));
        Assert.Empty(_app.Endpoint.Requests);
    }

    [Fact]
    public async Task A_declaration_is_as_healthy_as_the_worst_of_its_issuers_and_says_what_it_knows_of_each()
    {
        _app.Add(KeyStartup.Required, configure: static options => options.CustomDomain = "login.acme.com");
        _app.Services.AddHealthChecks().AddJwksKeySets();
        await _app.RefreshAsync();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);

        await _app.RefreshAsync("https://login.acme.com/");
        _app.Clock.Advance(TimeSpan.FromMinutes(70));
        await _app.RefreshAsync();
        _app.Fail();
        await _app.RefreshAsync("https://login.acme.com/");

        var entry = (await CheckAsync()).Entries.Values.Single();
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal("There are no trusted keys of https://login.acme.com/: Status.", entry.Description);
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["https://acme.eu.auth0.com/ trust left"] = 4200.0,
                ["https://acme.eu.auth0.com/ last error"] = "None",
                ["https://acme.eu.auth0.com/ source"] = "http",
                ["https://login.acme.com/ trust left"] = 0.0,
                ["https://login.acme.com/ last error"] = "Status",
                ["https://login.acme.com/ source"] = "http",
            },
            entry.Data
        );
    }

    [Fact]
    public async Task With_a_lifetime_of_a_day_a_key_set_is_never_degraded_while_it_is_renewed_in_time()
    {
        _app.Add();
        _app.Services.AddHealthChecks().AddJwksKeySets();
        _app.Services.Configure<KeySetOptions>(static options => options.Lifetime = TimeSpan.FromHours(24));
        await _app.StartAsync();
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => _app.Status.IsTrusted);

        for (var hour = 0; hour < 48; hour++)
        {
            _app.Clock.Advance(TimeSpan.FromHours(1));
            await Eventually.TrueAsync(() => _app.Status is { IsFetching: false, Overdue.Ticks: 0 });
            Assert.Equal((hour, HealthStatus.Healthy), (hour, (await CheckAsync()).Status));
        }
    }

    public void Dispose() => _app.Dispose();

    private Task<HealthReport> CheckAsync() =>
        _app
            .Host.Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken);

    /// <summary>Each state with the verdicts for Degraded, Required, Lazy, and for a further issuer of a declaration that requires keys.</summary>
    private static TheoryData<string, KeySetStatus, KeyStartup, bool, HealthStatus> Table(
        params (
            string Name,
            KeySetStatus Set,
            HealthStatus Degraded,
            HealthStatus Required,
            HealthStatus Lazy,
            HealthStatus Further
        )[] rows
    )
    {
        var table = new TheoryData<string, KeySetStatus, KeyStartup, bool, HealthStatus>();
        foreach (var row in rows)
        {
            table.Add(row.Name, row.Set, KeyStartup.Degraded, true, row.Degraded);
            table.Add(row.Name, row.Set, KeyStartup.Required, true, row.Required);
            table.Add(row.Name, row.Set, KeyStartup.Lazy, true, row.Lazy);
            table.Add(row.Name, row.Set, KeyStartup.Required, false, row.Further);
        }

        return table;
    }
}
