using JwksSdk.Generators.Model;

namespace JwksSdk.Generators.Emission;

/// <summary>Writes the members of the user's class: constants, constructor, one pair of verify methods a kind of token.</summary>
internal static class ClientEmitter
{
    private const string Verifier = "global::JwksSdk.IJwtVerifier";

    public static string Emit(DeclarationModel model) =>
        TypeWriter
            .Begin(model.Type.MetadataName)
            .Within(
                model.Type,
                writer =>
                {
                    writer.Line($"partial {model.Type.Keyword} {model.Type.Name}").Open();
                    Constants(writer, model);
                    Declaration(writer, model);
                    Constructor(writer, model);
                    foreach (var kind in model.Kinds)
                    {
                        Verify(writer, model, kind);
                    }

                    writer.Close();
                }
            )
            .ToString();

    private static void Constants(SourceWriter writer, DeclarationModel model)
    {
        foreach (var constant in model.Constants)
        {
            writer.Lines(
                $"/// <summary>{Escape.Xml(constant.Summary)}</summary>",
                "/// <remarks>Follows from the attribute; configuration may override it.</remarks>",
                $"public const string {constant.Name} = {Escape.Literal(constant.Value)};",
                ""
            );
        }
    }

    private static void Declaration(SourceWriter writer, DeclarationModel model)
    {
        foreach (var kind in model.Kinds)
        {
            writer.Line(
                $"private static readonly global::JwksSdk.Providers.TokenKind<{kind.TokenType}> {kind.Name}Kind = new({Escape.Literal(kind.Name)});"
            );
        }

        writer.Lines(
            "",
            "/// <summary>What the attribute declares, for generated code.</summary>",
            "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]",
            "internal static readonly global::JwksSdk.Providers.ProviderDeclaration Declaration = new("
        );
        string[] arguments =
        [
            Escape.Literal(model.Type.FullName),
            Escape.Literal(model.Section),
            $"new {model.Provider.Convention}()",
            .. model.Kinds.Select(static kind => kind.Name + "Kind"),
        ];
        writer.Indent();
        for (var i = 0; i < arguments.Length; i++)
        {
            writer.Line(arguments[i] + (i == arguments.Length - 1 ? ");" : ","));
        }

        writer.Outdent().Line();
    }

    private static void Constructor(SourceWriter writer, DeclarationModel model) =>
        writer
            .Lines(
                $"private readonly {Verifier} _verifier;",
                "",
                $"/// <summary>Makes the client. The service collection does it, after <c>services.Add{Escape.Xml(model.SimpleName)}()</c>.</summary>",
                "/// <param name=\"verifier\">The verifier of the application; a test may give its own.</param>",
                $"public {model.Type.Name}({Verifier} verifier)"
            )
            .Open()
            .Lines("global::System.ArgumentNullException.ThrowIfNull(verifier);", "_verifier = verifier;")
            .Close();

    private static void Verify(SourceWriter writer, DeclarationModel model, KindModel kind)
    {
        writer.Line();
        Documentation(writer, model, kind);
        Method(writer, kind, kind.TokenType);

        writer
            .Line()
            .Lines(
                $"/// <inheritdoc cref=\"Verify{kind.Name}Async(string?, global::System.Threading.CancellationToken)\" />",
                $"/// <typeparam name=\"TToken\">A record of the application: <see cref=\"{kind.TokenType}\"/> with its own claims.</typeparam>"
            );
        Method(writer, kind, "TToken");
    }

    private static void Documentation(SourceWriter writer, DeclarationModel model, KindModel kind)
    {
        writer.Lines(
            $"/// <summary>Verifies a token of {Escape.Xml(model.Provider.Name)}: {Escape.Xml(kind.Summary)}.</summary>",
            "/// <param name=\"token\">The compact token (RFC 7519 §3). Null and empty are refused like any other bad token.</param>",
            "/// <param name=\"cancellationToken\">Ends this call's waiting for keys; a fetch that others share goes on.</param>",
            "/// <returns>The typed token, or one error from a closed list. A bad token never throws.</returns>"
        );
        if (kind.IsRuledOut)
        {
            writer.Line("/// <exception cref=\"global::System.NotSupportedException\">Always.</exception>");
        }
        else
        {
            writer.Lines(
                "/// <exception cref=\"global::System.InvalidOperationException\">The declaration was not registered, or lacks an input that this kind needs.</exception>",
                "/// <exception cref=\"global::System.OperationCanceledException\">The cancellation token ended the wait for keys.</exception>"
            );
        }

        var needs = kind.Unavailable.Length == 0 || kind.IsRuledOut ? "" : Escape.Xml(kind.Unavailable) + " ";
        writer.Line(
            $"/// <remarks>{needs}<see href=\"{Escape.Xml(model.Provider.DocumentationUri)}\">{Escape.Xml(model.Provider.Name)} on verifying its tokens</see>.</remarks>"
        );
    }

    private static void Method(SourceWriter writer, KindModel kind, string token)
    {
        var isGeneric = token != kind.TokenType;
        if (kind.IsRuledOut)
        {
            writer.Line($"[global::System.Obsolete({Escape.Literal(kind.Unavailable)}, error: true)]");
        }

        writer
            .Line(
                $"public global::System.Threading.Tasks.ValueTask<global::JwksSdk.JwtResult<{token}>> Verify{kind.Name}Async{(isGeneric ? "<TToken>" : "")}("
            )
            .Indent()
            .Lines(
                "string? token,",
                "global::System.Threading.CancellationToken cancellationToken = default)" + (isGeneric ? "" : " =>")
            );
        if (isGeneric)
        {
            writer.Line($"where TToken : {kind.TokenType}, global::JwksSdk.Tokens.IJwtClaims<TToken> =>");
        }

        writer
            .Line(
                kind.IsRuledOut
                    ? $"throw new global::System.NotSupportedException({Escape.Literal(kind.Unavailable)});"
                    : $"_verifier.VerifyAsync<{token}>({kind.Name}Kind, token, cancellationToken);"
            )
            .Outdent();
    }
}
