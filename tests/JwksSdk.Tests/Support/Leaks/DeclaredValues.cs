using JwksSdk.Providers;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>Sees all options of a container when they are made, and notes what the declarations among them say.</summary>
internal sealed class DeclaredValues<TOptions>(IEnumerable<ProviderDeclaration> declarations)
    : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (options is ProviderOptions declared)
        {
            LeakCapture.Secrets.Declare(
                declared.ToInputs(),
                declarations.Select(static declaration => declaration.Convention)
            );
        }
        else if (options is TenantOptions tenants)
        {
            foreach (var issuer in tenants.Issuers)
            {
                LeakCapture.Secrets.Declare(issuer);
            }
        }

        return ValidateOptionsResult.Skip;
    }
}
