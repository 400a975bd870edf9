using JwksSdk.Providers;

namespace JwksSdk.Generators.Model;

/// <summary>
/// A class marked <c>[JwksConvention]</c>, with what its attributes say. Immutable and structurally equal, and it must stay so
/// when members are added: no symbol, no syntax, no location.
/// </summary>
/// <param name="Type">The class.</param>
/// <param name="Name">The provider's name.</param>
/// <param name="Issuers">The templates of its issuers.</param>
/// <param name="JwksUri">The template of the address of the key set; null to discover it.</param>
/// <param name="Settings">Everything else that is said of the provider as a whole.</param>
/// <param name="Inputs">The inputs that it declares.</param>
/// <param name="Tokens">Its kinds of token.</param>
internal sealed record ConventionModel(
    TypeModel Type,
    string Name,
    EquatableArray<string> Issuers,
    string? JwksUri,
    ConventionSettings Settings,
    EquatableArray<ConventionInput> Inputs,
    EquatableArray<ConventionToken> Tokens
)
{
    /// <summary>The same as the data that the runtime's convention is made from.</summary>
    public ConventionTemplate ToTemplate() =>
        new(Name, [.. Issuers])
        {
            JwksUri = JwksUri,
            Documentation = Settings.Documentation,
            Algorithms = Settings.Algorithms,
            DefaultAlgorithms = Settings.DefaultAlgorithms,
            ClockSkewSeconds = Settings.ClockSkewSeconds,
            Inputs = [.. Inputs.Select(static input => input.ToTemplate())],
            Tokens = [.. Tokens.Select(static token => token.ToTemplate())],
        };
}

/// <summary>What a convention says of its provider beside addresses.</summary>
internal sealed record ConventionSettings(
    string Documentation,
    JwtAlgorithms Algorithms,
    JwtAlgorithms DefaultAlgorithms,
    int? ClockSkewSeconds
);

/// <summary>An input that a convention declares.</summary>
internal sealed record ConventionInput(
    string Name,
    InputShape Shape,
    string Summary,
    string? Example,
    string? Plural,
    JwtGrant Grant
)
{
    public TemplateInput ToTemplate() =>
        new(Name, Shape, Summary)
        {
            Example = Example,
            Plural = Plural,
            Grant = Grant,
        };
}

/// <summary>A kind of token that a convention declares.</summary>
/// <param name="TokenType">The full name of its typed token, without <c>global::</c>.</param>
internal sealed record ConventionToken(
    string Name,
    string TokenType,
    string Summary,
    string? Audience,
    bool AnyAudience,
    string? Needs,
    EquatableArray<string> Accepts,
    EquatableArray<string> Requires
)
{
    public TemplateToken ToTemplate() =>
        new(Name, TokenType, Summary)
        {
            Audience = Audience,
            AnyAudience = AnyAudience,
            Needs = Needs,
            Accepts = [.. Accepts],
            Requires = [.. Requires],
        };
}
