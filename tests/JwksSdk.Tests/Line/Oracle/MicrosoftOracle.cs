using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>
/// Another implementation's opinion of a token that was accepted: <see cref="JsonWebTokenHandler"/> with the same issuer, the
/// keys of that issuer alone, the same algorithms, audience, clock and skew; then the platform's own JSON reader, with
/// duplicates forbidden. What is declared is written down here once more, by hand.
/// </summary>
internal sealed partial class MicrosoftOracle(LineWorld world)
{
    private static readonly string[] Auth0Clients = ["k3JdAcmeWebClient0000000000000000", "M2Mclient000"];
    private static readonly string[] Registered = ["sub", "aud", "exp", "nbf", "iat", "jti"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly Dictionary<(string Issuer, string Kind), TokenValidationParameters> _parameters = [];

    /// <summary>
    /// The accepted tokens whose signature the other implementation did not check, because it takes <c>azp</c> for a text in
    /// every token, and here it is read in those kinds alone that have it.
    /// </summary>
    public int Abstentions { get; private set; }

    /// <summary>Why the token should not have been accepted as that kind; null when it should.</summary>
    public async Task<string?> ObjectAsync(LineIssuer issuer, string kind, string text, JwtToken accepted)
    {
        if (!_parameters.TryGetValue((issuer.Name, kind), out var parameters))
        {
            parameters = _parameters[(issuer.Name, kind)] = Parameters(issuer, kind);
        }

        var parts = text.Split('.');
        using var header = Read(parts[0]);
        using var claims = Read(parts[1]);
        if (header is null || claims is null)
        {
            return "JSON that is not strict, or not written in the one way";
        }

        var result = await _handler.ValidateTokenAsync(text, parameters);
        if (!result.IsValid)
        {
            if (UnreadClaim(result.Exception) != "azp" || HasAuthorizedParty(issuer, kind))
            {
                return $"refused with {Code(result.Exception)} for {UnreadClaim(result.Exception) ?? "what it is"}";
            }

            Abstentions++;
        }

        return Compare(issuer, kind, header.RootElement, claims.RootElement, accepted, parameters);
    }

    private string? Compare(
        LineIssuer issuer,
        string kind,
        JsonElement header,
        JsonElement claims,
        JwtToken accepted,
        TokenValidationParameters parameters
    ) =>
        header.TryGetProperty("crit", out _) || header.TryGetProperty("b64", out _) ? "an extension"
        : claims.GetProperty("iss").GetString() != issuer.Fake.Issuer ? "another issuer"
        : parameters.ValidateAudience && !accepted.Audiences.Intersect(parameters.ValidAudiences).Any()
            ? "another audience"
        : !HasClient(issuer, kind, claims) ? "another client"
        : !IsAlive(claims, parameters.ClockSkew) ? "out of its time"
        : Registered.Any(claim => claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Null)
            ? "a registered claim that says nothing"
        : claims.TryGetProperty("cnf", out _) ? "bound to a key"
        : claims.TryGetProperty("auth_time", out var signedIn) && signedIn.ValueKind != JsonValueKind.Number
            ? "a sign-in at no time"
        : accepted.Subject != Text(claims, "sub") ? "another subject was read"
        : !accepted.Audiences.SequenceEqual(Texts(claims, "aud")) ? "other audiences were read"
        : Math.Abs(accepted.ExpiresAt.ToUnixTimeMilliseconds() - (Date(claims, "exp")!.Value * 1000)) > 1
            ? "another end was read"
        : null;

    private TokenValidationParameters Parameters(LineIssuer issuer, string kind)
    {
        var keys = issuer.Name == "OpenIdConnect" ? LineKeys.Published(issuer.Fake) : issuer.Fake.GetKeySet();
        var (rule, audiences) = AudiencesOf(issuer, kind);
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = issuer.Fake.Issuer,
            IssuerSigningKeys = new JsonWebKeySet(keys.ToJsonString()).Keys.Where(static key =>
                key.Kty is "RSA" or "EC"
            ),
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = AlgorithmsOf(issuer),
            ValidateAudience = rule,
            ValidAudiences = audiences,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            ClockSkew = SkewOf(issuer),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
        };
        SetClock(parameters, world.Clock);
        return parameters;
    }

    private static string[] AlgorithmsOf(LineIssuer issuer) =>
        issuer.Name switch
        {
            "OpenIdConnect" => Enum.GetNames<JwtAlgorithms>(),
            _ => ["RS256"],
        };

    private static TimeSpan SkewOf(LineIssuer issuer) =>
        TimeSpan.FromSeconds(issuer.Name is "Clerk" or "ClerkSecond" ? 5 : 60);

    private static (bool IsRequired, string[] Audiences) AudiencesOf(LineIssuer issuer, string kind) =>
        (issuer.Name, kind) switch
        {
            ("Auth0" or "Auth0Second", "AccessToken") => (true, ["https://api.acme.test/"]),
            ("Auth0" or "Auth0Second", _) => (true, Auth0Clients),
            ("Okta", "AccessToken") => (true, ["api://default"]),
            ("Okta", _) => (true, ["0oaacme0000000001"]),
            ("Cognito", "IdToken") => (true, ["1acmeclient00000000000000"]),
            ("Clerk" or "ClerkSecond", "MachineToken") => (true, ["mch_2Acme02"]),
            ("OneLogin" or "OpenIdConnect" or "SuperTokens", "AccessToken" or "OAuthAccessToken") => (
                true,
                ["https://api.acme.test"]
            ),
            ("OneLogin", _) => (true, ["acme0000-0000-0000-0000-000000000001"]),
            ("OpenIdConnect", _) => (true, ["acme-web"]),
            ("SuperTokens", "IdToken") => (true, ["stcl_acme0001"]),
            _ => (false, []),
        };

    /// <summary>The claims that take an audience's place, or stand beside it.</summary>
    private static bool HasClient(LineIssuer issuer, string kind, JsonElement claims) =>
        (issuer.Name, kind) switch
        {
            ("Auth0" or "Auth0Second", "AccessToken") => Auth0Clients.Contains(
                Text(claims, "client_id") ?? Text(claims, "azp")
            ),
            ("Okta", "AccessToken") => Text(claims, "cid") == "0oaacme0000000001",
            ("Cognito", "AccessToken") => Text(claims, "client_id") == "1acmeclient00000000000000",
            ("Clerk" or "ClerkSecond", "SessionToken") => Text(claims, "azp") == "https://app.acme.test"
                && MayNameAudience(claims),
            ("Clerk" or "ClerkSecond", "OAuthToken") => Text(claims, "client_id") == "oauthclient2Acme01"
                && MayNameAudience(claims),
            ("SuperTokens", "OAuthAccessToken") => Text(claims, "client_id") == "stcl_acme0001",
            ("OpenIdConnect", "AccessToken") => (Text(claims, "client_id") ?? Text(claims, "azp")) == "acme-web",
            ("OneLogin", "AccessToken") => Text(claims, "azp") is null or "acme0000-0000-0000-0000-000000000001",
            _ => true,
        };

    /// <summary>Whether tokens of the kind have an <c>azp</c>.</summary>
    private static bool HasAuthorizedParty(LineIssuer issuer, string kind) =>
        (issuer.Name, kind)
            is
                ("Auth0" or "Auth0Second" or "OneLogin" or "OpenIdConnect", _)
                or
                ("Clerk" or "ClerkSecond", "SessionToken");

    private static bool MayNameAudience(JsonElement claims) =>
        Texts(claims, "aud") is var audiences && (!audiences.Any() || audiences.Contains("mch_2Acme02"));

    private static JsonElement? Present(JsonElement claims, string claim) =>
        claims.TryGetProperty(claim, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement claims, string claim) => Present(claims, claim)?.GetString();

    private static IEnumerable<string?> Texts(JsonElement claims, string claim) =>
        Present(claims, claim) is not { } value ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()]
        : value.EnumerateArray().Select(static each => each.GetString());

    private static double? Date(JsonElement claims, string claim) => Present(claims, claim)?.GetDouble();

    /// <summary>
    /// With fractions of a second, which the other implementation rounds, and with <c>iat</c>, at which it does not look.
    /// </summary>
    private bool IsAlive(JsonElement claims, TimeSpan skew)
    {
        var (now, wide) = (world.Clock.GetUtcNow().ToUnixTimeSeconds(), skew.TotalSeconds);
        return Date(claims, "exp") is { } end
            && now - wide < end
            && (Date(claims, "nbf") ?? 0) <= now + wide
            && (Date(claims, "iat") ?? 0) <= now + wide;
    }

    /// <summary>A part that is the one way to write its bytes, and they are strict JSON; null when it is not.</summary>
    private static JsonDocument? Read(string part)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(part);
            return RawToken.Encode(bytes) == part ? JsonDocument.Parse(bytes, Strict) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The number of the other implementation's message; the rest of it may show claims.</summary>
    private static string Code(Exception exception) => Number().Match(exception.Message).Value;

    /// <summary>The claim whose JSON type the other implementation did not expect; null when that was not why it refused.</summary>
    private static string? UnreadClaim(Exception exception) =>
        exception.InnerException is JsonException inner ? Claim().Match(inner.Message).Groups[1].Value : null;

    /// <summary>The other implementation's date rules have a clock that may be another one than the system's, but do not publish it.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_TimeProvider")]
    private static extern void SetClock(TokenValidationParameters parameters, TimeProvider clock);

    [GeneratedRegex(@"^IDX\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"JsonWebToken\.([a-z_]+)'")]
    private static partial Regex Claim();
}
