using System.Diagnostics;
using JwksSdk.Benchmarks.Limits;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Reporting;
using JwksSdk.Benchmarks.Scenarios;

namespace JwksSdk.Benchmarks;

/// <summary>What a run was asked for.</summary>
internal sealed record SessionOptions(bool Quick, string? Only, FileInfo? Json, bool Check, bool Publish, int Seed)
{
    /// <summary>Whether a scenario is to run: by its name even where a quick run would leave it out.</summary>
    public bool Asks(IScenario scenario) => Only is null ? !(Quick && scenario.TakesLong) : scenario.Name == Only;
}

/// <summary>One run: measures, shows, writes, judges.</summary>
internal static class Session
{
    private static readonly IScenario[] Scenarios =
    [
        new VerifyScenario(),
        new RefusalScenario(),
        new FederationScenario(),
        new CacheScenario(),
        new ThreadScenario(),
        new ScaleScenario(),
        new EndpointScenario(),
        new ColdStartScenario(),
        new GeneratorScenario(),
        new NodeScenario(),
    ];

    /// <summary>Runs.</summary>
    /// <returns>The exit code: 0, or 1 past a limit, or 2 for what cannot be asked for.</returns>
    public static int Run(SessionOptions options)
    {
        var chosen = Scenarios.Where(options.Asks).ToArray();
        if (chosen.Length == 0)
        {
            Console.Error.WriteLine(
                $"No scenario {options.Only}; there are {string.Join(", ", Scenarios.Select(static each => each.Name))}."
            );
            return 2;
        }

        if (options is { Publish: true, Quick: true } or { Publish: true, Only: not null })
        {
            Console.Error.WriteLine(
                "--publish is for a full run of everything: it goes neither with --quick nor with --only."
            );
            return 2;
        }

        var machine = Machine.Describe();
        Console.WriteLine(machine.ToString());
        var effort = options.Quick ? Effort.Quick : Effort.Full;
        var figures = new List<Figure>();
        var failures = 0;
        foreach (var scenario in chosen)
        {
            Console.WriteLine($"\n{scenario.Name}: {scenario.Question}");
            var begun = Stopwatch.GetTimestamp();
            var measured = scenario.Run(effort, options.Seed).ToArray();
            Table.Write(measured);
            Console.WriteLine($"({Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s)");
            if (options.Check && Past(measured).Any())
            {
                Console.WriteLine($"Past a limit: measured once more (load {Machine.Load():0.0}).");
                measured = [.. scenario.Run(effort, options.Seed + 1)];
                Table.Write(measured);
            }

            failures += options.Check ? Judge(measured) : 0;
            figures.AddRange(measured);
        }

        failures += options is { Check: true, Only: null, Quick: false } ? Unmeasured(figures) : 0;
        if (options.Json is { } file)
        {
            FigureFile.Write(file, machine, options, figures);
        }

        if (options.Publish)
        {
            Publication.Write(machine, options, Scenarios, figures);
        }

        return failures == 0 ? 0 : 1;
    }

    /// <summary>A promise about what is not measured any more is none.</summary>
    private static int Unmeasured(IReadOnlyList<Figure> measured)
    {
        var values = measured.ToDictionary(static figure => figure.Key, static figure => figure.Value);
        var unmeasured = AllLimits.List.Where(limit => limit.ValueIn(values) is null).ToArray();
        foreach (var limit in unmeasured)
        {
            Console.WriteLine($"FAILED, row {limit.Row}: {limit.Figure} was not measured.");
        }

        return unmeasured.Length;
    }

    private static int Judge(IReadOnlyList<Figure> measured)
    {
        var past = Past(measured).ToArray();
        foreach (var (limit, value) in past)
        {
            Console.WriteLine($"FAILED, row {limit.Row}: {limit.Figure} is {value:0.###}, limit {limit.Bound}.");
        }

        if (past.Length > 0 && Machine.Load() is var load && Machine.IsBusy(load))
        {
            Console.WriteLine($"The load of this machine is {load:0.0}: on a busy machine ratios mislead.");
        }

        return past.Length;
    }

    private static IEnumerable<(Limit Limit, double Value)> Past(IReadOnlyList<Figure> measured)
    {
        var values = measured.ToDictionary(static figure => figure.Key, static figure => figure.Value);
        return AllLimits
            .List.Select(limit => (Limit: limit, Value: limit.ValueIn(values)))
            .Where(static each => each.Value is { } value && !each.Limit.Holds(value))
            .Select(static each => (each.Limit, each.Value!.Value));
    }
}
