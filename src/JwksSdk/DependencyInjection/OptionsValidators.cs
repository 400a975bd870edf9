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
        var (halfMinute, day) = (TimeSpan.FromSeconds(30), TimeSpan.FromDays(1));
        Check(nameof(options.MinLifetime), options.MinLifetime, halfMinute, day);
        Check(nameof(options.MaxLifetime), options.MaxLifetime, halfMinute, 7 * day);
        Check(nameof(options.Lifetime), options.Lifetime, options.MinLifetime, options.MaxLifetime);
        Check(nameof(options.UnknownKeyCoolDown), options.UnknownKeyCoolDown, TimeSpan.FromSeconds(1), day / 24);
        Check(nameof(options.StaleLimit), options.StaleLimit, TimeSpan.Zero, day);
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;

        void Check(string property, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                failures.Add($"KeySetOptions.{property} is {value}, not from {least} to {most}.");
            }
        }
    }
}

/// <summary>The limits stated in <see cref="TokenCacheOptions"/>.</summary>
internal sealed class TokenCacheOptionsValidator : IValidateOptions<TokenCacheOptions>
{
    private const long MaxBytes = 16L * 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, TokenCacheOptions options) =>
        options.MaxEntries is < 16 or > 10_000_000
            ? ValidateOptionsResult.Fail(
                $"TokenCacheOptions.MaxEntries is {options.MaxEntries}, not from 16 to 10,000,000."
            )
        : options.MaxBytes is < 65_536 or > MaxBytes
            ? ValidateOptionsResult.Fail(
                $"TokenCacheOptions.MaxBytes is {options.MaxBytes}, not from 65,536 to {MaxBytes}."
            )
        : ValidateOptionsResult.Success;
}
