using System.IdentityModel.Tokens.Jwt;
using JwksSdk.Benchmarks.Measuring;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>The handlers of Microsoft.IdentityModel, each with the parameters that ask for the same checks.</summary>
internal static class MicrosoftPeers
{
    /// <summary><c>JsonWebTokenHandler</c> with a key at hand; claims are left unread.</summary>
    public static Subject StaticKey(TokenSet tokens, string? token = null)
    {
        var handler = new JsonWebTokenHandler();
        var parameters = Parameters(tokens);
        parameters.IssuerSigningKeys = Keys(tokens);
        return Of(
            "JsonWebTokenHandler, static key",
            handler,
            parameters,
            token ?? tokens.Token,
            token is null,
            reads: false
        );
    }

    /// <summary><c>JsonWebTokenHandler</c> as JwtBearer uses it: keys from a <c>ConfigurationManager</c>, claims as an identity.</summary>
    public static Subject Managed(TokenSet tokens, string? token = null)
    {
        var handler = new JsonWebTokenHandler();
        var parameters = Parameters(tokens);
        parameters.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
            tokens.Issuer + "/.well-known/openid-configuration",
            new Retriever(tokens)
        );
        return Of(
            "JsonWebTokenHandler, ConfigurationManager, identity",
            handler,
            parameters,
            token ?? tokens.Token,
            token is null,
            reads: true
        );
    }

    /// <summary>The legacy <c>JwtSecurityTokenHandler</c>.</summary>
    public static Subject Legacy(TokenSet tokens)
    {
        var handler = new JwtSecurityTokenHandler { MapInboundClaims = false };
        var parameters = Parameters(tokens);
        parameters.IssuerSigningKeys = Keys(tokens);
        return Subject.Of(
            "JwtSecurityTokenHandler",
            () => handler.ValidateToken(tokens.Token, parameters, out _).Identity is not null
        );
    }

    private static Subject Of(
        string name,
        JsonWebTokenHandler handler,
        TokenValidationParameters parameters,
        string token,
        bool isGood,
        bool reads
    ) =>
        Subject.Of(
            name,
            () =>
            {
                var result = handler.ValidateTokenAsync(token, parameters).GetAwaiter().GetResult();
                return result.IsValid == isGood && (!reads || !isGood || result.ClaimsIdentity.IsAuthenticated);
            }
        );

    private static TokenValidationParameters Parameters(TokenSet tokens) =>
        new()
        {
            ValidIssuer = tokens.Issuer,
            ValidAudience = TokenSet.Audience,
            ValidAlgorithms = [tokens.Algorithm.ToString()],
            ValidTypes = ["at+jwt"],
            ClockSkew = TimeSpan.FromSeconds(60),
        };

    private static IList<SecurityKey> Keys(TokenSet tokens) => new JsonWebKeySet(tokens.KeySet).GetSigningKeys();

    private sealed class Retriever(TokenSet tokens) : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(
            string address,
            IDocumentRetriever retriever,
            CancellationToken cancel
        )
        {
            var configuration = new OpenIdConnectConfiguration
            {
                Issuer = tokens.Issuer,
                JsonWebKeySet = new JsonWebKeySet(tokens.KeySet),
            };
            foreach (var key in Keys(tokens))
            {
                configuration.SigningKeys.Add(key);
            }

            return Task.FromResult(configuration);
        }
    }
}
