namespace JwksSdk.Providers;

/// <summary>
/// What one provider really does, as pure code: from a declaration's inputs to issuers, key addresses, algorithms, kinds
/// of token and problems. The same file is compiled into the runtime and into the generator, so what the compiler says
/// and what the program does cannot differ.
/// </summary>
/// <remarks>
/// To add a provider: a folder with one class named after the enum member plus <c>Convention</c>, its typed tokens, and
/// its inputs as a part of the attribute. Nothing else changes. An application describes one of its own as data, which
/// <see cref="TemplateConvention"/> makes a convention of.
/// </remarks>
public abstract class ProviderConvention
{
    /// <summary>Every provider's inputs: overrides and limits.</summary>
    private static readonly ProviderInput[] Common =
    [
        new(
            "Issuer",
            InputForm.Text,
            "The exact issuer, instead of the one that follows from the other inputs: for emulators and proxies."
        ),
        new(
            "JwksUri",
            InputForm.Text,
            "The address of the key set, instead of the one that follows from the issuer: for emulators and proxies."
        ),
        new("Algorithms", InputForm.Choice, "The accepted signature algorithms.")
        {
            ChoiceType = "JwksSdk.JwtAlgorithms",
            Choices = JwtAlgorithmChoices.Names,
            WhyNot = new Dictionary<string, string> { [JwtAlgorithmChoices.EdDsa] = JwtAlgorithmChoices.WhyNotEdDsa },
            IsSet = true,
        },
        new(
            "ClockSkewSeconds",
            InputForm.Number,
            "How far two clocks may be apart, in seconds, from 0 to 300; applied alike to every date of a token."
        ),
        new(
            "MaxTokenAgeSeconds",
            InputForm.Number,
            "How long ago a token may have been issued (iat), in seconds, from 1 to 31536000; the clock skew is added. A token without iat is then refused. Default: not limited."
        ),
        new(
            "MaxAuthenticationAgeSeconds",
            InputForm.Number,
            "How long ago the user may have signed in (auth_time), in seconds, from 1 to 31536000; the clock skew is added. A token without auth_time, such as a machine's, is then refused. Default: not limited."
        ),
        new(
            "AllowBoundTokens",
            InputForm.Flag,
            "Accept tokens bound to a key (cnf) as plain bearer tokens, because another layer checks the proof. Default: false."
        ),
        new(
            "Startup",
            InputForm.Choice,
            "What the start owes to the keys: Degraded (fetched in the background; health tells while there are none), Required (no start without them) or Lazy (fetched for the first token). Default: Degraded."
        )
        {
            ChoiceType = "JwksSdk.KeyStartup",
            Choices = typeof(KeyStartup).GetEnumNames(),
        },
        new(
            "PrivateNetwork",
            InputForm.Flag,
            "The provider is on a private network: its keys may be fetched from private addresses. Default: false."
        ),
    ];

    /// <summary>The names of every provider's inputs.</summary>
    internal static IEnumerable<string> SharedNames => Common.Select(static input => input.Name);

    /// <summary>The provider's name, as in the enum, or as its convention's class is called.</summary>
    public abstract string Name { get; }

    /// <summary>The vendor's page on verifying its tokens; empty when none is known.</summary>
    public abstract string DocumentationUri { get; }

    /// <summary>Every input of a declaration: the provider's own, then those that all providers share.</summary>
    public IReadOnlyList<ProviderInput> Inputs => field ??= [.. OwnInputs, .. Common];

    /// <summary>The algorithms the provider can sign with.</summary>
    public abstract JwtAlgorithms SupportedAlgorithms { get; }

    /// <summary>The algorithms accepted when the declaration names none.</summary>
    public virtual JwtAlgorithms DefaultAlgorithms => JwtAlgorithms.RS256;

    /// <summary>The clock skew when the declaration names none, in seconds.</summary>
    public virtual int DefaultClockSkewSeconds => 60;

    /// <summary>What the provider's key ids look like, drawn wide: a token whose <c>kid</c> does not makes no request.</summary>
    public virtual KeyIdShape KeyIds => KeyIdShape.Any;

    /// <summary>The provider's own inputs, the necessary ones first.</summary>
    protected abstract IReadOnlyList<ProviderInput> OwnInputs { get; }

    /// <summary>Draws the conclusions from a declaration's inputs.</summary>
    /// <param name="inputs">The inputs that are known.</param>
    public ProviderResolution Resolve(ProviderInputs inputs)
    {
        var draft = new ProviderDraft(this, inputs);
        InputChecks.Run(this, draft);
        var issuers = Issuers(draft)
            .Where(static issuer => issuer.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (draft.IssuerOverride() is { } issuerOverride)
        {
            CheckIssuer(issuerOverride, draft);
            issuers = [issuerOverride];
        }

        var jwksUri = draft.Override("JwksUri");
        if (jwksUri is not null && issuers.Length > 1)
        {
            draft.Add(
                ProblemKind.Contradiction,
                "JwksUri",
                "JwksUri names one key set, but the declaration has several issuers, each with its own. Give Issuer too, or leave JwksUri out."
            );
        }

        var facts = issuers
            .Select(issuer => new IssuerFacts(
                issuer,
                KeysAt(jwksUri, Keys(issuer, draft), draft),
                DiscoveryUri(issuer, draft)
            ))
            .ToArray();
        return draft.Finish(facts, [.. Kinds(draft)]);
    }

    /// <summary>
    /// The keys at an overridden address. A credential goes only where the provider itself would get it, or to an emulator
    /// on this machine.
    /// </summary>
    private static KeySource KeysAt(string? jwksUri, KeySource own, ProviderDraft draft)
    {
        if (jwksUri is null)
        {
            return own;
        }

        if (own is not JwksKeySource { BearerToken: { } bearerToken } source)
        {
            return new JwksKeySource(jwksUri);
        }

        if (Address.IsLoopback(jwksUri) || Address.AuthorityOf(jwksUri) == Address.AuthorityOf(source.Uri))
        {
            return new JwksKeySource(jwksUri, bearerToken);
        }

        draft.Add(
            ProblemKind.Contradiction,
            "JwksUri",
            $"JwksUri is on another host than {Address.HostOf(source.Uri)}, which alone may see the secret key. Leave JwksUri out, or choose a source of keys that needs no secret."
        );
        return new JwksKeySource(jwksUri);
    }

    /// <summary>
    /// The issuers that follow from the inputs; none when an input they need is missing, which is reported to the draft
    /// unless <c>Issuer</c> overrides them (<see cref="ProviderDraft.Require"/> takes care of that).
    /// </summary>
    protected abstract IEnumerable<string> Issuers(ProviderDraft draft);

    /// <summary>
    /// Reports what is known to be wrong with an overridden issuer, such as one on the vendor's own host that the vendor
    /// does not issue as. Emulators and proxies are elsewhere, and may look like anything.
    /// </summary>
    protected virtual void CheckIssuer(string issuer, ProviderDraft draft) { }

    /// <summary>Where the keys of an issuer come from. Called for overridden issuers too.</summary>
    protected abstract KeySource Keys(string issuer, ProviderDraft draft);

    /// <summary>The address of the issuer's discovery document (OpenID Connect Discovery §4); null when it has none.</summary>
    protected virtual string? DiscoveryUri(string issuer, ProviderDraft draft) =>
        Address.Join(issuer, ".well-known/openid-configuration");

    /// <summary>
    /// The kinds of token, always all of them and always in the same order, whatever the inputs: they decide what is
    /// generated.
    /// </summary>
    protected abstract IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft);
}
