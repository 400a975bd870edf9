using System.Collections.Immutable;
using JwksSdk.Generators.Parsing;
using JwksSdk.Providers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Warns of declarations whose tokens or keys would come from a host that is reserved for documentation (RFC 2606 §2, §3).
/// Not in projects of tests, and not at start: a test may use such a host on purpose.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReservedHostAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] Reserved = ["example", "example.com", "example.net", "example.org"];

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.ReservedHost];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!TestProject.Is(start.Compilation, start.Options))
            {
                start.RegisterDeclarationAction(Report);
            }
        });
    }

    private static void Report(SymbolAnalysisContext context, AnalyzedDeclaration declaration)
    {
        var arguments = AttributeArgument.Read(declaration.Attribute).ToArray();
        foreach (var host in Hosts(declaration.Parse.Issuers).Where(IsReserved).Distinct(StringComparer.Ordinal))
        {
            // The host may be hidden in a value, as in an encoded key: then the attribute as a whole is meant.
            var argument = arguments.FirstOrDefault(each =>
                each.Values.Any(value => value.Contains(host, StringComparison.OrdinalIgnoreCase))
            );
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ReservedHost,
                    declaration.Locate(argument?.Name, context.CancellationToken),
                    host
                )
            );
        }
    }

    /// <summary>Every host that is asked for keys, or whose name a token has to bear.</summary>
    private static IEnumerable<string> Hosts(IReadOnlyList<IssuerFacts> issuers) =>
        issuers.SelectMany(static issuer =>
        {
            var addresses = new[] { issuer.Issuer, issuer.JwksUri, issuer.DiscoveryUri }.OfType<string>();
            var keyHosts = (issuer.Keys as DiscoveryKeySource)?.KeyHosts ?? [];
            return addresses.Select(Address.HostOf).OfType<string>().Concat(keyHosts);
        });

    private static bool IsReserved(string host) =>
        Reserved.Any(name => host == name || host.EndsWith("." + name, StringComparison.Ordinal));
}
