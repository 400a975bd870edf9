using System.Text;
using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>The administrative part of a fake OneLogin account: the Generate Token API, and the signing keys it opens.</summary>
internal sealed class OneLoginApi(FakeKeyRing keys, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(36_000);
    private readonly Lock _lock = new();
    private string _token = "";
    private DateTimeOffset _issued = DateTimeOffset.MinValue;
    private int _made;

    public string ClientId { get; set; } = "acmeapiclient0001";

    public string ClientSecret { get; set; } = "acmeapisecret0001";

    public FakeResponse? Answer(FakeRequest request)
    {
        if (request is { Method: "POST", Path: FakeOneLogin.GenerateTokenPath })
        {
            return HasCredentials(request) ? FakeResponse.Json(GenerateToken()) : Unauthorized();
        }

        if (
            request.Path != FakeOneLogin.SigningKeysPath
            && !request.Path.StartsWith(FakeOneLogin.SigningKeysPath + "/", StringComparison.Ordinal)
        )
        {
            return null;
        }

        return HasToken(request)
            ? AnswerKeys(request.Method, request.Path[FakeOneLogin.SigningKeysPath.Length..].TrimStart('/'))
            : Unauthorized();
    }

    private FakeResponse? AnswerKeys(string method, string keyId)
    {
        switch (method, keyId)
        {
            case ("GET", ""):
                return FakeResponse.Json(new JsonArray([.. keys.Published.Select(Describe)]));
            case ("POST", ""):
                keys.Rotate();
                return FakeResponse.Json(Describe(keys.Current)) with { StatusCode = 201 };
            case ("GET", _):
                return keys.Published.FirstOrDefault(key => key.KeyId == keyId) is { } found
                    ? FakeResponse.Json(Describe(found))
                    : null;
            case ("DELETE", _):
                return FakeResponse.Status(keys.Withdraw(keyId) ? 204 : 422);
            default:
                return null;
        }
    }

    private JsonObject Describe(FakeSigningKey key)
    {
        var jwk = key.ToJwk("kid", "kty", "e", "use", "n");
        jwk.Insert(1, "status", ReferenceEquals(key, keys.Current) ? "active" : "draining");
        return jwk;
    }

    /// <summary>The same credentials get the same token until it expires.</summary>
    private JsonObject GenerateToken()
    {
        lock (_lock)
        {
            if (!IsFresh())
            {
                _token = $"acmeapitoken{++_made:0000}";
                _issued = clock.GetUtcNow();
            }

            return new JsonObject
            {
                ["access_token"] = _token,
                ["created_at"] = _issued.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", null),
                ["expires_in"] = (int)(Lifetime - (clock.GetUtcNow() - _issued)).TotalSeconds,
                ["refresh_token"] = "acmeapirefresh0001",
                ["token_type"] = "bearer",
                ["account_id"] = 555555,
            };
        }
    }

    private bool HasToken(FakeRequest request)
    {
        lock (_lock)
        {
            return IsFresh() && request.Authorization is { } value && Matches(value, "bearer " + _token, 7);
        }
    }

    private bool IsFresh() => _made > 0 && clock.GetUtcNow() - _issued < Lifetime;

    /// <summary>The three forms that the vendor documents: its own, Basic (RFC 7617), and members of the body.</summary>
    private bool HasCredentials(FakeRequest request)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));
        return request.Authorization is { } header
            ? header == $"client_id:{ClientId}, client_secret:{ClientSecret}" || Matches(header, "basic " + basic, 6)
            : InForm(request.Body) || InJson(request.Body);
    }

    private bool InForm(string body)
    {
        var members = body.Split('&');
        return members.Contains("client_id=" + Uri.EscapeDataString(ClientId))
            && members.Contains("client_secret=" + Uri.EscapeDataString(ClientSecret));
    }

    private bool InJson(string body) =>
        body.StartsWith('{')
        && JsonNode.Parse(body) is { } members
        && (string?)members["client_id"] == ClientId
        && (string?)members["client_secret"] == ClientSecret;

    /// <summary>The scheme is compared without regard to case (RFC 9110 §11.1), the credential exactly.</summary>
    private static bool Matches(string header, string expected, int schemeLength) =>
        header.Length == expected.Length
        && header.AsSpan(0, schemeLength).Equals(expected.AsSpan(0, schemeLength), StringComparison.OrdinalIgnoreCase)
        && header.AsSpan(schemeLength).SequenceEqual(expected.AsSpan(schemeLength));

    private static FakeResponse Unauthorized() => new(401, """{"message":"Unauthorized","statusCode":401}""");
}
