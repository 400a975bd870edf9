namespace JwksSdk.Benchmarks.Subjects;

/// <summary>What subjects are called in tables, in limits and in files.</summary>
internal static class SubjectNames
{
    public const string Bare = "bare .NET signature check";
    public const string BareCompiler = "bare check of the files by the compiler";
    public const string Sdk = "JwksSdk, typed";
    public const string StaticKey = "JsonWebTokenHandler, static key";
    public const string Managed = "JsonWebTokenHandler, ConfigurationManager, identity";
    public const string Legacy = "JwtSecurityTokenHandler";
    public const string JwtBearer = "JwtBearer 8.0, pipeline";

    /// <summary>This SDK where it is not measured by its typed token.</summary>
    public const string Us = "JwksSdk";

    /// <summary>This SDK where it has to ask where the keys are.</summary>
    public const string DiscoveringUs = "JwksSdk, by discovery as the peer";

    public const string FederationOfOne = "JwksSdk, client of the provider";
    public const string FederationOfTwenty = "JwksSdk, federation of 20";

    /// <summary>Whether a subject is what the others are compared with.</summary>
    public static bool IsBaseline(string subject) => subject.StartsWith("bare ", StringComparison.Ordinal);

    /// <summary>Whether a subject is this SDK.</summary>
    public static bool IsOurs(string subject) => subject.StartsWith(Us, StringComparison.Ordinal);
}
