using JwksSdk.Generators.Model;

namespace JwksSdk.Generators.Emission;

/// <summary>Writes the members of the user's class: constants, constructor, the methods of each kind of token.</summary>
internal static class ClientEmitter
{
    private const string Verifier = "global::JwksSdk.IJwtVerifier";
    private const string CompactToken = "global::JwksSdk.CompactToken";

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
        Method(writer, kind, new(kind.TokenType, Throws: false));
        Inherited(writer, kind, new("TToken", Throws: false));
        Inherited(writer, kind, new(kind.TokenType, Throws: true));
        Inherited(writer, kind, new("TToken", Throws: true));
        Explain(writer, kind);
    }

    private static void Explain(SourceWriter writer, KindModel kind)
    {
        writer
            .Line()
            .Lines(
                $"/// <inheritdoc cref=\"{VerifyMethod(kind)}\" />",
                "/// <summary>Says why a token is refused: every check in its order, what is declared, and what was found.</summary>",
                "/// <returns>The explanation. It holds no value of the token, and is not meant for whoever sent it.</returns>"
            );
        Obsolete(writer, kind);
        writer
            .Line(
                $"public global::System.Threading.Tasks.ValueTask<global::JwksSdk.JwtExplanation> Explain{kind.Name}Async("
            )
            .Indent()
            .Lines(
                $"{CompactToken} token,",
                "global::System.Threading.CancellationToken cancellationToken = default) =>",
                Body(kind, $"_verifier.ExplainAsync({kind.Name}Kind, token, cancellationToken)")
            )
            .Outdent();
    }

    private static string VerifyMethod(KindModel kind) =>
        $"Verify{kind.Name}Async({CompactToken}, global::System.Threading.CancellationToken)";

    private static string Body(KindModel kind, string call) =>
        kind.IsRuledOut
            ? $"throw new global::System.NotSupportedException({Escape.Literal(kind.Unavailable)});"
            : call + ";";

    private static void Obsolete(SourceWriter writer, KindModel kind)
    {
        if (kind.IsRuledOut)
        {
            writer.Line($"[global::System.Obsolete({Escape.Literal(kind.Unavailable)}, error: true)]");
        }
    }

    private static void Documentation(SourceWriter writer, DeclarationModel model, KindModel kind)
    {
        writer.Lines(
            $"/// <summary>Verifies a token of {Escape.Xml(model.Provider.Name)}: {Escape.Xml(kind.Summary)}.</summary>",
            "/// <param name=\"token\">The compact token (RFC 7519 §3), in characters or UTF-8. Null and empty are refused like any other bad token.</param>",
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

    /// <summary>Writes a method whose documentation is that of the first one, but for what it says here.</summary>
    private static void Inherited(SourceWriter writer, KindModel kind, Form form)
    {
        writer.Line().Line($"/// <inheritdoc cref=\"{VerifyMethod(kind)}\" />");
        if (form.IsGeneric)
        {
            writer.Line(
                $"/// <typeparam name=\"TToken\">A record of the application: <see cref=\"{kind.TokenType}\"/> with its own claims.</typeparam>"
            );
        }

        if (form.Throws)
        {
            writer.Line("/// <returns>The typed token.</returns>");
            if (!kind.IsRuledOut)
            {
                writer.Line(
                    "/// <exception cref=\"global::JwksSdk.JwtVerificationException\">The token was refused.</exception>"
                );
            }
        }

        Method(writer, kind, form);
    }

    private static void Method(SourceWriter writer, KindModel kind, Form form)
    {
        Obsolete(writer, kind);
        var orThrow = form.Throws ? "OrThrow" : "";
        var result = form.Throws ? form.Token : $"global::JwksSdk.JwtResult<{form.Token}>";
        writer
            .Line(
                $"public global::System.Threading.Tasks.ValueTask<{result}> Verify{kind.Name}{orThrow}Async{(form.IsGeneric ? "<TToken>" : "")}("
            )
            .Indent()
            .Lines(
                $"{CompactToken} token,",
                "global::System.Threading.CancellationToken cancellationToken = default)"
                    + (form.IsGeneric ? "" : " =>")
            );
        if (form.IsGeneric)
        {
            writer.Line($"where TToken : {kind.TokenType}, global::JwksSdk.Tokens.IJwtClaims<TToken> =>");
        }

        writer.Line(Body(kind, $"{Call(form)}{kind.Name}Kind, token, cancellationToken)")).Outdent();
    }

    private static string Call(Form form) =>
        form.Throws
            ? $"global::JwksSdk.JwtVerifierExtensions.VerifyOrThrowAsync<{form.Token}>(_verifier, "
            : $"_verifier.VerifyAsync<{form.Token}>(";

    /// <summary>One of the four methods of a kind: what it gives, and how it refuses.</summary>
    private sealed record Form(string Token, bool Throws)
    {
        public bool IsGeneric => Token == "TToken";
    }
}
