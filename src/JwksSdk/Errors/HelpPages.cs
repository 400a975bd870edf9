namespace JwksSdk;

/// <summary>Where people read the pages of errors and diagnostics. The generator is compiled with this file too.</summary>
internal static class HelpPages
{
    /// <summary>The address of the repository's files; a path from the root of the repository follows.</summary>
    public const string Root = "https://github.com/jwkssdk/jwkssdk/blob/main/";
}
