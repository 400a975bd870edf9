using System.IdentityModel.Tokens.Jwt;
using JwksSdk.Benchmarks.Measuring;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
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
        parameters.ConfigurationManager = Manager(tokens);
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

    /// <summary>The authentication handler <c>JwtBearer</c> of ASP.NET Core, asked as its middleware asks: a scope and a context for each request.</summary>
    public static Subject JwtBearer(TokenSet tokens)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services
            .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.MapInboundClaims = false;
                options.TokenValidationParameters = Parameters(tokens);
                options.ConfigurationManager = Manager(tokens);
            });
        var provider = services.BuildServiceProvider();
        var header = "Bearer " + tokens.Token;
        return Subject.Of(
            "JwtBearer 8.0, authenticate",
            () =>
            {
                using var scope = provider.CreateScope();
                var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
                context.Request.Headers.Authorization = header;
                return context.AuthenticateAsync().GetAwaiter().GetResult().Succeeded;
            }
        );
    }

    private static ConfigurationManager<OpenIdConnectConfiguration> Manager(TokenSet tokens) =>
        new(tokens.Issuer + "/.well-known/openid-configuration", new Retriever(tokens));

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
