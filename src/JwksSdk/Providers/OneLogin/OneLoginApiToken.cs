using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace JwksSdk.Providers;

/// <summary>
/// The bearer token of OneLogin's Generate Token API, kept until shortly before it expires. OneLogin gives the same token
/// for the same credentials, so two calls that ask at the same time do no harm, and nothing waits for anything here.
/// </summary>
internal sealed class OneLoginApiToken(OneLoginApiChannel api, OneLoginApiOptions options, TimeProvider clock)
{
    private const int DefaultLifetimeSeconds = 36_000;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private Kept? _kept;

    /// <summary>The kept token, or a new one.</summary>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _kept) is { } kept && clock.GetUtcNow() < kept.Until)
        {
            return kept.Token;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, api.At("/auth/oauth2/v2/token"));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}"))
        );
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        using var document = await api.SendAsync("access token", request, cancellationToken).ConfigureAwait(false);
        var fresh = Read(document.RootElement, clock.GetUtcNow());
        Volatile.Write(ref _kept, fresh);
        return fresh.Token;
    }

    /// <summary>Forgets the kept token. False when there was none.</summary>
    public bool Forget() => Interlocked.Exchange(ref _kept, null) is not null;

    private static Kept Read(JsonElement answer, DateTimeOffset now)
    {
        if (
            OneLoginApiChannel.Text(answer, "access_token") is not { Length: > 0 } text
            || text.Any(static c => c is <= ' ' or > '~')
        )
        {
            throw new OneLoginApiException("OneLogin's answer to the request for an access token holds none.");
        }

        var seconds =
            answer.TryGetProperty("expires_in", out var lifetime)
            && lifetime.ValueKind == JsonValueKind.Number
            && lifetime.TryGetInt32(out var value)
                ? value
                : DefaultLifetimeSeconds;

        // The token may be one that was given out before: its lifetime counts from when it was made.
        var made =
            DateTimeOffset.TryParse(
                OneLoginApiChannel.Text(answer, "created_at"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var time
            )
            && time < now
                ? time
                : now;
        var left = TimeSpan.FromSeconds(seconds) - (now - made) - Margin;
        return new Kept(text, left > TimeSpan.Zero ? now + left : now);
    }

    private sealed class Kept(string token, DateTimeOffset until)
    {
        public string Token { get; } = token;

        public DateTimeOffset Until { get; } = until;
    }
}
