using System.Reflection;
using System.Text;
using JwksSdk.Claims;
using JwksSdk.Keys;
using JwksSdk.Parsing;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Signatures;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Providers.Contract;

/// <summary>A token of a fixture: its kind, what is special about it, and its compact form.</summary>
internal sealed record FixtureToken(string Kind, string Shape, string Token);

/// <summary>
/// What the contract needs to know about a provider: a class named after the provider plus <c>Fixture</c>, with a
/// declaration, the fake that plays it, and tokens of every kind. Verifies them by the steps of the real line.
/// </summary>
internal abstract class ProviderFixture
{
    /// <summary>The present of every fixture.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    /// <summary>The fixture of a provider.</summary>
    public static ProviderFixture Of(IdentityProvider provider)
    {
        var name = $"{typeof(ProviderFixture).Namespace}.{provider}Fixture";
        var type = typeof(ProviderFixture).Assembly.GetType(name);
        Assert.True(type is not null, $"{provider} has no fixture: write {name}.");
        return (ProviderFixture)
            type.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }

    protected static ManualTimeProvider Clock { get; } = new(Now);

    public abstract ProviderConvention Convention { get; }

    public abstract FakeIdentityProvider Fake { get; }

    /// <summary>The exact issuers that follow from <see cref="Inputs"/>.</summary>
    public abstract IReadOnlyList<string> Issuers { get; }

    /// <summary>The exact address of each issuer's keys; null where discovery tells it.</summary>
    public abstract IReadOnlyList<string?> JwksUris { get; }

    /// <summary>The input without which there is no issuer.</summary>
    public abstract string NecessaryInput { get; }

    public abstract IReadOnlyList<FixtureKind> Kinds { get; }

    /// <summary>A declaration that names everything its tokens need, afresh at each call.</summary>
    public abstract ProviderInputs Inputs();

    /// <summary>Tokens in other shapes than the one that <see cref="Fake"/> mints first.</summary>
    protected virtual IEnumerable<FixtureToken> FurtherTokens() => [];

    public IReadOnlyList<FixtureToken> Tokens() =>
        [.. Fake.TokenKinds.Select(kind => new FixtureToken(kind, "usual", Fake.Mint(kind))), .. FurtherTokens()];

    /// <summary>Verifies a token as one kind.</summary>
    public JwtResult<JwtToken> Verify(string kind, string token, ProviderInputs? inputs = null) =>
        Run(token, inputs, Kinds.Single(candidate => candidate.Name == kind));

    /// <summary>Verifies a token as whatever kind it is.</summary>
    public JwtResult<JwtToken> VerifyAny(string token, ProviderInputs? inputs = null, bool keepAllClaims = false) =>
        Run(token, inputs, null, keepAllClaims);

    /// <summary>Verifies a token that must be good, and gives it typed.</summary>
    public TToken Read<TToken>(string token, ProviderInputs? inputs = null)
        where TToken : JwtToken
    {
        var kind = Kinds.Single(static candidate => candidate.TokenType == typeof(TToken));
        var result = Run(token, inputs, kind);
        return result.TryGetToken(out var read)
            ? (TToken)read
            : throw new InvalidOperationException(result.Error.ToString());
    }

    private JwtResult<JwtToken> Run(string text, ProviderInputs? inputs, FixtureKind? kind, bool keepAllClaims = false)
    {
        var malformed = UnverifiedJwt.Parse(text, 16_384, out var token);
        if (malformed.Code != JwtErrorCode.None)
        {
            return malformed;
        }

        using var rented = token;
        var declaration = new ProviderDeclaration("Fixture", "", Convention, [.. Kinds.Select(static k => k.Kind)]);
        var provider = new RoutedProvider(declaration, Convention.Resolve(inputs ?? Inputs()).Facts);
        if (provider.Find(token.Issuer) is not { } route)
        {
            return JwtErrorCode.UnknownIssuer;
        }

        if (Key(token.KeyId) is not { } key || !AuthenticJwt.TryVerify(token, key, out var authentic))
        {
            return JwtErrorCode.BadSignature;
        }

        var result = kind is null
            ? ClaimsStep.VerifyAny(authentic, route, null, Now, keepAllClaims, out _)
            : kind.Verify(authentic, route, Now);
        Assert.Equal(result.Error, Explained(authentic, route, kind?.Kind, keepAllClaims));
        return result;
    }

    /// <summary>The first failure that an explanation finds: it must be what a verification finds.</summary>
    private static JwtError Explained(in AuthenticJwt token, Route route, TokenKind? kind, bool keepAllClaims)
    {
        var failed = ClaimsExplanation
            .Of(token, route, kind is null ? null : ClaimsType.Of(kind), null, Now, keepAllClaims)
            .Checks.FirstOrDefault(static check => check.Outcome == JwtCheckOutcome.Failed);
        return failed?.Error ?? default;
    }

    private VerificationKey? Key(ReadOnlySpan<byte> keyId)
    {
        var published = JwksReader.Read(Encoding.UTF8.GetBytes(Fake.GetKeySet().ToJsonString()))!;
        foreach (var key in published.Keys)
        {
            if (key.KeyId.Span.SequenceEqual(keyId))
            {
                return key;
            }
        }

        return null;
    }
}
