namespace JwksSdk.Testing;

/// <summary>How a fake identity provider fails while it is stopped.</summary>
public enum FakeOutage
{
    /// <summary>It does not fail.</summary>
    None,

    /// <summary>Every request is answered with 503 at once.</summary>
    ServiceUnavailable,

    /// <summary>No request is answered until the provider is started again or the caller gives up.</summary>
    Hang,

    /// <summary>Every connection is closed without an answer.</summary>
    CloseConnection,
}
