using JwksSdk.Tokens;

namespace JwksSdk.Providers;

/// <summary>
/// The convention of a provider that this library does not ship, from the data in its attributes. The compiler reads the data there,
/// and the program from the literals that the generator wrote: both hand it to this class, so that they cannot differ.
/// </summary>
/// <remarks>A convention may override <see cref="ProviderConvention.KeyIds"/>, which the compiler does not need, and nothing else.</remarks>
public abstract class TemplateConvention : ProviderConvention
{
    private readonly ConventionTemplate _template;
    private readonly AddressTemplate[] _issuers;
    private readonly AddressTemplate? _jwksUri;
    private readonly TemplateInput[] _inputs;
    private readonly string[] _necessary;
    private readonly ProviderInput[] _own;

    /// <summary>Makes a convention.</summary>
    /// <param name="template">What its attributes say.</param>
    /// <exception cref="FormatException">A template is malformed, or a kind of token does not say what holds for <c>aud</c>.</exception>
    protected TemplateConvention(ConventionTemplate template)
    {
        _template = template;
        foreach (var token in template.Tokens)
        {
            if (token.WhyNoAudience is { } reason)
            {
                throw new FormatException($"The kind of token {token.Name} of {template.Name} {reason}.");
            }
        }

        _issuers = [.. template.Issuers.Select(AddressTemplate.Read)];
        _jwksUri = template.JwksUri is null ? null : AddressTemplate.Read(template.JwksUri);
        _inputs =
        [
            .. template.Inputs.Select(Vocabulary.Complete),
            .. Vocabulary
                .All.Where(word => template.Inputs.All(input => input.Name != word.Name))
                .Where(word => template.Tokens.Any(token => token.Named.Contains(word.Name)))
                .Select(static word => word.Implied)
                .OfType<TemplateInput>(),
        ];
        _necessary =
        [
            .. Templates.SelectMany(Necessary).Distinct().Where(static name => name != AddressTemplate.Issuer),
        ];
        _own = [.. _inputs.Select(Input)];
    }

    /// <inheritdoc />
    public sealed override string Name => _template.Name;

    /// <inheritdoc />
    public sealed override string DocumentationUri => _template.Documentation;

    /// <inheritdoc />
    public sealed override JwtAlgorithms SupportedAlgorithms => _template.Algorithms;

    /// <inheritdoc />
    public sealed override JwtAlgorithms DefaultAlgorithms => _template.DefaultAlgorithms;

    /// <inheritdoc />
    public sealed override int DefaultClockSkewSeconds => _template.ClockSkewSeconds ?? base.DefaultClockSkewSeconds;

    /// <inheritdoc />
    protected sealed override IReadOnlyList<ProviderInput> OwnInputs => _own;

    private IEnumerable<AddressTemplate> Templates => _jwksUri is null ? _issuers : [.. _issuers, _jwksUri];

    /// <inheritdoc />
    protected sealed override IEnumerable<string> Issuers(ProviderDraft draft)
    {
        foreach (var input in _inputs)
        {
            if (_necessary.Contains(input.Name))
            {
                draft.Require(input.Name, input.Example ?? InputShapes.Example(input.Shape));
            }

            foreach (var value in draft.Candidates(input.Name))
            {
                if (InputShapes.WhyNot(input.Shape, value) is { } reason)
                {
                    draft.Add(
                        ProblemKind.MalformedInput,
                        input.Name,
                        $"{ProviderDraft.Shown(input.Name, value)} {reason}.",
                        InputShapes.Correct(input.Shape, value)
                    );
                }
            }
        }

        return OwnIssuers(draft);
    }

    /// <inheritdoc />
    protected sealed override void CheckIssuer(string issuer, ProviderDraft draft) => base.CheckIssuer(issuer, draft);

    /// <inheritdoc />
    protected sealed override KeySource Keys(string issuer, ProviderDraft draft)
    {
        var address = _jwksUri?.Expand(name =>
            name == AddressTemplate.Issuer ? _jwksUri.BeforePath(issuer) : ValueOf(draft, name)
        );
        if (_jwksUri is not null && !draft.Inputs.Has("JwksUri") && draft.Inputs.Has("Issuer"))
        {
            CheckKeysOfOverride(issuer, draft, _jwksUri);
        }

        if (address is not null && !draft.Inputs.Has("JwksUri") && _jwksUri!.Names.Contains(AddressTemplate.Issuer))
        {
            CheckBelow(issuer, address, draft);
        }

        return address is not null
            ? new JwksKeySource(address)
            : new DiscoveryKeySource(Address.Join(issuer, ".well-known/openid-configuration"), []);
    }

    /// <inheritdoc />
    protected sealed override string? DiscoveryUri(string issuer, ProviderDraft draft) =>
        _jwksUri is null ? base.DiscoveryUri(issuer, draft) : null;

    /// <inheritdoc />
    protected sealed override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft)
    {
        if (_inputs.Any(static input => input.Name == "RequiredScope"))
        {
            draft.RequiredScopes();
        }

        CheckAudiences(draft);
        foreach (var token in _template.Tokens)
        {
            var needs = new[] { token.Audience, token.Needs }.OfType<string>().ToArray();
            yield return draft.Kind(
                token.Name,
                token.TokenType,
                token.Summary,
                needs.FirstOrDefault(input => draft.Inputs.List(input).Count == 0),
                new TokenPolicy(
                    token.Audience is null ? AudienceRule.NotUsed : AudienceRule.Required,
                    token.Audience is null ? null : draft.Inputs.List(token.Audience),
                    Values(token.Accepts, draft),
                    Values(token.Requires, draft)
                )
                {
                    Grants = Grants(token),
                }
            );
        }
    }

    private IEnumerable<string> OwnIssuers(ProviderDraft draft) =>
        _issuers.Select(issuer => issuer.Expand(name => ValueOf(draft, name))).OfType<string>();

    /// <summary>
    /// The keys of an issuer that is none of the convention's own are where the issuer is, or where the declaration says, and
    /// never at an address that has nothing to do with it: another issuer's keys would be taken for its own.
    /// </summary>
    private void CheckKeysOfOverride(string issuer, ProviderDraft draft, AddressTemplate jwksUri)
    {
        if (!jwksUri.Names.Contains(AddressTemplate.Issuer) && !OwnIssuers(draft).Contains(issuer))
        {
            draft.Add(
                ProblemKind.MissingInput,
                "JwksUri",
                $"The keys of {Name} are not where its issuer is, so that those of the given Issuer are not known. Give JwksUri too."
            );
            return;
        }

        foreach (
            var name in Necessary(jwksUri).Where(name => name != AddressTemplate.Issuer && !draft.Inputs.Has(name))
        )
        {
            draft.Add(
                ProblemKind.MissingInput,
                name,
                $"The address of {Name}'s keys needs {name}, also with the given Issuer. Give it, or JwksUri."
            );
        }
    }

    /// <summary>Text after the issuer must not make another host of it, nor disappear in its query: another's keys would be taken for its own.</summary>
    private void CheckBelow(string issuer, string address, ProviderDraft draft)
    {
        if (
            Address.AuthorityOf(issuer) != Address.AuthorityOf(address)
            || (issuer.Contains('?') && address.Length > issuer.Length)
        )
        {
            draft.Add(
                ProblemKind.Contradiction,
                "Issuer",
                $"The keys of {Name} are below its issuer, and what would follow from this one is not on its host. Give another Issuer, or JwksUri too."
            );
        }
    }

    /// <summary>A value that two kinds take for their audience would let a token of one pass as one of the other.</summary>
    private void CheckAudiences(ProviderDraft draft)
    {
        var inputs = _template.Tokens.Select(static token => token.Audience).OfType<string>().Distinct().ToArray();
        for (var i = 0; i < inputs.Length; i++)
        {
            foreach (var other in inputs.Skip(i + 1))
            {
                if (draft.Inputs.List(inputs[i]).Intersect(draft.Inputs.List(other)).Any())
                {
                    draft.Add(
                        ProblemKind.Contradiction,
                        inputs[i],
                        $"{inputs[i]} is also a {other}; then a token of one kind could pass as one of another."
                    );
                }
            }
        }
    }

    private string? ValueOf(ProviderDraft draft, string name)
    {
        var shape = Array.Find(_inputs, input => input.Name == name)?.Shape ?? InputShape.Text;
        return draft.Candidates(name).FirstOrDefault(value => InputShapes.WhyNot(shape, value) is null) is { } value
            ? InputShapes.Canonical(shape, value)
            : null;
    }

    private ProviderInput Input(TemplateInput input) =>
        new(input.Name, input.Plural is null ? InputForm.Text : InputForm.TextList, input.Summary)
        {
            Plural = input.Plural,
            Grant = input.Grant,
            AnsweredBy = AnsweredBy(input),
        };

    /// <summary>
    /// The kinds that answer what an input requires, because they compare it; none when all do. An input that is some kind's
    /// audience, or that it needs and does not compare, says what that kind is for and requires nothing of others. One that is to
    /// grant something, or an organization, is always a requirement.
    /// </summary>
    private string[] AnsweredBy(TemplateInput input)
    {
        var comparing = _template
            .Tokens.Where(token => token.Audience == input.Name || token.Compares(input.Name))
            .ToArray();
        var saysWhatFor = _template.Tokens.Any(token =>
            token.Audience == input.Name || (token.Needs == input.Name && !token.Compares(input.Name))
        );
        return comparing.Length == _template.Tokens.Count || (saysWhatFor && !Vocabulary.IsRequirement(input))
            ? []
            : [.. comparing.Select(static token => token.Name)];
    }

    private static IEnumerable<string> Necessary(AddressTemplate template) =>
        template.Parts.Where(static part => part.IsName && !part.IsSegment).Select(static part => part.Text);

    /// <summary>What each claim of a kind grants: nobody but the kind's typed token compares it, so that it has to ask for all of them.</summary>
    private Dictionary<string, JwtGrant> Grants(TemplateToken token)
    {
        var grants = new Dictionary<string, JwtGrant>(StringComparer.Ordinal);
        foreach (var entry in token.Accepts.Concat(token.Requires).Select(PolicyText.Read).OfType<PolicyText>())
        {
            grants[entry.Claim] = Array.Find(_inputs, input => input.Name == entry.Input)?.Grant ?? JwtGrant.None;
        }

        return grants;
    }

    private static Dictionary<string, IReadOnlyList<string>> Values(
        IReadOnlyList<string> policy,
        ProviderDraft draft
    ) =>
        policy
            .Select(PolicyText.Read)
            .OfType<PolicyText>()
            .ToDictionary(static entry => entry.Claim, entry => draft.Inputs.List(entry.Input));
}
