using JwksSdk.Providers;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests;

/// <summary>The line from the caller's memory to a token or an exception.</summary>
public sealed class JwtVerifierTests : IDisposable
{
    private readonly KeyStoreWorld _world = new() { Endpoint = { Published = [KeySets.Rsa] } };
    private readonly TestDeclaration _other = new("Other", "");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    /// <summary>A caller's buffer goes back to its pool as soon as the call returns, while the keys are still on their way.</summary>
    [Fact]
    public async Task The_memory_of_a_token_is_its_callers_again_when_the_call_returns()
    {
        _world.Endpoint.Mood = EndpointMood.Hanging;
        var utf8 = Token().Utf8();
        var characters = Token().ToCharArray();
        var first = _world.Verifier.VerifyAsync(utf8, Cancellation).AsTask();
        var second = _world.Verifier.VerifyAsync(characters, Cancellation).AsTask();
        _world.Clock.Settle();
        Assert.False(first.IsCompleted || second.IsCompleted);

        Array.Clear(utf8);
        Array.Clear(characters);
        Assert.True(_world.Endpoint.Release(isGood: true));

        Assert.True((await first).IsVerified);
        Assert.True((await second).IsVerified);
    }

    [Fact]
    public void A_token_without_a_shape_is_refused_before_the_call_returns()
    {
        Assert.Equal(JwtErrorCode.TokenEmpty, Refusal(null));
        Assert.Equal(JwtErrorCode.Opaque, Refusal("opaque"u8));

        JwtErrorCode Refusal(CompactToken token)
        {
            var verification = _world.Verifier.VerifyAsync(token, Cancellation);
            Assert.True(verification.IsCompletedSuccessfully);
            return verification.Result.Error.Code;
        }
    }

    [Fact]
    public async Task A_good_token_is_given_and_a_bad_one_thrown()
    {
        var token = Assert.IsType<Auth0AccessToken>(
            await _world.Verifier.VerifyOrThrowAsync(Token().Utf8(), Cancellation)
        );
        Assert.Equal("pat", token.Subject);

        var refused = await Assert.ThrowsAsync<JwtVerificationException>(async () =>
            await _world.Verifier.VerifyOrThrowAsync(Token(expiresIn: -100), Cancellation)
        );
        Assert.Equal(new JwtError(JwtErrorCode.Expired, "exp"), refused.Error);
    }

    [Fact]
    public async Task A_kind_is_given_or_thrown_too()
    {
        var kind = Assert.IsType<TokenKind<Auth0AccessToken>>(
            _world.Route.Provider.Declaration.Kinds.Single(static kind => kind.Name == "AccessToken")
        );
        Assert.Equal(
            "pat",
            (await _world.Verifier.VerifyOrThrowAsync<Auth0AccessToken>(kind, Token(), Cancellation)).Subject
        );

        var refused = await Assert.ThrowsAsync<JwtVerificationException>(async () =>
            await _world.Verifier.VerifyOrThrowAsync<Auth0AccessToken>(kind, default, Cancellation)
        );
        Assert.Equal(JwtErrorCode.TokenEmpty, refused.Error.Code);
    }

    [Fact]
    public async Task An_explanation_takes_every_form_too_and_is_no_token_of_the_statistics()
    {
        using var app = new TestApp().Add();
        app.Endpoint.Always(KeySets.Of(KeySets.Rsa));
        var text = Token(TestApp.Issuer, app.Clock.GetUtcNow());
        var utf8 = text.Utf8();
        var explaining = app.Verifier.ExplainAsync(utf8, Cancellation).AsTask();
        Array.Clear(utf8);

        Assert.True((await explaining).IsVerified);
        Assert.True((await app.Verifier.ExplainAsync(text.AsSpan(), Cancellation)).IsVerified);
        Assert.Empty(app.Meters.Of("jwkssdk.tokens"));
        Assert.True((await app.Verifier.VerifyAsync(text, Cancellation)).IsVerified);
        Assert.Single(app.Meters.Of("jwkssdk.tokens"));
    }

    [Fact]
    public async Task An_explanation_refuses_misuse_and_ends_with_its_cancellation()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await _world.Verifier.ExplainAsync<Auth0AccessToken>(_other.AccessToken, Token(), Cancellation)
        );
        await Assert.ThrowsAsync<ArgumentNullException>(async () =>
            await _world.Verifier.ExplainAsync<Auth0AccessToken>(null!, Token(), Cancellation)
        );

        _world.Endpoint.Mood = EndpointMood.Hanging;
        using var ended = new CancellationTokenSource();
        var waiting = _world.Verifier.ExplainAsync(Token(), ended.Token).AsTask();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            waiting.WaitAsync(TimeSpan.FromMinutes(1), Cancellation)
        );
    }

    /// <summary>Misuse is told apart from a bad token: it stays the exception that it is without <c>OrThrow</c>.</summary>
    [Fact]
    public async Task What_is_no_refusal_is_thrown_as_it_is()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await _world.Verifier.VerifyOrThrowAsync<Auth0AccessToken>(_other.AccessToken, Token(), Cancellation)
        );
        await Assert.ThrowsAsync<ArgumentNullException>(async () =>
            await ((IJwtVerifier)null!).VerifyOrThrowAsync(Token(), Cancellation)
        );

        _world.Endpoint.Mood = EndpointMood.Hanging;
        using var ended = new CancellationTokenSource();
        var waiting = _world.Verifier.VerifyOrThrowAsync(Token(), ended.Token).AsTask();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            waiting.WaitAsync(TimeSpan.FromMinutes(1), Cancellation)
        );
    }

    private string Token(int expiresIn = 300) => Token(KeyStoreWorld.Issuer, _world.Clock.GetUtcNow(), expiresIn);

    private static string Token(string issuer, DateTimeOffset now, int expiresIn = 300) =>
        KeySets.Rsa.Sign(
            """{"alg":"RS256","typ":"JWT","kid":"rsa-1"}""",
            $$"""
            {"iss":"{{issuer}}","sub":"pat","aud":"https://api.acme.test/","azp":"client",
            "iat":{{now.ToUnixTimeSeconds()}},
            "exp":{{now.ToUnixTimeSeconds() + expiresIn}}}
            """
        );
}
