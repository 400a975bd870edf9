using JwksSdk.Generators.Model;

namespace JwksSdk.Generators.Emission;

/// <summary>Writes the closed union of a federation's tokens: one nested case for each kind of token of each member.</summary>
internal static class UnionEmitter
{
    public static string Emit(FederationModel model)
    {
        var cases = model.Cases.ToArray();
        return TypeWriter
            .Begin(model.Type.MetadataName)
            .Lines(Pragma(model))
            .Within(
                model.Type,
                writer =>
                {
                    writer
                        .Lines(
                            $"/// <summary>A verified token of <see cref=\"{model.Type.Name}\"/>: always one of the cases that are nested here.</summary>",
                            "/// <remarks>Its text form is the name of the case, without a claim value.</remarks>",
                            TypeWriter.GeneratedCode,
                            $"{model.Accessibility} abstract class {model.UnionName} : global::JwksSdk.FederatedToken"
                        )
                        .Open()
                        .Line("// Private, so that there are no further cases.")
                        .Line($"private {model.UnionName}()")
                        .Open()
                        .Close();
                    Match(writer, cases);
                    Switch(writer, cases);
                    foreach (var each in cases)
                    {
                        Case(writer, model, each);
                    }

                    writer.Close();
                }
            )
            .ToString();
    }

    private static string[] Pragma(FederationModel model) =>
        model.WarningIds.Count == 0
            ? []
            :
            [
                "// A token that is obsolete or experimental for callers is one all the same.",
                TypeWriter.Pragma(model.WarningIds),
                "",
            ];

    private static void Match(SourceWriter writer, FederationCaseModel[] cases)
    {
        writer.Lines(
            "",
            "/// <summary>Calls the function for the case that the token is.</summary>",
            "/// <typeparam name=\"TResult\">What the functions give.</typeparam>"
        );
        Parameters(
            writer,
            cases,
            "public TResult Match<TResult>(",
            static type => $"global::System.Func<{type}, TResult>",
            "/// <returns>What that function gives.</returns>"
        );
        writer.Line("return this switch").Open();
        foreach (var each in cases)
        {
            writer.Line($"{each.Name} it => {each.Parameter}(it.Token),");
        }

        writer.Line("_ => throw new global::System.Diagnostics.UnreachableException(),").Close(";").Close();
    }

    private static void Switch(SourceWriter writer, FederationCaseModel[] cases)
    {
        writer.Lines("", "/// <summary>Calls the action for the case that the token is.</summary>");
        Parameters(writer, cases, "public void Switch(", static type => $"global::System.Action<{type}>");
        writer.Line("switch (this)").Open();
        foreach (var each in cases)
        {
            writer.Line($"case {each.Name} it:").Indent().Lines($"{each.Parameter}(it.Token);", "break;").Outdent();
        }

        writer.Close().Close();
    }

    /// <summary>Writes a method as far as its own statements: one parameter for each case.</summary>
    private static void Parameters(
        SourceWriter writer,
        FederationCaseModel[] cases,
        string head,
        Func<string, string> typeOf,
        params string[] documentation
    )
    {
        foreach (var each in cases)
        {
            writer.Line($"/// <param name=\"{each.Parameter}\">For <see cref=\"{each.Name}\"/>.</param>");
        }

        writer.Lines(documentation).Line(head).Indent();
        for (var i = 0; i < cases.Length; i++)
        {
            writer.Line($"{typeOf(cases[i].TokenType)} {cases[i].Parameter}{(i == cases.Length - 1 ? ")" : ",")}");
        }

        writer.Outdent().Open();
        foreach (var each in cases)
        {
            writer.Line($"global::System.ArgumentNullException.ThrowIfNull({each.Parameter});");
        }
    }

    private static void Case(SourceWriter writer, FederationModel model, FederationCaseModel each) =>
        writer
            .Lines(
                "",
                $"/// <summary>A token of <see cref=\"{each.Member}\"/>: {Escape.Xml(each.Summary)}.</summary>",
                "/// <param name=\"token\">The token. The verifier makes the case; a test may give its own.</param>",
                $"public sealed class {each.Name}({each.TokenType} token) : {model.UnionName}"
            )
            .Open()
            .Lines("/// <inheritdoc />", $"public override {each.TokenType} Token {{ get; }} =")
            .Indent()
            .Line("token ?? throw new global::System.ArgumentNullException(nameof(token));")
            .Outdent()
            .Close();
}
