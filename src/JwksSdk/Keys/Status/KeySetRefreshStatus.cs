namespace JwksSdk;

/// <summary>How a refresh that the application asked for ended.</summary>
public enum KeySetRefreshStatus
{
    /// <summary>The key set was fetched and read anew.</summary>
    Refreshed = 0,

    /// <summary>Its source says that the key set which is held did not change.</summary>
    NotModified = 1,

    /// <summary>No current key set could be had; the keys held before stay as long as they are trusted.</summary>
    Failed = 2,

    /// <summary>No fetch was made: the budget is spent, or a failure holds it back.</summary>
    Skipped = 3,

    /// <summary>There is nothing to fetch: the key was given beforehand.</summary>
    Fixed = 4,
}
