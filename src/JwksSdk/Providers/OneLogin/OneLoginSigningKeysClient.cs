using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using JwksSdk.Providers;

namespace JwksSdk;

/// <summary>
/// Lists the signing keys of a OneLogin account with their state: an administrative call, with a token from the Generate
/// Token API. Made by <c>AddSigningKeysApi</c>. Safe for any number of threads.
/// </summary>
/// <remarks>
/// Tokens are verified with the public key set, never with this list: OneLogin says so, and the list needs a credential
/// that can do far more than read keys.
/// </remarks>
public sealed class OneLoginSigningKeysClient
{
    private readonly OneLoginApiChannel _api;
    private readonly OneLoginApiToken _token;

    internal OneLoginSigningKeysClient(OneLoginApiChannel api, OneLoginApiToken token)
    {
        _api = api;
        _token = token;
    }

    /// <summary>Lists the keys. Draining ones are listed until they are revoked.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The keys, in OneLogin's order.</returns>
    /// <exception cref="OneLoginApiException">OneLogin was not reached, refused, or answered with something else than such a list.</exception>
    public async Task<IReadOnlyList<OneLoginSigningKey>> GetSigningKeysAsync(
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await ListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OneLoginApiException e) when (e.StatusCode == HttpStatusCode.Unauthorized && _token.Forget())
        {
            // The kept token may have been revoked since; a fresh one settles it.
            return await ListAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<OneLoginSigningKey>> ListAsync(CancellationToken cancellationToken)
    {
        var bearer = await _token.GetAsync(cancellationToken).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Get, _api.At("/oidc/2/signing_keys"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var document = await _api.SendAsync("list of signing keys", request, cancellationToken)
            .ConfigureAwait(false);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new OneLoginApiException("OneLogin's list of signing keys is not a JSON array.");
        }

        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static OneLoginSigningKey Read(JsonElement key) =>
        new(
            OneLoginApiChannel.Text(key, "kid")
                ?? throw new OneLoginApiException("OneLogin's list of signing keys has a key without kid."),
            OneLoginApiChannel.Text(key, "status") switch
            {
                "active" => OneLoginSigningKeyStatus.Active,
                "draining" => OneLoginSigningKeyStatus.Draining,
                _ => OneLoginSigningKeyStatus.Unknown,
            },
            OneLoginApiChannel.Text(key, "kty"),
            OneLoginApiChannel.Text(key, "use"),
            OneLoginApiChannel.Text(key, "n"),
            OneLoginApiChannel.Text(key, "e")
        );
}
