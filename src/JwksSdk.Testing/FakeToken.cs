using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>
/// A token about to be signed. A test may alter any part of it; what it is signed with does not follow what its header
/// says, so that a test can make the two disagree.
/// </summary>
public sealed class FakeToken
{
    private static readonly string[] Dates = ["iat", "nbf", "exp", "auth_time", "rat"];

    /// <summary>Drafts a token.</summary>
    /// <param name="header">The header; its members are written in their order.</param>
    /// <param name="claims">The claims; their members are written in their order.</param>
    /// <param name="signingKey">The key it will be signed with.</param>
    public FakeToken(JsonObject header, JsonObject claims, FakeSigningKey signingKey)
    {
        Header = header;
        Claims = claims;
        SigningKey = signingKey;
    }

    /// <summary>The header.</summary>
    public JsonObject Header { get; }

    /// <summary>The claims.</summary>
    public JsonObject Claims { get; }

    /// <summary>The key it will be signed with.</summary>
    public FakeSigningKey SigningKey { get; set; }

    /// <summary>Writes every slash in the claims as <c>\/</c>, as some issuers do; equal after JSON unescaping. Default: false.</summary>
    public bool EscapesSlashes { get; set; }

    /// <summary>Makes it as old as if it had been minted that long ago: moves every NumericDate it has into the past.</summary>
    /// <param name="by">How long ago.</param>
    public void Age(TimeSpan by)
    {
        foreach (var name in Dates)
        {
            if (Claims[name] is JsonValue value && value.TryGetValue(out long seconds))
            {
                Claims[name] = seconds - (long)by.TotalSeconds;
            }
        }
    }

    /// <summary>The compact token (RFC 7515 §7.1).</summary>
    public string Sign()
    {
        var claims = FakeJson.ToText(Claims);
        return SigningKey.Sign(
            FakeJson.ToText(Header),
            EscapesSlashes ? claims.Replace("/", "\\/", StringComparison.Ordinal) : claims
        );
    }

    /// <summary>The type's name; never a claim value.</summary>
    public override string ToString() => nameof(FakeToken);
}
