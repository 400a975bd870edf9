namespace JwksSdk.Cli;

/// <summary>What the tool tells the shell. When several hold, the highest.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>A check found a difference, or a capture that is too old.</summary>
    public const int Differs = 1;

    /// <summary>The command line or a file cannot be used.</summary>
    public const int Unusable = 2;

    /// <summary>A key set could not be fetched, or has no key that can be used.</summary>
    public const int NotFetched = 3;
}
