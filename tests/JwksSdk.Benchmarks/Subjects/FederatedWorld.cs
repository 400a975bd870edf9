using System.Globalization;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.IdentityModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>An application with a federation of twenty providers, the keys of all of which are held; the token is of the last one.</summary>
internal sealed class FederatedWorld : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly Member20 _member;
    private readonly AllMembers _all;

    /// <summary>Fetches the keys of all members.</summary>
    /// <param name="tokens">Whose keys they have.</param>
    /// <param name="services">What it is to have besides.</param>
    public FederatedWorld(TokenSet tokens, IServiceCollection? services = null)
    {
        services ??= new ServiceCollection();
        services.AddAllMembers();
        // After the members, so that it has the last word on the client of each.
        services.ConfigureAll<HttpClientFactoryOptions>(options =>
            options.HttpMessageHandlerBuilderActions.Add(builder =>
                builder.PrimaryHandler = new KeySetHandler(tokens.KeySet, new RequestCount())
            )
        );
        _services = services.BuildServiceProvider();
        _member = _services.GetRequiredService<Member20>();
        _all = _services.GetRequiredService<AllMembers>();
        var keys = _services.GetRequiredService<JwksSecurityKeys>();
        for (var i = 1; i <= 20; i++)
        {
            var issuer = string.Create(CultureInfo.InvariantCulture, $"https://t{i:00}.login.acme.example");
            if (!keys.WarmUpAsync(issuer).GetAwaiter().GetResult())
            {
                throw new InvalidOperationException("The keys of a member were not fetched.");
            }
        }
    }

    /// <summary>Verifies with the client of the one provider.</summary>
    public Subject VerifiesOne(string name, string token) =>
        Subject.Of(name, () => SdkWorld.Done(_member.VerifyAccessTokenAsync(token)).IsVerified);

    /// <summary>Verifies with the client of the federation.</summary>
    public Subject VerifiesFederated(string name, string token) =>
        Subject.Of(
            name,
            () =>
                SdkWorld.Done(_all.VerifyAsync(token)).TryGetToken(out var it)
                && it is AllMembersToken.Member20AccessToken
        );

    public void Dispose() => _services.Dispose();
}

/// <summary>Access tokens of all members.</summary>
[JwksFederation(
    typeof(Member01),
    typeof(Member02),
    typeof(Member03),
    typeof(Member04),
    typeof(Member05),
    typeof(Member06),
    typeof(Member07),
    typeof(Member08),
    typeof(Member09),
    typeof(Member10),
    typeof(Member11),
    typeof(Member12),
    typeof(Member13),
    typeof(Member14),
    typeof(Member15),
    typeof(Member16),
    typeof(Member17),
    typeof(Member18),
    typeof(Member19),
    typeof(Member20),
    Kinds = new[] { "AccessToken" }
)]
internal sealed partial class AllMembers;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t01.login.acme.example",
    JwksUri = "https://t01.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member01;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t02.login.acme.example",
    JwksUri = "https://t02.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member02;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t03.login.acme.example",
    JwksUri = "https://t03.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member03;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t04.login.acme.example",
    JwksUri = "https://t04.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member04;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t05.login.acme.example",
    JwksUri = "https://t05.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member05;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t06.login.acme.example",
    JwksUri = "https://t06.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member06;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t07.login.acme.example",
    JwksUri = "https://t07.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member07;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t08.login.acme.example",
    JwksUri = "https://t08.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member08;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t09.login.acme.example",
    JwksUri = "https://t09.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member09;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t10.login.acme.example",
    JwksUri = "https://t10.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member10;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t11.login.acme.example",
    JwksUri = "https://t11.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member11;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t12.login.acme.example",
    JwksUri = "https://t12.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member12;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t13.login.acme.example",
    JwksUri = "https://t13.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member13;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t14.login.acme.example",
    JwksUri = "https://t14.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member14;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t15.login.acme.example",
    JwksUri = "https://t15.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member15;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t16.login.acme.example",
    JwksUri = "https://t16.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member16;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t17.login.acme.example",
    JwksUri = "https://t17.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member17;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t18.login.acme.example",
    JwksUri = "https://t18.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member18;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t19.login.acme.example",
    JwksUri = "https://t19.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member19;

[JwksProvider(
    IdentityProvider.OpenIdConnect,
    Issuer = "https://t20.login.acme.example",
    JwksUri = "https://t20.login.acme.example/keys",
    Audience = TokenSet.Audience
)]
internal sealed partial class Member20;
