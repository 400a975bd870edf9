namespace JwksSdk.Generators.Model;

/// <summary>
/// The user's partial type that generated code completes: where it is and how it is declared. Immutable and structurally
/// equal, and it must stay so when members are added: no symbol, no syntax, no location.
/// </summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Containing">The types around it, outermost first, as declaration heads such as <c>partial class Outer</c>.</param>
/// <param name="Name">Its name, escaped where it is a keyword.</param>
/// <param name="Keyword"><c>class</c> or <c>record</c>.</param>
/// <param name="IsPublic">Whether it, and every type around it, is public; otherwise emitted companions are internal.</param>
/// <param name="MetadataName">Its full metadata name, for hint names.</param>
internal sealed record TypeModel(
    string Namespace,
    EquatableArray<string> Containing,
    string Name,
    string Keyword,
    bool IsPublic,
    string MetadataName
)
{
    /// <summary>
    /// The message where it, a type around it, or the convention that it names is obsolete as an error; empty otherwise.
    /// </summary>
    public string ObsoleteAsError { get; init; } = "";

    /// <summary>The full name as people read it: with its namespace and containing types, without <c>global::</c> and <c>@</c>.</summary>
    public string FullName => GlobalName.Substring("global::".Length).Replace("@", "");

    /// <summary>The full name in C#, with <c>global::</c>.</summary>
    public string GlobalName
    {
        get
        {
            var parts = Containing.Select(static head => head.Substring(head.LastIndexOf(' ') + 1)).Concat([Name]);
            return "global::" + (Namespace.Length == 0 ? "" : Namespace + ".") + string.Join(".", parts);
        }
    }
}
