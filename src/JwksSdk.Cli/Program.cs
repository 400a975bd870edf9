using JwksSdk.Cli;

return await JwksTool.RunAsync(args, Console.Out, Console.Error, TimeProvider.System).ConfigureAwait(false);
