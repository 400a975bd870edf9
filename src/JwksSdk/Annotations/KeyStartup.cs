namespace JwksSdk;

/// <summary>What the start of the application owes to a provider's keys.</summary>
public enum KeyStartup
{
    /// <summary>
    /// The keys are fetched in the background when the host starts; a provider that does not answer keeps nothing from
    /// starting, and the health of the application tells while there are no keys.
    /// </summary>
    Degraded = 0,

    /// <summary>The host does not start without the keys.</summary>
    Required = 1,

    /// <summary>The keys are fetched when the first token asks for them.</summary>
    Lazy = 2,
}
