using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>
/// What the parser made of a convention: a model where nothing is wrong with it, and every mistake. Without model and mistake,
/// the compiler says what is wrong.
/// </summary>
internal sealed record ConventionParse(ConventionModel? Model, IReadOnlyList<Finding> Findings);

/// <summary>
/// Reads a class marked <c>[JwksConvention]</c>, from source or from the metadata of a referenced assembly. One parser for those who
/// complete the class, who report its mistakes, and who complete a declaration that names it.
/// </summary>
internal static class ConventionParser
{
    public static ConventionParse Parse(
        INamedTypeSymbol type,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        var attribute = type.GetAttributes().First(KnownTypes.IsConventionAttribute);
        if (Arguments.Texts(attribute, 0) is not { } issuers)
        {
            return new ConventionParse(null, []);
        }

        var findings = ConventionShape.Check(type, compilation, cancellationToken).ToList();
        var settings = ConventionSettingsReader.Read(type, attribute, findings, cancellationToken);
        var inputs = ConventionInputs.Read(type, findings);
        var tokens = ConventionTokens.Read(type, compilation, findings, cancellationToken);
        if (inputs is null || tokens is null)
        {
            return new ConventionParse(null, findings);
        }

        var jwksUri = Arguments.Named(attribute, "JwksUri");
        var known = new KnownInputs(inputs);
        if (issuers.Length == 0)
        {
            findings.Add(
                new Finding(ConventionDescriptors.Shape, null, type.Name, "names no issuer; write the template of one")
            );
        }

        if (tokens.Count == 0)
        {
            const string None = "has no kind of token; add [JwksConventionToken<TToken>]";
            findings.Add(new Finding(ConventionDescriptors.Shape, null, type.Name, None));
        }

        ConventionTemplates.Check(issuers, jwksUri, known, findings);
        ConventionPolicies.Check(tokens, known, findings);
        known.CheckUse(findings);
        var model = new ConventionModel(
            TypeModelReader.Read(type),
            type.Name,
            issuers.ToEquatableArray(),
            jwksUri,
            settings,
            inputs.Select(static input => input.Model).ToEquatableArray(),
            tokens.Select(static token => token.Model).ToEquatableArray()
        );
        var isSound = findings.Count == 0 && tokens.All(static token => token.HasReader);
        return new ConventionParse(isSound ? model : null, findings);
    }
}
