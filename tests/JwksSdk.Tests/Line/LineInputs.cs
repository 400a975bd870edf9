using JwksSdk.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.Line;

/// <summary>Inputs of every declaration of a world, as configuration would give them to their generated options.</summary>
internal sealed class LineInputs(IReadOnlyDictionary<string, string?> inputs)
{
    private readonly IConfigurationSection _section = new ConfigurationBuilder()
        .AddInMemoryCollection(inputs.Select(static each => KeyValuePair.Create("Line:" + each.Key, each.Value)))
        .Build()
        .GetSection("Line");

    /// <summary>Gives them to the options of one declaration; leaves all other options alone.</summary>
    public sealed class Of<TOptions>(LineInputs inputs) : IPostConfigureOptions<TOptions>
        where TOptions : class
    {
        public void PostConfigure(string? name, TOptions options) =>
            (options as ProviderOptions)?.Bind(inputs._section);
    }
}
