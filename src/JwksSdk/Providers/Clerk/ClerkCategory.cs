namespace JwksSdk.Providers;

/// <summary>The class that Clerk writes into the header of a token (<c>cat</c>).</summary>
internal static class ClerkCategory
{
    public const string Session = "cl_B7d4PD111AAA";
    public const string Template = "cl_B7d4PD222AAA";
    public const string Machine = "cl_B7d4PD333AAA";
    private const string NoInformation = "cl_I7d4PD111III";

    /// <summary>Whether the header names this class, or none: absent, and present without information, both happen.</summary>
    public static bool Allows(in JwtHeader header, string category) =>
        header.GetString("cat"u8) is { } named ? named == category || named == NoInformation : !header.Has("cat"u8);

    /// <summary>Whether the header names one of the classes above.</summary>
    public static bool IsNamed(in JwtHeader header) => header.GetString("cat"u8) is Session or Template or Machine;
}
