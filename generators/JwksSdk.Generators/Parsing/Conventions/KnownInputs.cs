using JwksSdk.Generators.Diagnostics;
using JwksSdk.Providers;

namespace JwksSdk.Generators.Parsing;

/// <summary>The inputs that a convention's templates and policies may name, and which of them they do.</summary>
internal sealed class KnownInputs(IReadOnlyList<DeclaredInput> declared)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The input of a name, declared or of the vocabulary; null when there is none. It counts as used.</summary>
    public TemplateInput? Use(string name)
    {
        _used.Add(name);
        return declared.FirstOrDefault(input => input.Model.Name == name) is { } own
            ? Vocabulary.Complete(own.Model.ToTemplate())
            : Vocabulary.Find(name)?.Implied;
    }

    /// <summary>Reports inputs that nothing names: they would be settings that do nothing.</summary>
    public void CheckUse(List<Finding> findings)
    {
        foreach (var input in declared.Where(input => !_used.Contains(input.Model.Name)))
        {
            findings.Add(
                new Finding(
                    ConventionDescriptors.Input,
                    null,
                    input.Model.Name,
                    "is named by no template and no kind of token, so that it would do nothing"
                )
                {
                    Attribute = input.Attribute,
                }
            );
        }
    }
}
