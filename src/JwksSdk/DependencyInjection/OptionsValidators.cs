using Microsoft.Extensions.Options;

namespace JwksSdk.DependencyInjection;

/// <summary>The limits stated in <see cref="JwtVerifierOptions"/>.</summary>
internal sealed class JwtVerifierOptionsValidator : IValidateOptions<JwtVerifierOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtVerifierOptions options) =>
        options.MaxTokenLength is >= 256 and <= 1_048_576
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"JwtVerifierOptions.MaxTokenLength is {options.MaxTokenLength}, not from 256 to 1,048,576 characters."
            );
}

/// <summary>The limits stated in <see cref="KeySetOptions"/>.</summary>
internal sealed class KeySetOptionsValidator : IValidateOptions<KeySetOptions>
{
    public ValidateOptionsResult Validate(string? name, KeySetOptions options)
    {
        var failures = new List<string>();
        if (options.Lifetime < TimeSpan.FromSeconds(30) || options.Lifetime > TimeSpan.FromHours(24))
        {
            failures.Add($"KeySetOptions.Lifetime is {options.Lifetime}, not from 30 seconds to 24 hours.");
        }

        if (options.UnknownKeyCoolDown < TimeSpan.FromSeconds(1) || options.UnknownKeyCoolDown > TimeSpan.FromHours(1))
        {
            failures.Add(
                $"KeySetOptions.UnknownKeyCoolDown is {options.UnknownKeyCoolDown}, not from 1 second to 1 hour."
            );
        }

        if (options.StaleLimit < TimeSpan.Zero || options.StaleLimit > TimeSpan.FromHours(24))
        {
            failures.Add($"KeySetOptions.StaleLimit is {options.StaleLimit}, not from 0 to 24 hours.");
        }

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
