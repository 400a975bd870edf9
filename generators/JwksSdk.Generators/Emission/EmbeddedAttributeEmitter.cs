namespace JwksSdk.Generators.Emission;

/// <summary>
/// Writes the attribute that keeps a class invisible to other assemblies. Not by what the compiler has for it, which would add it before
/// the generators run: to a project without declarations too, and to another compilation than the one that the editor has bound.
/// </summary>
internal static class EmbeddedAttributeEmitter
{
    /// <summary>The hint name of its file.</summary>
    public const string HintName = "Microsoft.CodeAnalysis.EmbeddedAttribute.g.cs";

    /// <summary>Writes it as the compiler requires it to be, and partial: other generators may write theirs.</summary>
    public static string Emit() =>
        TypeWriter
            .Begin("every declared identity provider of this assembly")
            // Only one part may have AttributeUsage, and another generator's may.
            .Lines("#pragma warning disable CA1018 // Without AttributeUsage.", "")
            .Lines("namespace Microsoft.CodeAnalysis;", "")
            .Line("internal sealed partial class EmbeddedAttribute : global::System.Attribute;")
            .ToString();
}
