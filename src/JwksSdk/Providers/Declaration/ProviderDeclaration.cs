using System.ComponentModel;

namespace JwksSdk.Providers;

/// <summary>One declared provider, as generated code describes it: a constant of the program, without state.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProviderDeclaration
{
    /// <summary>Describes a declaration.</summary>
    /// <param name="name">The full name of the declaring class; names the HTTP client and telemetry too.</param>
    /// <param name="section">The configuration section; empty when nothing comes from configuration.</param>
    /// <param name="convention">What is known about the provider.</param>
    /// <param name="kinds">The kinds of token, in the order of the convention.</param>
    public ProviderDeclaration(string name, string section, ProviderConvention convention, params TokenKind[] kinds)
    {
        Name = name;
        Section = section;
        Convention = convention;
        Kinds = kinds;
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i].Declaration = this;
            kinds[i].Index = i;
        }
    }

    /// <summary>The full name of the declaring class: two declarations never share one.</summary>
    public string Name { get; }

    /// <summary>The configuration section; empty when nothing comes from configuration.</summary>
    public string Section { get; }

    /// <summary>What is known about the provider.</summary>
    public ProviderConvention Convention { get; }

    /// <summary>The kinds of token.</summary>
    public IReadOnlyList<TokenKind> Kinds { get; }

    /// <summary>The name of its HTTP client in <see cref="System.Net.Http.IHttpClientFactory"/>: <c>JwksSdk.{Name}</c>.</summary>
    public string HttpClientName => "JwksSdk." + Name;
}
