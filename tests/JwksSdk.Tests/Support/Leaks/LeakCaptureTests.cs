using System.Diagnostics;
using JwksSdk.Testing;
using JwksSdk.Tests.Parsing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>That the capture sees what it is for: a capture of nothing would find nothing, too.</summary>
public sealed class LeakCaptureTests
{
    [Fact]
    public void Everything_of_a_log_entry_of_a_container_is_kept_at_every_level()
    {
        using var provider = TestServices.New().BuildServiceProvider();

        LogTo(provider.GetRequiredService<ILoggerFactory>(), "container");

        AssertLogged("container");
    }

    [Fact]
    public void Everything_of_a_log_entry_of_a_host_is_kept()
    {
        using var host = TestServices.NewHost().Build();

        LogTo(host.Services.GetRequiredService<ILoggerFactory>(), "whole host");

        AssertLogged("whole host");
    }

    [Fact]
    public async Task Everything_of_a_log_entry_of_a_server_is_kept()
    {
        await using var server = TestServices.NewServer();

        LogTo(server.Services.GetRequiredService<ILoggerFactory>(), "server");

        AssertLogged("server");
    }

    [Fact]
    public void Everything_of_a_log_entry_of_the_recording_logger_is_kept()
    {
        LogTo(new RecordingLogger(), "recorder");

        AssertLogged("recorder");
    }

    [Fact]
    public void What_an_exception_of_the_library_says_is_kept()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => JwtErrors.For((JwtErrorCode)71_824_366));

        Assert.Contains(LeakCapture.Texts.Origins.Keys, static text => text.Contains("71824366"));
    }

    [Fact]
    public void What_an_exception_says_that_passes_through_the_library_is_kept_with_all_within()
    {
        var thrown = new AggregateException(
            "thrown outside, caught outside",
            new InvalidOperationException("the first of the exceptions within"),
            new OwnTextException("the second of the exceptions within")
        );
        thrown.Data["a key of the data of an exception"] = "a value of the data of an exception";

        Assert.Throws<AggregateException>(() => Forgery.WithAlteredClaims(Token(), _ => throw thrown));

        AssertKept(
            "thrown outside, caught outside (the first of the exceptions within) (the second of the exceptions within)",
            "the first of the exceptions within",
            "the second of the exceptions within",
            "a text form that an exception has of its own",
            "a key of the data of an exception",
            "a value of the data of an exception"
        );
    }

    [Fact]
    public void What_an_exception_of_tests_alone_says_is_nobodys_business()
    {
        Action fail = static () => throw new InvalidOperationException("of tests and no one else");

        Assert.Throws<InvalidOperationException>(fail);

        Assert.DoesNotContain("of tests and no one else", LeakCapture.Texts.Origins.Keys);
    }

    [Fact]
    public void Everything_of_an_activity_of_the_library_is_kept()
    {
        using var source = new ActivitySource(JwksTelemetry.ActivitySourceName);
        using (var activity = source.StartActivity("the operation's name of an activity"))
        {
            activity!.DisplayName = "the display name of an activity";
            activity.SetTag("the name of a tag of an activity", "the value of a tag of an activity");
            activity.SetBaggage("the name of baggage of an activity", "the value of baggage of an activity");
            activity.SetStatus(ActivityStatusCode.Error, "the status of an activity");
            activity.TraceStateString = "the=trace=state=of=an=activity";
            activity.AddEvent(new("the name of an event of it", default, [new("t", "the tag of an event of it")]));
            activity.AddLink(new(default, [new("t", "the tag of a link of an activity")]));
        }

        AssertKept(
            "the operation's name of an activity",
            "the display name of an activity",
            "the name of a tag of an activity",
            "the value of a tag of an activity",
            "the name of baggage of an activity",
            "the value of baggage of an activity",
            "the status of an activity",
            "the=trace=state=of=an=activity",
            "the name of an event of it",
            "the tag of an event of it",
            "the tag of a link of an activity"
        );
    }

    [Fact]
    public void Tags_of_measurements_are_kept()
    {
        var metrics = TestMetrics.New();
        metrics.Token("the provider of a counter", JwtErrorCode.None);
        metrics.Fetch("the provider of a histogram", null, TimeSpan.Zero);
        metrics.Observe(static () => [new("the provider of a gauge", "the issuer of a gauge", null, TimeSpan.Zero)]);
        LeakCapture.ReadGauges();

        AssertKept(
            "the provider of a counter",
            "the provider of a histogram",
            "the provider of a gauge",
            "the issuer of a gauge"
        );
    }

    [Fact]
    public void Every_token_that_is_made_is_known()
    {
        var signed = Token();
        string[] made =
        [
            signed,
            Forgery.WithoutSignature(signed),
            Forgery.SignedWithPublicKey(signed, KeySets.Rsa),
            Forgery.SignedByStranger(signed),
            Forgery.WithAlteredClaims(signed, static claims => claims["a"] = 1),
            new UnsignedToken("a kid of a capture", null).Text,
            Compact.Token(claims: """{"iss":"a capture"}"""),
        ];

        Assert.Subset(LeakCapture.Secrets.Tokens.ToHashSet(), made.ToHashSet());
    }

    [Fact]
    public async Task What_declarations_and_approvals_say_is_known_and_nothing_else()
    {
        var services = TestServices.New();
        new TestDeclaration().Add(services, null, static options => options.Domain = "capture.eu.auth0.com");
        await using var provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<IOptions<TestOptions>>().Value);
        await LeakCapture.Secrets.DeclareOn(new(true), "https://approved.capture.test/");
        await LeakCapture.Secrets.DeclareOn(new(false), "https://refused.capture.test/");

        var declared = LeakCapture.Secrets.Declared;

        Assert.Contains("https://capture.eu.auth0.com/", declared);
        Assert.Contains("https://api.acme.test/", declared);
        Assert.Contains("https://approved.capture.test/", declared);
        Assert.DoesNotContain("https://refused.capture.test/", declared);
    }

    private static string Token() => KeySets.Rsa.Sign("""{"alg":"RS256","kid":"rsa-1"}""", """{"iss":"i"}""");

    private static void LogTo(ILoggerFactory loggers, string where)
    {
        var logger = loggers.CreateLogger("Capture");
        using (logger.BeginScope("a scope as a text, of a {Where}", $"value in a scope of a {where}"))
        {
            logger.LogTrace(
                new IOException($"an exception that is logged by a {where}"),
                "a message with {One} and {Several}",
                $"one value of a {where}",
                (string[])[$"one of several values of a {where}"]
            );
        }
    }

    private static void AssertLogged(string where) =>
        AssertKept(
            $"a scope as a text, of a value in a scope of a {where}",
            $"value in a scope of a {where}",
            $"an exception that is logged by a {where}",
            $"a message with one value of a {where} and one of several values of a {where}",
            $"one value of a {where}",
            $"one of several values of a {where}"
        );

    private static void AssertKept(params string[] texts) =>
        Assert.Subset(LeakCapture.Texts.Origins.Keys.ToHashSet(), texts.ToHashSet());

    private sealed class OwnTextException(string message) : Exception(message)
    {
        public override string ToString() => "a text form that an exception has of its own";
    }
}
