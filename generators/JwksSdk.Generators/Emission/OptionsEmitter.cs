using JwksSdk.Generators.Model;
using JwksSdk.Providers;

namespace JwksSdk.Generators.Emission;

/// <summary>Writes the options class: the provider's inputs as properties, with the attribute's values as defaults.</summary>
internal static class OptionsEmitter
{
    private const string Hidden =
        "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    public static string Emit(DeclarationModel model) =>
        TypeWriter
            .Begin(model.Type.MetadataName)
            .Within(
                model.Type,
                writer =>
                {
                    writer
                        .Lines(
                            $"/// <summary>The inputs of <see cref=\"{model.Type.Name}\"/>, declared for {Escape.Xml(model.Provider.Name)}.</summary>",
                            $"/// <remarks>{Precedence(model)} Checked when the application starts.</remarks>",
                            TypeWriter.GeneratedCode,
                            $"{model.Accessibility} sealed class {model.OptionsName} : global::JwksSdk.Providers.ProviderOptions"
                        )
                        .Open();
                    foreach (var input in model.Inputs.Where(IsSettable))
                    {
                        Property(writer, input);
                    }

                    Bind(writer, model);
                    ToInputs(writer, model);
                    writer.Close();
                }
            )
            .ToString();

    private static bool IsSettable(InputModel input) => input.Source != InputSource.AttributeOnly;

    private static string Precedence(DeclarationModel model) =>
        model.Section.Length == 0
            ? "The attribute gives the defaults; code overrides them; nothing comes from configuration."
            : $"The attribute gives the defaults; the configuration section <c>{Escape.Xml(model.Section)}</c> overrides them; code overrides both.";

    private static void Property(SourceWriter writer, InputModel input)
    {
        var name = input.Form == InputForm.TextList ? input.Plural : input.Name;
        var value = Default(input);
        var origin =
            value.Length > 0 ? $"<c>{Escape.Xml(value)}</c>, from the attribute"
            : input.Form == InputForm.Flag ? "<c>false</c>"
            : "not given";
        writer.Lines($"/// <summary>{Escape.Xml(input.Summary)}</summary>", $"/// <value>Default: {origin}.</value>");
        var type = input.Form switch
        {
            InputForm.TextList => "string[]",
            InputForm.Flag => "bool",
            InputForm.Number => "int?",
            InputForm.Choice => input.ChoiceType + "?",
            _ => "string?",
        };
        var initial =
            value.Length > 0 ? value
            : input.Form == InputForm.TextList ? "[]"
            : "";
        writer.Lines($"public {type} {name} {{ get; set; }}" + (initial.Length == 0 ? "" : $" = {initial};"), "");
        if (input.Form == InputForm.TextList)
        {
            First(writer, input);
        }
    }

    /// <summary>The convenience property for a list of one.</summary>
    private static void First(SourceWriter writer, InputModel input) =>
        writer
            .Lines(
                $"/// <summary>The first one of <see cref=\"{input.Plural}\"/>; null when there is none. Setting it replaces them all.</summary>",
                $"public string? {input.Name}"
            )
            .Open()
            .Lines(
                $"get => {input.Plural} is [var first, ..] ? first : null;",
                $"set => {input.Plural} = value is null ? [] : [value];"
            )
            .Close()
            .Line();

    /// <summary>The attribute's value as an expression, sound or not; empty when it gave none, or one that is the default.</summary>
    private static string Default(InputModel input)
    {
        if (input.Values.Count == 0)
        {
            return "";
        }

        var first = input.Values[0];
        return input.Form switch
        {
            InputForm.TextList => $"[{Escape.Literals(input.Values)}]",
            InputForm.Flag => first == "true" ? "true" : "",
            InputForm.Number => first,
            InputForm.Choice => Choice(input.ChoiceType, first),
            _ => Escape.Literal(first),
        };
    }

    /// <summary>Members by their names, and a cast of a number that has none.</summary>
    private static string Choice(string type, string chosen) =>
        string.Join(
            " | ",
            chosen
                .Split(',')
                .Select(static part => part.Trim())
                .Select(part => char.IsLetter(part[0]) ? $"{type}.{part}" : $"({type})({part})")
        );

    private static void Bind(SourceWriter writer, DeclarationModel model)
    {
        writer
            .Lines(
                "/// <inheritdoc />",
                Hidden,
                "public override void Bind(global::Microsoft.Extensions.Configuration.IConfigurationSection section)"
            )
            .Open();
        foreach (var input in model.Inputs.Where(IsSettable))
        {
            var key = Escape.Literal(input.Name);
            writer.Line(
                input.Form switch
                {
                    InputForm.TextList =>
                        $"{input.Plural} = BindList(section, {key}, {Escape.Literal(input.Plural)}, {input.Plural});",
                    InputForm.Flag => $"{input.Name} = BindFlag(section, {key}, {input.Name});",
                    InputForm.Number => $"{input.Name} = BindNumber(section, {key}, {input.Name});",
                    InputForm.Choice => $"{input.Name} = BindChoice(section, {key}, {input.Name});",
                    _ => $"{input.Name} = BindText(section, {key}, {input.Name});",
                }
            );
        }

        writer.Line("RefuseOtherKeys(section);").Close().Line();
    }

    private static void ToInputs(SourceWriter writer, DeclarationModel model)
    {
        writer.Lines(
            "/// <inheritdoc />",
            Hidden,
            "public override global::JwksSdk.Providers.ProviderInputs ToInputs() =>"
        );
        string[] calls =
        [
            "new global::JwksSdk.Providers.ProviderInputs()",
            .. model.Inputs.Where(static input => IsSettable(input) || input.Values.Count > 0).Select(Call),
        ];
        for (var i = 0; i < calls.Length; i++)
        {
            writer.Indent();
            if (i > 0)
            {
                writer.Indent();
            }

            writer.Line(calls[i] + (i == calls.Length - 1 ? ";" : ""));
            writer.Outdent();
            if (i > 0)
            {
                writer.Outdent();
            }
        }
    }

    private static string Call(InputModel input)
    {
        var name = Escape.Literal(input.Name);
        if (!IsSettable(input))
        {
            return $".Set({name}, {Escape.Literals(input.Values)})";
        }

        return input.Form switch
        {
            InputForm.TextList => $".Set({name}, {input.Plural} is {{ Length: > 0 }} ? {input.Plural} : null)",
            InputForm.Flag => $".SetText({name}, {input.Name} ? \"true\" : null)",
            InputForm.Number =>
                $".SetText({name}, {input.Name}?.ToString(global::System.Globalization.CultureInfo.InvariantCulture))",
            InputForm.Choice => $".SetText({name}, {input.Name}?.ToString())",
            _ => $".SetText({name}, {input.Name})",
        };
    }
}
