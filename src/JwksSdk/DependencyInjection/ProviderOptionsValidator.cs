using JwksSdk.Keys;
using JwksSdk.Providers;
using Microsoft.Extensions.Options;

namespace JwksSdk.DependencyInjection;

/// <summary>
/// Judges a declaration's options at start by the same convention code that the compiler used, and reports every problem
/// with the configuration key at which it can be mended; also that it was compiled with another version of the convention.
/// </summary>
internal sealed class ProviderOptionsValidator<TOptions>(ProviderDeclaration declaration) : IValidateOptions<TOptions>
    where TOptions : ProviderOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var resolution = declaration.Convention.Resolve(options.ToInputs());
        string[] failures =
        [
            .. new[] { DeclaredKinds.WhyNot(declaration, resolution.Facts.Kinds) }.OfType<string>(),
            .. options.BindingProblems.Concat(resolution.Problems).Distinct().Select(Describe),
            .. resolution.Facts.Issuers.Select(issuer => KeyProblem(issuer, resolution.Facts)).OfType<string>(),
        ];
        return failures.Length > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private string Describe(ProviderProblem problem) =>
        declaration.Section.Length > 0
            ? $"{declaration.Section}:{problem.Input}: {problem.Message}"
            : $"{declaration.Name}.{problem.Input}: {problem.Message}";

    private string? KeyProblem(IssuerFacts issuer, ProviderFacts facts)
    {
        if (issuer.Keys is not StaticKeySource source)
        {
            return null;
        }

        var refusal = StaticKey.Read(source, out var key);
        var owner = declaration.Section.Length > 0 ? declaration.Section : declaration.Name;
        return key is null ? $"{owner}: the public key given for {issuer.Issuer} cannot be used: {refusal}."
            : (key.Algorithms & facts.Algorithms) == 0
                ? $"{owner}: the public key given for {issuer.Issuer} is for {key.Algorithms}, which Algorithms does not accept."
            : null;
    }
}
