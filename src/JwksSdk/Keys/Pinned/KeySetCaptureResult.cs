namespace JwksSdk.Keys;

/// <summary>What became of a capture.</summary>
/// <param name="KeySet">
/// The key set; null when it could not be fetched or read. When none of its keys can be used it holds the reasons alone.
/// </param>
/// <param name="Error">Why there is no key set to pin; <see cref="KeySetError.None"/> when there is one.</param>
/// <param name="Detail">A status code or the platform's name for a failure; never text of an answer.</param>
public sealed record KeySetCaptureResult(PinnedKeySet? KeySet, KeySetError Error, string? Detail);
