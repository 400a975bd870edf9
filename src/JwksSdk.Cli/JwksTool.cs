using System.CommandLine;
using JwksSdk.Cli.Lock;

namespace JwksSdk.Cli;

/// <summary>The tool as a function of its arguments.</summary>
internal static class JwksTool
{
    /// <summary>Runs a command. An error is one line, without a stack trace.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where what was found goes.</param>
    /// <param name="error">Where errors go.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        TextWriter output,
        TextWriter error,
        TimeProvider clock,
        CancellationToken cancellationToken = default
    )
    {
        var root = new RootCommand("Pins the key sets of identity providers for the applications that use JwksSdk.")
        {
            new LockCommand(output, error, clock),
        };
        var parsed = root.Parse(args);
        try
        {
            return parsed.Errors.Count > 0
                ? throw new ToolException(parsed.Errors[0].Message)
                : await parsed
                    .InvokeAsync(
                        new InvocationConfiguration
                        {
                            Output = output,
                            Error = error,
                            EnableDefaultExceptionHandler = false,
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception
                    is ToolException
                        or ArgumentException
                        or IOException
                        or UnauthorizedAccessException
                        or OperationCanceledException
            )
        {
            await error.WriteLineAsync("jwks: " + exception.Message.ReplaceLineEndings(" ")).ConfigureAwait(false);
            return ExitCode.Unusable;
        }
    }
}
