using JwksSdk.Providers;

namespace JwksSdk.DependencyInjection;

/// <summary>A builder that knows what was declared: the key of everything that is registered for one provider.</summary>
internal interface IDeclarationBuilder
{
    /// <summary>What was declared.</summary>
    ProviderDeclaration Declaration { get; }
}
