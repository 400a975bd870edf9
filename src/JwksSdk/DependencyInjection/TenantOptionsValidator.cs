using Microsoft.Extensions.Options;

namespace JwksSdk.DependencyInjection;

/// <summary>The limits stated in <see cref="TenantOptions"/>.</summary>
internal sealed class TenantOptionsValidator : IValidateOptions<TenantOptions>
{
    public ValidateOptionsResult Validate(string? name, TenantOptions options)
    {
        var failures = new List<string>();
        if (options.MaxTenants is < 1 or > 1_000_000)
        {
            failures.Add($"TenantOptions.MaxTenants of {name} is {options.MaxTenants}, not from 1 to 1,000,000.");
        }

        if (options.Issuers.Count > options.MaxTenants)
        {
            failures.Add(
                $"TenantOptions.Issuers of {name} has {options.Issuers.Count} issuers, more than the {options.MaxTenants} of "
                    + "MaxTenants: their key sets would push each other out."
            );
        }

        Check(nameof(options.ApprovalLifetime), options.ApprovalLifetime, TimeSpan.FromHours(24));
        Check(nameof(options.RefusalLifetime), options.RefusalLifetime, TimeSpan.FromHours(1));
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;

        void Check(string property, TimeSpan value, TimeSpan most)
        {
            var least = TimeSpan.FromSeconds(1);
            if (value < least || value > most)
            {
                failures.Add($"TenantOptions.{property} of {name} is {value}, not from {least} to {most}.");
            }
        }
    }
}
