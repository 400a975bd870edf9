using System.CommandLine;
using System.Globalization;
using JwksSdk.Benchmarks;

// Figures are found by what they are called, numbers in it included.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var quick = new Option<bool>("--quick")
{
    Description = "Measures for a minute, without what takes long; for a look, not for quoting.",
};
var only = new Option<string?>("--only") { Description = "The name of the one scenario to run." };
var json = new Option<FileInfo?>("--json") { Description = "Writes all figures to a file." };
var check = new Option<bool>("--check")
{
    Description = "Fails when a figure is past its limit and still is when the scenario is measured once more.",
};
var publish = new Option<bool>("--publish")
{
    Description =
        "Checks, and writes the figures of a full run that passed into the repository: Results/, and the tables of both READMEs.",
};
var seed = new Option<int>("--seed") { Description = "Decides orders.", DefaultValueFactory = static _ => 20261129 };
var command = new RootCommand("Measures JwksSdk and its peers side by side.")
{
    quick,
    only,
    json,
    check,
    publish,
    seed,
};
command.SetAction(result =>
    Session.Run(
        new SessionOptions(
            result.GetValue(quick),
            result.GetValue(only),
            result.GetValue(json),
            result.GetValue(check),
            result.GetValue(publish),
            result.GetValue(seed)
        )
    )
);
return command.Parse(args).Invoke();
