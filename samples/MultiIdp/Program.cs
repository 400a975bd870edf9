using System.Diagnostics;
using MultiIdp;
using MultiIdp.Acts;
using MultiIdp.Serving;

if (args.Contains("--serve"))
{
    return await TokenApi.RunAsync();
}

var clock = new SkippingClock();
var watch = Stopwatch.StartNew();
await using var world = await World.StartAsync(clock);
await using var service = await Service.StartAsync(world, clock);
var stage = new Stage(world, clock, service, new Report(Console.Out));
Console.WriteLine($"Six identity providers on loopback, one worker. Auth0, for example, is {world.Auth0.Issuer}");

await GoodTokens.PlayAsync(stage);
await BadTokens.PlayAsync(stage);
await WrongKinds.PlayAsync(stage);
await OneClient.PlayAsync(stage);
await Rotation.PlayAsync(stage);
await Outage.PlayAsync(stage);

return stage.Report.Finish(watch.Elapsed);
