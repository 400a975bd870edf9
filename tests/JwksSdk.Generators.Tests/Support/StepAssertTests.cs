using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwksSdk.Generators.Tests;

/// <summary>The guard against kept compiler objects sees them: a blind one would pass everything.</summary>
public sealed class StepAssertTests
{
    private static readonly CSharpCompilation Project = GeneratorHarness.Compile("class Kept;");

    private static SyntaxTree Tree => Project.SyntaxTrees[0];

    [Fact]
    public void A_compilation_is_found() => IsFound(Project);

    [Fact]
    public void A_symbol_is_found() => IsFound(Project.GetTypeByMetadataName("Kept"));

    [Fact]
    public void A_syntax_tree_is_found() => IsFound(Tree);

    [Fact]
    public void A_syntax_node_is_found() => IsFound(Tree.GetRoot(TestContext.Current.CancellationToken));

    [Fact]
    public void A_location_is_found() => IsFound(Location.Create(Tree, default));

    [Fact]
    public void A_semantic_model_is_found() => IsFound(Project.GetSemanticModel(Tree));

    [Fact]
    public void An_object_is_found_in_lists_and_private_fields()
    {
        var found = StepAssert.FindForbidden(new List<object?> { null, new Holder(Tree) }, "root");

        Assert.Equal("root._items[1]._held holds a ParsedSyntaxTree", found);
    }

    [Fact]
    public void Plain_data_that_leads_back_to_itself_is_allowed()
    {
        var circle = new List<object>();
        circle.Add(circle);
        circle.Add("text");

        Assert.Null(StepAssert.FindForbidden(circle, "root"));
    }

    private static void IsFound(object? forbidden)
    {
        Assert.NotNull(forbidden);
        Assert.NotNull(StepAssert.FindForbidden(forbidden, "root"));
    }

    private sealed class Holder(object held)
    {
        private readonly object _held = held;

        public override string ToString() => $"{_held}";
    }
}
