using JwksSdk.Generators.Model;

namespace JwksSdk.Generators.Emission;

/// <summary>Writes the members of the user's class: constants, constructor, the methods of each kind of token.</summary>
internal static class ClientEmitter
{
    private const string Verifier = "global::JwksSdk.IJwtVerifier";
    private const string Extensions = "global::JwksSdk.JwtVerifierExtensions";
    private const string CompactToken = "global::JwksSdk.CompactToken";
    private const string CancellationToken = "global::System.Threading.CancellationToken";

    public static string Emit(DeclarationModel model) =>
        TypeWriter
            .Begin(model.Type.MetadataName)
            .Lines(
                "// A convention that is obsolete for callers is one all the same.",
                TypeWriter.Pragma(model.WarningIds),
                ""
            )
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
            "public static readonly global::JwksSdk.Providers.ProviderDeclaration Declaration = new("
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
        var (own, derived) = (kind.TokenType, "TToken");
        var (verify, orThrow) = ($"Verify{kind.Name}Async", $"Verify{kind.Name}OrThrowAsync");
        var (explain, explanation) = ($"Explain{kind.Name}Async", "global::JwksSdk.JwtExplanation");
        writer.Line();
        Documentation(writer, model, kind);
        Method(writer, kind, verify, Result(own), $"_verifier.VerifyAsync<{own}>(");

        if (!kind.IsSealed)
        {
            InheritDerived(writer, verify, kind);
            Method(writer, kind, verify, Result(derived), $"_verifier.VerifyAsync<{derived}>(", isGeneric: true);
        }

        string[] refusal = kind.IsRuledOut
            ? []
            : ["/// <exception cref=\"global::JwksSdk.JwtVerificationException\">The token was refused.</exception>"];
        Inherit(writer, verify, ["/// <returns>The typed token.</returns>", .. refusal]);
        Method(writer, kind, orThrow, own, $"{Extensions}.VerifyOrThrowAsync<{own}>(_verifier, ");

        if (!kind.IsSealed)
        {
            InheritDerived(writer, orThrow, kind);
            Method(
                writer,
                kind,
                orThrow,
                derived,
                $"{Extensions}.VerifyOrThrowAsync<{derived}>(_verifier, ",
                isGeneric: true
            );
        }

        Inherit(
            writer,
            verify,
            "/// <summary>Says why a token is refused: every check in its order, what is declared, and what was found.</summary>",
            "/// <returns>The explanation. It holds no value of the token, and is not meant for whoever sent it.</returns>"
        );
        Method(writer, kind, explain, explanation, $"_verifier.ExplainAsync<{own}>(");

        if (!kind.IsSealed)
        {
            InheritDerived(writer, explain, kind);
            Method(writer, kind, explain, explanation, $"_verifier.ExplainAsync<{derived}>(", isGeneric: true);
        }
    }

    private static string Result(string token) => $"global::JwksSdk.JwtResult<{token}>";

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
        var remarks = (needs + TypeWriter.Documentation(model.Provider)).TrimEnd();
        if (remarks.Length > 0)
        {
            writer.Line($"/// <remarks>{remarks}</remarks>");
        }
    }

    /// <summary>Writes documentation that is another method's, but for what is said here.</summary>
    private static void Inherit(SourceWriter writer, string method, params string[] own) =>
        writer.Line().Line(Inheritance(method)).Lines(own);

    /// <summary>Writes documentation that is that of the method for the kind's own token, but for the type parameter.</summary>
    private static void InheritDerived(SourceWriter writer, string method, KindModel kind) =>
        writer
            .Line()
            .Line(
                $"{Inheritance(method)} <typeparam name=\"TToken\">A record of the application: <see cref=\"{kind.TokenType}\"/> with its own claims.</typeparam>"
            );

    private static string Inheritance(string method) =>
        $"/// <inheritdoc cref=\"{method}({CompactToken}, {CancellationToken})\" />";

    private static void Method(
        SourceWriter writer,
        KindModel kind,
        string name,
        string result,
        string call,
        bool isGeneric = false
    )
    {
        var literal = Escape.Literal(kind.Unavailable);
        if (kind.IsRuledOut)
        {
            writer.Line($"[global::System.Obsolete({literal}, error: true)]");
        }

        writer
            .Line($"public global::System.Threading.Tasks.ValueTask<{result}> {name}{(isGeneric ? "<TToken>" : "")}(")
            .Indent()
            .Line(
                $"{CompactToken} token, {CancellationToken} cancellationToken = default)"
                    + (isGeneric ? $" where TToken : {kind.TokenType}, global::JwksSdk.Tokens.IJwtClaims<TToken>" : "")
                    + " =>"
            )
            .Line(
                kind.IsRuledOut
                    ? $"throw new global::System.NotSupportedException({literal});"
                    : $"{call}{kind.Name}Kind, token, cancellationToken);"
            )
            .Outdent();
    }
}
