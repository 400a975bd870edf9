namespace JwksSdk.Keys;

/// <summary>No connection was made, because the host leads to an address that the declaration does not allow.</summary>
/// <param name="message">What is wrong and what to change; names no address.</param>
internal sealed class PrivateAddressException(string message) : Exception(message);
