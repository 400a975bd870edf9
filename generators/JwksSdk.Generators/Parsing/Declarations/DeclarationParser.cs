using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using JwksSdk.Providers;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>What the parser made of a declaration: a model unless emission would be meaningless, and every mistake.</summary>
internal sealed record DeclarationParse(DeclarationModel? Model, IReadOnlyList<Finding> Findings)
{
    /// <summary>The issuers that are known from the attribute alone; none where an input is wrong or missing.</summary>
    public IReadOnlyList<IssuerFacts> Issuers { get; init; } = [];
}

/// <summary>
/// Reads a declaration from its symbol and its attribute. It goes on past every mistake that leaves something to emit, so
/// that a user sees all mistakes at once, and one error instead of twenty.
/// </summary>
internal static class DeclarationParser
{
    public const string AttributeName = "JwksSdk.JwksProviderAttribute";
    public const string ConventionAttributeName = AttributeName + "`1";

    private const string Section = nameof(Section);

    public static DeclarationParse Parse(
        INamedTypeSymbol type,
        AttributeData attribute,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        var isGeneric = attribute.AttributeClass!.IsGenericType;
        if (!isGeneric && attribute.ConstructorArguments.FirstOrDefault().Kind != TypedConstantKind.Enum)
        {
            // The compiler already says what is wrong with the argument.
            return new DeclarationParse(null, []);
        }

        var findings = DeclarationShape.Check(type, cancellationToken).ToList();
        var shapeHolds = findings.Count == 0;
        if (DeclaredConvention.Find(type, attribute, compilation, findings, cancellationToken) is not { } named)
        {
            return new DeclarationParse(null, findings);
        }

        var convention = named.Convention;
        var arguments = AttributeArgument
            .Read(attribute)
            .Concat(InputAttributes.Read(type, attribute))
            .Concat(InputAttributes.ReadBoth(type))
            .ToArray();
        var section =
            arguments.FirstOrDefault(static argument => argument.Name == Section)?.Values[0] ?? $"Jwks:{type.Name}";
        var inputs = DeclarationInputs.Read(convention, arguments.Where(static argument => argument.Name != Section));
        findings.AddRange(
            DeclarationInputs.FindSecrets(convention, AttributeArgument.NamesInSource(attribute, cancellationToken))
        );
        var resolution = convention.Resolve(inputs);
        findings.AddRange(
            resolution
                .Problems.Where(problem =>
                    IsMistake(problem, convention, section) && !InputAttributes.IsOfCheck(problem)
                )
                .Where(problem => !CompilerErrors.Say(problem, convention, type, attribute, cancellationToken))
                .Select(problem =>
                    Of(problem, DeclarationInputs.ArgumentOf(convention, problem.Input, arguments), attribute)
                )
        );
        if (!shapeHolds)
        {
            return new DeclarationParse(null, findings) { Issuers = Issuers(resolution) };
        }

        var declaring = TypeModelReader.Read(type);
        var model = new DeclarationModel(
            declaring.ObsoleteAsError.Length > 0
                ? declaring
                : declaring with
                {
                    ObsoleteAsError = named.ObsoleteAsError,
                },
            type.Name,
            section,
            new ProviderModel(convention.Name, named.GlobalName, convention.DocumentationUri),
            Constants(resolution).ToEquatableArray(),
            DeclarationInputs.Model(convention, inputs, resolution.Problems, arguments).ToEquatableArray(),
            resolution.Facts.Kinds.Select(kind => Kind(kind, section, compilation)).ToEquatableArray(),
            Issuers(resolution).Select(static issuer => issuer.Issuer).ToEquatableArray()
        )
        {
            WarningIds = WarningIds.Of(
                resolution
                    .Facts.Kinds.Select(kind => (ISymbol?)TokenTypes.Find(compilation, kind.TokenType))
                    .Concat([type, named.Class])
            ),
        };
        var clashes = DeclarationClashes.Check(type, model).ToArray();
        findings.AddRange(clashes);
        // Emitted all the same, the clash would be the compiler's error, in the emitted file, and hide every other one.
        return new DeclarationParse(clashes.Length == 0 ? model : null, findings) { Issuers = Issuers(resolution) };
    }

    /// <summary>
    /// Every problem is a mistake, except that a missing input may still come from configuration; a secret can come from
    /// nowhere in the source.
    /// </summary>
    private static bool IsMistake(ProviderProblem problem, ProviderConvention convention, string section) =>
        problem.Kind != ProblemKind.MissingInput
        || convention.Inputs.FirstOrDefault(input => input.Name == problem.Input)?.Source switch
        {
            InputSource.ConfigurationOnly => false,
            InputSource.AttributeOnly => true,
            _ => section.Length == 0,
        };

    private static IReadOnlyList<IssuerFacts> Issuers(ProviderResolution resolution) =>
        resolution.Problems.All(static problem => problem.Kind == ProblemKind.MissingInput)
            ? resolution.Facts.Issuers
            : [];

    private static Finding Of(ProviderProblem problem, AttributeArgument? argument, AttributeData declaring) =>
        new(
            DiagnosticDescriptors.Of(problem.Kind),
            argument?.Attribute is null ? argument?.Name : null,
            InputAttributes.WhyMisplaced(problem, declaring) ?? problem.Message
        )
        {
            Attribute = argument?.Attribute,
            Properties = DeclarationInputs.Correct(problem.Correction),
        };

    private static IEnumerable<ConstantModel> Constants(ProviderResolution resolution)
    {
        var issuers = Issuers(resolution);
        if (issuers.Count == 0)
        {
            yield break;
        }

        var primary = issuers[0];
        yield return new ConstantModel(
            "Issuer",
            primary.Issuer,
            issuers.Count == 1 ? "The issuer of its tokens." : "The primary issuer of its tokens."
        );
        if (primary.JwksUri is { } jwksUri)
        {
            yield return new ConstantModel("JwksUri", jwksUri, "The address of the key set (RFC 7517 §5).");
        }

        if (primary.DiscoveryUri is { } discoveryUri)
        {
            yield return new ConstantModel(
                "DiscoveryUri",
                discoveryUri,
                "The address of the discovery document (OpenID Connect Discovery §4)."
            );
        }
    }

    private static KindModel Kind(TokenKindFacts kind, string section, Compilation compilation) =>
        new(
            kind.Name,
            "global::" + kind.TokenType,
            kind.Summary,
            kind.Unavailable ?? "",
            kind.NeverAvailable || (kind.Unavailable is not null && section.Length == 0),
            TokenTypes.Find(compilation, kind.TokenType)?.IsSealed == true
        );
}
