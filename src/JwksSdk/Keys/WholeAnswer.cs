namespace JwksSdk.Keys;

/// <summary>
/// Reads the body of an answer before it hands the answer on, up to <see cref="KeyDownload.MaxLength"/> bytes after
/// decompression: an answer that never ends is a try that failed. Innermost, so it begins each try.
/// </summary>
internal sealed class WholeAnswer : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        OneConnection.Renew(request);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(KeyDownload.MaxLength, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
