using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>
/// An identity provider for tests: holds signing keys, publishes its key set and discovery document at the addresses of
/// the provider it plays, mints tokens of each of its kinds, rotates its keys, fails on demand, and counts what it was
/// asked. Safe for several threads.
/// </summary>
/// <remarks>
/// Serve it in memory with <see cref="CreateHandler"/>, or over a real socket with <see cref="FakeIdentityProviderServer"/>.
/// Derive from it to play a provider of your own. Key pairs belong to a tenant and stay for the process: two fakes of
/// the same tenant sign with the same keys.
/// </remarks>
public abstract class FakeIdentityProvider
{
    private readonly List<FakeKeyRing> _rings = [];
    private readonly string _tenant;
    private volatile Stoppage _stoppage = new(FakeOutage.None);

    /// <summary>Makes a provider at an address.</summary>
    /// <param name="baseAddress">Scheme and host, and port if it is not the scheme's own; without a path.</param>
    /// <param name="clock">The clock for the dates of tokens; the system's when null.</param>
    protected FakeIdentityProvider(string baseAddress, TimeProvider? clock)
    {
        BaseAddress = baseAddress;
        Clock = clock ?? TimeProvider.System;
        _tenant = $"{GetType().FullName} {baseAddress}";
    }

    /// <summary>Scheme, host and port, without a slash at the end. A <see cref="FakeIdentityProviderServer"/> sets it to its own.</summary>
    public string BaseAddress { get; set; }

    /// <summary>The issuer: <see cref="BaseAddress"/> and the provider's own path, or what a test sets.</summary>
    public string Issuer
    {
        get => field ?? BaseAddress + IssuerPath;
        set;
    }

    /// <summary>The address of the key set.</summary>
    public string JwksUri => BaseAddress + JwksPath;

    /// <summary>The address of the discovery document.</summary>
    public string DiscoveryUri => BaseAddress + DiscoveryPath;

    /// <summary>The path of the issuer: empty, or with a leading slash.</summary>
    public abstract string IssuerPath { get; }

    /// <summary>The path of the key set.</summary>
    public abstract string JwksPath { get; }

    /// <summary>The path of the discovery document (OpenID Connect Discovery §4).</summary>
    public virtual string DiscoveryPath => IssuerPath.TrimEnd('/') + "/.well-known/openid-configuration";

    /// <summary>The kinds of token it mints, by the names of the provider's convention: <c>AccessToken</c> for <c>VerifyAccessTokenAsync</c>.</summary>
    public abstract IReadOnlyList<string> TokenKinds { get; }

    /// <summary>Its keys by purpose; most providers have one ring for all their tokens.</summary>
    public IReadOnlyList<FakeKeyRing> KeyRings => _rings;

    /// <summary>Every request so far.</summary>
    public FakeRequestLog Requests { get; } = new();

    /// <summary>How often the key set was asked for.</summary>
    public int KeySetRequests => Requests.Count(JwksPath);

    /// <summary>How often the discovery document was asked for.</summary>
    public int DiscoveryRequests => Requests.Count(DiscoveryPath);

    /// <summary>The <c>Cache-Control</c> header of the key set; null for none. Default: the provider's.</summary>
    public string? CacheControl { get; set; }

    /// <summary>
    /// Answers a request in the provider's place, when it gives an answer: for redirects, garbage and other things that no
    /// provider should send. Null by default. Not asked while the provider is stopped.
    /// </summary>
    public Func<FakeRequest, FakeResponse?>? Intercept { get; set; }

    /// <summary>The clock for the dates of tokens.</summary>
    protected TimeProvider Clock { get; }

    /// <summary>The present as a NumericDate (RFC 7519 §2).</summary>
    protected long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Mints a token.</summary>
    /// <param name="kind">One of <see cref="TokenKinds"/>.</param>
    /// <param name="alter">Alters header, claims or key before it is signed.</param>
    /// <returns>The compact token.</returns>
    /// <exception cref="ArgumentException">The provider has no such kind.</exception>
    public string Mint(string kind, Action<FakeToken>? alter = null) => Sign(Draft(kind), alter);

    /// <summary>Publishes the next key of each purpose without signing with it.</summary>
    public void PublishNextKey() => _rings.ForEach(static ring => ring.PublishNext());

    /// <summary>Rotates as the provider does: signs with the next key; the former one stays published where the provider keeps it.</summary>
    public virtual void Rotate() => _rings.ForEach(static ring => ring.Rotate());

    /// <summary>Takes the keys that sign no longer out of the key set.</summary>
    public void WithdrawPreviousKeys() => _rings.ForEach(static ring => ring.WithdrawPrevious());

    /// <summary>The key set as it is published now (RFC 7517 §5).</summary>
    public virtual JsonNode GetKeySet() =>
        new JsonObject
        {
            ["keys"] = new JsonArray([.. _rings.SelectMany(static ring => ring.Published).Select(ToJwk)]),
        };

    /// <summary>The discovery document as it is published now.</summary>
    public virtual JsonObject GetDiscoveryDocument() =>
        new()
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = JwksUri,
            ["authorization_endpoint"] = BaseAddress + "/authorize",
            ["token_endpoint"] = BaseAddress + "/oauth/token",
            ["response_types_supported"] = new JsonArray("code"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        };

    /// <summary>Fails every request from now on, until <see cref="Start"/>.</summary>
    /// <param name="outage">How.</param>
    public void Stop(FakeOutage outage = FakeOutage.ServiceUnavailable) =>
        Interlocked.Exchange(ref _stoppage, new Stoppage(outage)).End();

    /// <summary>Answers again; requests that hang are answered now.</summary>
    public void Start() => Stop(FakeOutage.None);

    /// <summary>
    /// Serves it in memory. A request for another host than the provider's fails as an unknown host does. Each call gives a
    /// handler of its own; all lead to this provider.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new FakeIdentityProviderHandler(this);

    /// <summary>Whether requests to this scheme, host and port reach the provider in memory.</summary>
    protected internal virtual bool Serves(string address) =>
        string.Equals(address, BaseAddress, StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers a request at an address of the provider's own.</summary>
    /// <returns>Null for an address that it does not have, which is answered with 404.</returns>
    protected virtual FakeResponse? Answer(FakeRequest request) => null;

    /// <summary>The public half of a key as the provider publishes it.</summary>
    protected abstract JsonObject ToJwk(FakeSigningKey key);

    /// <summary>Drafts a token of a kind.</summary>
    /// <exception cref="ArgumentException">The provider has no such kind.</exception>
    protected abstract FakeToken Draft(string kind);

    /// <summary>Alters and signs a draft.</summary>
    protected static string Sign(FakeToken token, Action<FakeToken>? alter)
    {
        alter?.Invoke(token);
        return token.Sign();
    }

    /// <summary>What <see cref="Draft"/> throws for a kind that the provider does not have.</summary>
    protected ArgumentException NoSuchKind(string kind) =>
        new($"{GetType().Name} has no kind of token \"{kind}\". It has {string.Join(", ", TokenKinds)}.", nameof(kind));

    /// <summary>Gives the provider keys for one purpose. Called by the constructor of a derived class.</summary>
    /// <param name="purpose">The purpose, which keeps the key pairs of several rings apart.</param>
    /// <param name="keyId">The <c>kid</c> of a key from its number, beginning with 1.</param>
    /// <param name="announcesNext">Whether the next key is always published beforehand.</param>
    /// <param name="keepsPrevious">Whether a former key stays published until it is withdrawn.</param>
    /// <param name="algorithm">The algorithm the keys sign with.</param>
    protected FakeKeyRing AddKeys(
        string purpose,
        Func<FakeSigningKey, int, string> keyId,
        bool announcesNext = false,
        bool keepsPrevious = true,
        JwtAlgorithms algorithm = JwtAlgorithms.RS256
    )
    {
        var ring = new FakeKeyRing(
            number =>
            {
                var key = FakeKeyMaterial.Get($"{_tenant} {purpose}", algorithm, number);
                return key.WithKeyId(keyId(key, number));
            },
            announcesNext,
            keepsPrevious
        );
        _rings.Add(ring);
        return ring;
    }

    internal async Task<FakeResponse> AnswerAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        while (_stoppage is { Outage: FakeOutage.Hang } hanging)
        {
            await hanging.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return _stoppage.Outage switch
        {
            FakeOutage.ServiceUnavailable => FakeResponse.Status(503),
            FakeOutage.CloseConnection => FakeResponse.Status(0) with { ClosesConnection = true },
            _ => Intercept?.Invoke(request)
                ?? Answer(request)
                ?? AnswerPublicDocument(request)
                ?? FakeResponse.Status(404),
        };
    }

    private FakeResponse? AnswerPublicDocument(FakeRequest request) =>
        request.Method != "GET" ? null
        : request.Path == JwksPath ? FakeResponse.Json(GetKeySet()) with { CacheControl = CacheControl }
        : request.Path == DiscoveryPath ? FakeResponse.Json(GetDiscoveryDocument())
        : null;

    private sealed class Stoppage(FakeOutage outage)
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public FakeOutage Outage => outage;

        public Task Ended => _ended.Task;

        public void End() => _ended.TrySetResult();
    }
}
