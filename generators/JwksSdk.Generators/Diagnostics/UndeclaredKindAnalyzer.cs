using System.Collections.Concurrent;
using System.Collections.Immutable;
using JwksSdk.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Suggests a look where a kind of token is verified for which the attribute lacks an input, such as the audience: at calls, which
/// throw unless configuration gives it, and at federations, which refuse such tokens. No compiler sees configuration. Silent where
/// the attribute names no issuer either: then all is left to configuration on purpose.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndeclaredKindAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.UndeclaredKind];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (DeclarationActions.CanDeclare(start.Compilation))
            {
                var missing = new ConcurrentDictionary<INamedTypeSymbol, MissingKinds>(SymbolEqualityComparer.Default);
                start.RegisterOperationAction(
                    operation => CheckCall(operation, type => Missing(type, operation.CancellationToken)),
                    OperationKind.Invocation,
                    OperationKind.MethodReference
                );
                start.RegisterSymbolAction(
                    symbol => CheckFederation(symbol, type => Missing(type, symbol.CancellationToken)),
                    SymbolKind.NamedType
                );

                MissingKinds Missing(INamedTypeSymbol type, CancellationToken cancellation) =>
                    missing.GetOrAdd(type, each => MissingKinds.Of(each, start.Compilation, cancellation));
            }
        });
    }

    private static void CheckCall(OperationAnalysisContext context, Func<INamedTypeSymbol, MissingKinds> missing)
    {
        var method = context.Operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        if (
            method is not { IsStatic: false, ContainingType: { } type }
            || KindOf(method.Name) is not { } kind
            || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, context.Compilation.Assembly)
        )
        {
            return;
        }

        var kinds = missing(type);
        if (kinds.Reasons.TryGetValue(kind, out var reason))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.UndeclaredKind,
                    context.Operation.Syntax.GetLocation(),
                    $"{type.Name}.{method.Name} throws",
                    kinds.Section,
                    reason
                )
            );
        }
    }

    private static void CheckFederation(SymbolAnalysisContext context, Func<INamedTypeSymbol, MissingKinds> missing)
    {
        foreach (var attribute in context.Symbol.GetAttributes().Where(KnownTypes.IsJwksFederationAttribute))
        {
            var members = Arguments.Types(attribute, 0);
            var taken = FederationKinds.Read(attribute);
            for (var i = 0; i < members.Count; i++)
            {
                if (members[i] is not { } member)
                {
                    continue;
                }

                var kinds = missing(member);
                foreach (var kind in kinds.Reasons.Where(kind => taken?.Contains(kind.Key) != false))
                {
                    var finding = new Finding(
                        DiagnosticDescriptors.UndeclaredKind,
                        null,
                        $"{context.Symbol.Name} refuses {kind.Key} of {member.Name}",
                        kinds.Section,
                        kind.Value
                    )
                    {
                        Position = i,
                    };
                    context.ReportDiagnostic(finding.ToDiagnostic(attribute, context.CancellationToken));
                }
            }
        }
    }

    private static string? KindOf(string method)
    {
        var start =
            method.StartsWith("Verify", StringComparison.Ordinal) ? "Verify".Length
            : method.StartsWith("Explain", StringComparison.Ordinal) ? "Explain".Length
            : -1;
        if (start < 0 || !method.EndsWith("Async", StringComparison.Ordinal))
        {
            return null;
        }

        var kind = method.Substring(start, method.Length - start - "Async".Length);
        return kind.EndsWith("OrThrow", StringComparison.Ordinal)
            ? kind.Substring(0, kind.Length - "OrThrow".Length)
            : kind;
    }

    /// <summary>The kinds of token of one declaration for which its attribute lacks an input, each with the reason.</summary>
    private sealed record MissingKinds(string Section, IReadOnlyDictionary<string, string> Reasons)
    {
        private static readonly MissingKinds None = new("", new Dictionary<string, string>());

        public static MissingKinds Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
        {
            foreach (var declaration in DeclarationActions.Read(type, compilation, cancellation))
            {
                // What can never be had does not compile where it is called, so nothing is left to say.
                return declaration.Parse is { Model: { } model, Issuers.Count: > 0 }
                    ? new(
                        model.Section,
                        model
                            .Kinds.Where(static kind => kind is { IsRuledOut: false, Unavailable.Length: > 0 })
                            .ToDictionary(static kind => kind.Name, static kind => kind.Unavailable)
                    )
                    : None;
            }

            return None;
        }
    }
}
