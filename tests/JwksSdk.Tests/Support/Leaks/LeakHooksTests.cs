using System.Text.RegularExpressions;
using JwksSdk.Generators.Tests.Support;

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>No test makes a container or a logger past the capture of the suite.</summary>
public sealed partial class LeakHooksTests
{
    private const string Folder = "tests/JwksSdk.Tests";

    private static readonly string[] Hooks =
    [
        $"{Folder}/Support/TestServices.cs",
        $"{Folder}/Support/RecordingLogger.cs",
        $"{Folder}/Support/Leaks/LogCapture.cs",
        $"{Folder}/Support/Leaks/LeakHooksTests.cs",
    ];

    [Fact]
    public void Containers_and_loggers_are_made_where_the_capture_sees_them() =>
        Assert.Empty(
            Repository
                .SourceFiles(Folder)
                .Except(Hooks)
                .SelectMany(static file => Around().Matches(Repository.Read(file)).Select(match => $"{file}: {match}"))
        );

    /// <summary>README.md says why the other one needs no capture, and what a further one needs.</summary>
    [Fact]
    public void No_further_test_project_is_without_the_capture_unseen() =>
        Assert.Equal(
            [
                "JwksSdk.Benchmarks",
                "JwksSdk.ColdStart",
                "JwksSdk.Generators.Tests",
                "JwksSdk.PackageTests",
                "JwksSdk.Tests",
            ],
            Directory
                .EnumerateDirectories(Path.Combine(Repository.Root, "tests"))
                .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.csproj"))
                .Select(static path => Path.GetFileNameWithoutExtension(path))
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("var services = new ServiceCollection();")]
    [InlineData("private readonly ServiceCollection _services = [];")]
    [InlineData("ServiceCollection Services { get; } = new();")]
    [InlineData("Host.CreateApplicationBuilder()")]
    [InlineData("Host.CreateEmptyApplicationBuilder(null)")]
    [InlineData("WebApplication.CreateBuilder()")]
    [InlineData("WebApplication.CreateSlimBuilder()")]
    [InlineData("Host.CreateDefaultBuilder()")]
    [InlineData("new HostBuilder()")]
    [InlineData("new WebHostBuilder()")]
    [InlineData("WebApplication.Create()")]
    [InlineData("NullLogger.Instance")]
    [InlineData("NullLogger<T>.Instance")]
    [InlineData("NullLoggerFactory.Instance")]
    [InlineData("LoggerFactory.Create(static _ => { })")]
    [InlineData("new LoggerFactory()")]
    [InlineData("class Mine : ILogger")]
    [InlineData("class Mine(int x) : IDisposable, ILoggerProvider")]
    [InlineData("logging.ClearProviders();")]
    public void Every_way_around_is_known(string code) => Assert.Matches(Around(), code);

    [Theory]
    [InlineData("var services = TestServices.New();")]
    [InlineData("private readonly ServiceCollection _services = TestServices.New();")]
    [InlineData("private static void Add(ServiceCollection services)")]
    [InlineData("private ResolverCalls Calls(ILogger logger) =>")]
    public void What_is_allowed_is_let_alone(string code) => Assert.DoesNotMatch(Around(), code);

    [GeneratedRegex(
        @"new (ServiceCollection|LoggerFactory|HostBuilder|WebHostBuilder)\b"
            + @"|ServiceCollection \w+( \{ get; \})? = (\[|new)"
            + @"|\b(Host|WebApplication)\.Create\w*\("
            + @"|NullLogger|LoggerFactory\.Create|ClearProviders"
            + @"|\b(class|record|struct) [^\n{;]*:[^\n{;]*\bILogger"
    )]
    private static partial Regex Around();
}
