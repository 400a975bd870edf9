using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace JwksSdk.Generators.Emission;

/// <summary>
/// Writes the reader of a <c>[JwtClaims]</c> record: one pass over the members of a JSON object, each found by the length
/// of its name first. Behaviour is in the runtime's reader; what is written here only says what goes where.
/// </summary>
internal static class ClaimsEmitter
{
    private const string ReaderType = "global::JwksSdk.Tokens.JwtClaimsReader";

    public static string Emit(ClaimsModel model)
    {
        var type = model.Type;
        var contract = $"global::JwksSdk.Tokens.IJwtClaims<{type.GlobalName}>";
        var members = Locals.Name(model.Members);
        return TypeWriter
            .Begin($"[JwtClaims] on {type.MetadataName}")
            .Lines(
                "// A claim that is obsolete for callers is read all the same.",
                TypeWriter.Pragma(model.WarningIds),
                ""
            )
            .Within(
                type,
                writer =>
                    writer
                        .Line($"partial {type.Keyword} {type.Name} : {contract}")
                        .Open()
                        .Line("/// <summary>Reads the claims of this record from a JSON object.</summary>")
                        .Line(
                            "/// <param name=\"reader\">The reader, inside of the object; it keeps what is wrong.</param>"
                        )
                        .Line("/// <returns>What was read; complete only where the reader has no error.</returns>")
                        // Not on the type: analyzers and coverage would then pass over the user's own part too.
                        .Line(TypeWriter.GeneratedCode)
                        .Lines(Obsolete(model))
                        .Line($"static {type.GlobalName} {contract}.Read(ref {ReaderType} reader)")
                        .Open()
                        .Body(type, members)
                        .Close()
                        .Close()
            )
            .ToString();
    }

    // What is obsolete as an error can be named only where the naming code is obsolete too. Nobody names the reader.
    private static string[] Obsolete(ClaimsModel model) =>
        model.NamesObsolete
            ? ["[global::System.Obsolete(\"Names what is obsolete for callers; claims are read all the same.\")]"]
            : [];

    private static SourceWriter Body(
        this SourceWriter writer,
        TypeModel type,
        IReadOnlyList<(ClaimMember Member, string Local)> members
    )
    {
        var enums = Locals.NameEnums(members);
        foreach (var (member, local) in members)
        {
            writer.Line($"{member.Value.Type} {local} = null;");
        }

        writer.Separate(members).Line("while (reader.ReadMember())").Open();
        writer.Switch(members, enums).Close().Line();
        foreach (var (member, local) in members.Where(static each => each.Member.IsRequired))
        {
            writer
                .Line($"if ({local} is null)")
                .Open()
                .Line($"reader.Missing({Literal(member.Claim)});")
                .Close()
                .Line();
        }

        writer.Line($"return new {type.GlobalName}").Open();
        foreach (var (member, local) in members)
        {
            writer.Line($"{Locals.Escape(member.Property)} = {Value(member, local)},");
        }

        writer.Close(";");
        foreach (var (names, function) in enums)
        {
            writer.Names(names, function);
        }

        return writer;
    }

    /// <summary>The names of an enum, found as claims are.</summary>
    private static void Names(this SourceWriter writer, EnumModel names, string function)
    {
        writer
            .Line()
            .Line($"static {names.GlobalName}? {function}(global::System.ReadOnlySpan<byte> name)")
            .Open()
            .Line("switch (name.Length)")
            .Open();
        foreach (var member in names.Members.OrderBy(static each => Utf8Text.LengthOf(each.Wire)))
        {
            writer
                .Line(Utf8Text.Case("name", member.Wire))
                .Indent()
                .Line($"return {names.GlobalName}.{Locals.Escape(member.Field)};")
                .Outdent();
        }

        writer.Line("default:").Indent().Line("return null;").Outdent().Close().Close();
    }

    private static SourceWriter Separate<T>(this SourceWriter writer, IReadOnlyList<T> above) =>
        above.Count > 0 ? writer.Line() : writer;

    private static SourceWriter Switch(
        this SourceWriter writer,
        IReadOnlyList<(ClaimMember Member, string Local)> members,
        IReadOnlyList<(EnumModel Enum, string Function)> enums
    )
    {
        if (members.Count == 0)
        {
            return writer.Line("reader.Skip();");
        }

        // Sorted by length, so that the compiler's jump goes to the few names of one length.
        writer.Line($"var {Locals.CurrentName} = reader.Name;").Line($"switch ({Locals.CurrentName}.Length)").Open();
        foreach (var (member, local) in members.OrderBy(static each => Utf8Text.LengthOf(each.Member.Claim)))
        {
            var claim = Literal(member.Claim);
            var names = enums.FirstOrDefault(each => each.Enum == member.Value.Enum).Function;
            var further = (names is null ? "" : $", {names}") + Separator(member.Value);
            writer
                .Line(Utf8Text.Case(Locals.CurrentName, member.Claim))
                .Indent()
                .Line($"{local} = reader.{member.Value.Method}({claim}{further});")
                .Line("break;")
                .Outdent();
        }

        return writer.Line("default:").Indent().Line("reader.Skip();").Line("break;").Outdent().Close();
    }

    private static string Separator(ClaimValue value) =>
        value.Separator is { } separator ? $", {SymbolDisplay.FormatLiteral(separator, quote: true)}" : "";

    private static string Value(ClaimMember member, string local) =>
        member.Absence switch
        {
            ClaimAbsence.Refused => $"{local}!",
            ClaimAbsence.Default => $"{local}.GetValueOrDefault()",
            ClaimAbsence.EmptyList => $"{local} ?? []",
            _ => local,
        };

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
