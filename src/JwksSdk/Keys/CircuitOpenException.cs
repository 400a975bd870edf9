namespace JwksSdk.Keys;

/// <summary>No try was made, because too many failed of late.</summary>
internal sealed class CircuitOpenException(Exception innerException)
    : Exception("Too many requests failed of late; none is made for a moment.", innerException);
