using System.IdentityModel.Tokens.Jwt;
using JwksSdk.Benchmarks.Measuring;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
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
    /// <summary>All of them, verifying the good token.</summary>
    public static Subject[] Verifying(TokenSet tokens) => All(tokens, tokens.Token, isGood: true);

    /// <summary>All of them, refusing a bad token.</summary>
    public static Subject[] Refusing(TokenSet tokens, string token) => All(tokens, token, isGood: false);

    /// <summary>All of them, taking a bad token as if it were good.</summary>
    public static Subject[] Taking(TokenSet tokens, string token) => All(tokens, token, isGood: true);

    /// <summary>The two that are measured on two threads: <c>JsonWebTokenHandler</c> without and with a <c>ConfigurationManager</c>.</summary>
    public static Subject[] Handlers(TokenSet tokens) =>
        [StaticKey(tokens, tokens.Token, isGood: true), Managed(tokens, tokens.Token, isGood: true)];

    private static Subject[] All(TokenSet tokens, string token, bool isGood) =>
        [
            StaticKey(tokens, token, isGood),
            Managed(tokens, token, isGood),
            Legacy(tokens, token, isGood),
            JwtBearer(tokens, token, isGood),
        ];

    /// <summary><c>JsonWebTokenHandler</c> with a key at hand; claims are left unread.</summary>
    private static Subject StaticKey(TokenSet tokens, string token, bool isGood)
    {
        var handler = new JsonWebTokenHandler();
        var parameters = Parameters(tokens);
        parameters.IssuerSigningKeys = Keys(tokens);
        return Subject.Of(
            SubjectNames.StaticKey,
            () => handler.ValidateTokenAsync(token, parameters).GetAwaiter().GetResult().IsValid == isGood
        );
    }

    /// <summary><c>JsonWebTokenHandler</c> as JwtBearer uses it: keys from a <c>ConfigurationManager</c>, claims as an identity.</summary>
    private static Subject Managed(TokenSet tokens, string token, bool isGood)
    {
        var handler = new JsonWebTokenHandler();
        var parameters = Parameters(tokens);
        parameters.ConfigurationManager = Manager(tokens);
        return Subject.Of(
            SubjectNames.Managed,
            () =>
            {
                var result = handler.ValidateTokenAsync(token, parameters).GetAwaiter().GetResult();
                return result.IsValid == isGood && (!isGood || result.ClaimsIdentity.IsAuthenticated);
            }
        );
    }

    /// <summary>The legacy <c>JwtSecurityTokenHandler</c>, which refuses by an exception.</summary>
    private static Subject Legacy(TokenSet tokens, string token, bool isGood)
    {
        var handler = new JwtSecurityTokenHandler { MapInboundClaims = false };
        var parameters = Parameters(tokens);
        parameters.IssuerSigningKeys = Keys(tokens);
        return Subject.Of(SubjectNames.Legacy, () => Takes() == isGood);

        bool Takes()
        {
            try
            {
                return handler.ValidateToken(token, parameters, out _).Identity is { IsAuthenticated: true };
            }
            catch (Exception exception) when (exception is SecurityTokenException or ArgumentException)
            {
                return false;
            }
        }
    }

    /// <summary>JwtBearer in a pipeline of ASP.NET Core: its middleware, and an end that asks who it is; a scope and a context for each request.</summary>
    private static Subject JwtBearer(TokenSet tokens, string token, bool isGood)
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
        var builder = new ApplicationBuilder(provider);
        builder.UseAuthentication();
        builder.Run(static context =>
        {
            context.Response.StatusCode = context.User.Identity is { IsAuthenticated: true }
                ? StatusCodes.Status200OK
                : StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        var pipeline = builder.Build();
        var header = "Bearer " + token;
        var expected = isGood ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        return Subject.Of(
            SubjectNames.JwtBearer,
            () =>
            {
                using var scope = provider.CreateScope();
                var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
                context.Request.Headers.Authorization = header;
                pipeline(context).GetAwaiter().GetResult();
                return context.Response.StatusCode == expected;
            }
        );
    }

    private static ConfigurationManager<OpenIdConnectConfiguration> Manager(TokenSet tokens) =>
        new(tokens.Issuer + "/.well-known/openid-configuration", new Retriever(tokens));

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
