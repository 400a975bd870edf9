using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using JwksSdk.Keys;

namespace JwksSdk.Cli.Lock;

/// <summary><c>jwks lock</c>: what its command line means.</summary>
internal sealed class LockCommand : Command
{
    private readonly Option<string[]> _issuers = new("--issuer")
    {
        Description =
            "An issuer, exactly as tokens name it; may be repeated. Without one, every issuer in the file is captured anew.",
        HelpName = "uri",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<string?> _jwksUri = new("--jwks-uri")
    {
        Description =
            "The address of the one issuer's key set. By default the one in the file, or else what the issuer's discovery document names.",
        HelpName = "uri",
    };

    private readonly Option<string> _path = new("--out")
    {
        Description = "The file.",
        HelpName = "file",
        DefaultValueFactory = static _ => KeySetLock.FileName,
    };

    private readonly Option<bool> _privateNetwork = new("--private-network")
    {
        Description = "The issuers are on a private network: connections to private addresses are allowed.",
    };

    private readonly Option<bool> _check = new("--check")
    {
        Description = "Writes nothing, and ends with code 1 when the file is not what is published.",
    };

    private readonly Option<TimeSpan?> _maxAge = new("--max-age")
    {
        Description = "With --check: how old a capture may be, in days or hours, such as 30d or 12h; at most 90d.",
        HelpName = "age",
        CustomParser = ParseAge,
    };

    public LockCommand(TextWriter output, TextWriter error, TimeProvider clock)
        : base("lock", "Fetches key sets, and pins their public keys in a file for when a provider is down.")
    {
        Options.Add(_issuers);
        Options.Add(_jwksUri);
        Options.Add(_path);
        Options.Add(_privateNetwork);
        Options.Add(_check);
        Options.Add(_maxAge);
        Validators.Add(Validate);
        SetAction(
            (parsed, cancellationToken) =>
            {
                var run = new LockRun(output, error, clock)
                {
                    Issuers = parsed.GetRequiredValue(_issuers),
                    JwksUri = parsed.GetValue(_jwksUri),
                    Path = parsed.GetRequiredValue(_path),
                    PrivateNetwork = parsed.GetValue(_privateNetwork),
                    IsCheck = parsed.GetValue(_check),
                    MaxAge = parsed.GetValue(_maxAge),
                };
                return run.RunAsync(cancellationToken);
            }
        );
    }

    private void Validate(CommandResult command)
    {
        if (command.GetResult(_jwksUri) is not null && (command.GetValue(_issuers)?.Length ?? 0) != 1)
        {
            command.AddError("--jwks-uri needs exactly one --issuer.");
        }

        if (command.GetResult(_maxAge) is not null && !command.GetValue(_check))
        {
            command.AddError("--max-age needs --check: how long keys are trusted is the application's to say.");
        }
    }

    private static TimeSpan? ParseAge(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        TimeSpan? unit =
            text.EndsWith('d') ? TimeSpan.FromDays(1)
            : text.EndsWith('h') ? TimeSpan.FromHours(1)
            : null;
        if (
            unit is { } one
            && int.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number * one is var age
            && age > TimeSpan.Zero
            && age <= TimeSpan.FromDays(90)
        )
        {
            return age;
        }

        argument.AddError("--max-age is days or hours, such as 30d or 12h, and at most 90d.");
        return null;
    }
}
