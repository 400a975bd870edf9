using System.Globalization;
using JwksSdk.Generators.Model;

namespace JwksSdk.Generators.Emission;

/// <summary>Writes the part of a convention that makes it one: its base, and what its attributes say as literals.</summary>
internal static class ConventionEmitter
{
    private const string Providers = "global::JwksSdk.Providers.";

    public static string Emit(ConventionModel model) =>
        TypeWriter
            .Begin($"[JwksConvention] on {model.Type.MetadataName}")
            .Within(
                model.Type,
                writer =>
                {
                    writer
                        .Line($"partial class {model.Type.Name} : {Providers}TemplateConvention")
                        .Open()
                        .Line("/// <summary>Makes the convention from what its attributes say.</summary>")
                        // Not on the type: analyzers and coverage would then pass over the user's own part too.
                        .Line(TypeWriter.GeneratedCode)
                        .Line($"public {model.Type.Name}()")
                        .Indent()
                        .Line(
                            $": base(new {Providers}ConventionTemplate({Escape.Literals(model.Issuers.Prepend(model.Name))})"
                        )
                        .Open();
                    Settings(writer, model);
                    Inputs(writer, model);
                    Tokens(writer, model);
                    writer.Close(")").Outdent().Open().Close().Close();
                }
            )
            .ToString();

    private static void Settings(SourceWriter writer, ConventionModel model)
    {
        var settings = model.Settings;
        writer.Lines(
            Members(
                ("JwksUri", Literal(model.JwksUri)),
                ("Documentation", Literal(settings.Documentation)),
                ("Algorithms", Algorithms(settings.Algorithms)),
                ("DefaultAlgorithms", Algorithms(settings.DefaultAlgorithms)),
                ("ClockSkewSeconds", settings.ClockSkewSeconds?.ToString(CultureInfo.InvariantCulture))
            )
        );
    }

    private static void Inputs(SourceWriter writer, ConventionModel model)
    {
        if (model.Inputs.Count == 0)
        {
            return;
        }

        writer.Line("Inputs =").Line("[").Indent();
        foreach (var input in model.Inputs)
        {
            Item(
                writer,
                $"TemplateInput({Escape.Literal(input.Name)}, global::JwksSdk.InputShape.{input.Shape}, {Escape.Literal(input.Summary)})",
                ("Example", Literal(input.Example)),
                ("Plural", Literal(input.Plural)),
                ("Grant", input.Grant == JwtGrant.None ? null : $"global::JwksSdk.JwtGrant.{input.Grant}")
            );
        }

        writer.Outdent().Line("],");
    }

    private static void Tokens(SourceWriter writer, ConventionModel model)
    {
        writer.Line("Tokens =").Line("[").Indent();
        foreach (var token in model.Tokens)
        {
            Item(
                writer,
                $"TemplateToken({Escape.Literals([token.Name, token.TokenType, token.Summary])})",
                ("Audience", Literal(token.Audience)),
                ("AnyAudience", token.AnyAudience ? "true" : null),
                ("Needs", Literal(token.Needs)),
                ("Accepts", List(token.Accepts)),
                ("Requires", List(token.Requires))
            );
        }

        writer.Outdent().Line("],");
    }

    /// <summary>Writes an item of a list, with the members that have a value.</summary>
    private static void Item(SourceWriter writer, string creation, params (string Name, string? Value)[] members)
    {
        var lines = Members(members);
        writer.Line($"new {Providers}{creation}{(lines.Length == 0 ? "," : "")}");
        if (lines.Length > 0)
        {
            writer.Open().Lines(lines).Close(",");
        }
    }

    private static string[] Members(params (string Name, string? Value)[] members) =>
        [
            .. members
                .Where(static member => member.Value is not null)
                .Select(static member => $"{member.Name} = {member.Value},"),
        ];

    private static string? Literal(string? text) => string.IsNullOrEmpty(text) ? null : Escape.Literal(text!);

    private static string? List(EquatableArray<string> texts) =>
        texts.Count == 0 ? null : $"[{Escape.Literals(texts)}]";

    private static string Algorithms(JwtAlgorithms algorithms) =>
        string.Join(
            " | ",
            algorithms.ToString().Split(',').Select(static name => $"global::JwksSdk.JwtAlgorithms.{name.Trim()}")
        );
}
