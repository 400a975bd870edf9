using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>
/// Suggests a look at calls that verify a kind of token for which the attribute lacks an input, such as the audience. The
/// call throws unless configuration gives it, which no compiler sees. Silent where the attribute names no issuer either: then all
/// is left to configuration on purpose.
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
                    operation =>
                        Check(
                            operation,
                            type =>
                                missing.GetOrAdd(
                                    type,
                                    each => MissingKinds.Of(each, operation.Compilation, operation.CancellationToken)
                                )
                        ),
                    OperationKind.Invocation,
                    OperationKind.MethodReference
                );
            }
        });
    }

    private static void Check(OperationAnalysisContext context, Func<INamedTypeSymbol, MissingKinds> missing)
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
                    $"{type.Name}.{method.Name}",
                    kinds.Section,
                    reason
                )
            );
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
