using System.Diagnostics;
using JwksSdk.Benchmarks.Limits;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Reporting;
using JwksSdk.Benchmarks.Scenarios;

namespace JwksSdk.Benchmarks;

/// <summary>What a run was asked for.</summary>
internal sealed record SessionOptions(bool Quick, string? Only, FileInfo? Json, bool Check, bool Publish, int Seed)
{
    /// <summary>Whether figures are held to their limits: those that are published are.</summary>
    public bool Judges => Check || Publish;

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

        if (options.Json is { Directory.Exists: false } missing)
        {
            Console.Error.WriteLine($"There is no folder {missing.DirectoryName}.");
            return 2;
        }

        var machine = Machine.Describe();
        Console.WriteLine(machine.ToString());
        if (Machine.IsBusy(machine.LoadBefore))
        {
            Console.WriteLine(
                "The machine is busy with other work: times mislead, those in other threads most of all."
            );
        }

        var figures = new List<Figure>();
        var failures = 0;
        foreach (var scenario in chosen)
        {
            var (measured, failed) = Measure(scenario, options);
            figures.AddRange(measured);
            failures += failed;
        }

        if (options.Json is { } file)
        {
            FigureFile.Write(file, machine, options, figures);
        }

        if (options.Publish && failures == 0)
        {
            Publication.Write(machine, options, Scenarios, figures);
        }

        return failures == 0 ? 0 : 1;
    }

    /// <summary>Measures a scenario and shows it: once more where a figure is past its limit. What is past it both times fails.</summary>
    private static (Figure[] Figures, int Failures) Measure(IScenario scenario, SessionOptions options)
    {
        var effort = options.Quick ? Effort.Quick : Effort.Full;
        Console.WriteLine($"\n{scenario.Name}: {scenario.Question}");
        var measured = Show(scenario, effort, options.Seed);
        var past = options.Judges ? Past(scenario, measured) : [];
        if (past.Length == 0)
        {
            return (measured, 0);
        }

        Console.WriteLine($"Past a limit: measured once more (load {Machine.Load():0.0}).");
        measured = Show(scenario, effort, options.Seed + 1);
        var again = Past(scenario, measured);
        // What is published is held to every limit, whichever it was past before.
        return (measured, Judge(measured, options.Publish ? again : [.. past.Intersect(again)]));
    }

    private static Figure[] Show(IScenario scenario, Effort effort, int seed)
    {
        var begun = Stopwatch.GetTimestamp();
        Figure[] measured = [.. scenario.Run(effort, seed)];
        Table.Write(measured);
        Console.WriteLine($"({Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s)");
        return measured;
    }

    private static int Judge(Figure[] measured, Limit[] past)
    {
        var values = measured.ToDictionary(static figure => figure.Key, static figure => figure.Value);
        foreach (var limit in past)
        {
            var what = limit.ValueIn(values) is { } value
                ? $"is {value:0.###}, limit {limit.Bound}"
                : "was not measured";
            Console.WriteLine($"FAILED, row {limit.Row}: {limit.Figure} {what}.");
        }

        if (past.Length > 0 && Machine.Load() is var load && Machine.IsBusy(load))
        {
            Console.WriteLine($"The load of this machine is {load:0.0}: on a busy machine ratios mislead.");
        }

        return past.Length;
    }

    /// <summary>The limits of a scenario that do not hold. A promise about what is not measured any more is none.</summary>
    private static Limit[] Past(IScenario scenario, Figure[] measured)
    {
        var values = measured.ToDictionary(static figure => figure.Key, static figure => figure.Value);
        return
        [
            .. AllLimits
                .List.Where(limit => limit.Figure.StartsWith($"{scenario.Name} / ", StringComparison.Ordinal))
                .Where(limit => !(limit.ValueIn(values) is { } value && limit.Holds(value))),
        ];
    }
}
