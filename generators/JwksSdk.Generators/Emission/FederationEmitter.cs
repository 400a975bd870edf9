using JwksSdk.Generators.Model;

namespace JwksSdk.Generators.Emission;

/// <summary>Writes the members of a federation's class: what it is made of, and the methods that take a token of any member.</summary>
internal static class FederationEmitter
{
    private const string Verifier = "global::JwksSdk.IJwtVerifier";
    private const string CompactToken = "global::JwksSdk.CompactToken";
    private const string CancellationToken = "global::System.Threading.CancellationToken";
    private const string Declaration = "global::JwksSdk.Providers.ProviderDeclaration";

    public static string Emit(FederationModel model) =>
        TypeWriter
            .Begin(model.Type.MetadataName)
            .Lines(
                "// A member that is obsolete for callers is one all the same.",
                TypeWriter.Pragma(model.WarningIds),
                ""
            )
            .Within(
                model.Type,
                writer =>
                {
                    writer.Line($"partial {model.Type.Keyword} {model.Type.Name}").Open();
                    Federation(writer, model);
                    Constructor(writer, model);
                    Verify(writer, model);
                    MemberOf(writer, model);
                    writer.Close();
                }
            )
            .ToString();

    private static void Federation(SourceWriter writer, FederationModel model)
    {
        writer
            .Lines(
                "/// <summary>What the attribute declares, for generated code.</summary>",
                "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]",
                $"internal static readonly global::JwksSdk.Providers.FederationDeclaration<{model.UnionGlobalName}> Federation = new("
            )
            .Indent()
            .Lines($"{Escape.Literal(model.Type.FullName)},", "MemberOf,");
        var cases = model.Cases.ToArray();
        for (var i = 0; i < cases.Length; i++)
        {
            var each = cases[i];
            writer
                .Line($"new global::JwksSdk.Providers.FederationCase<{model.UnionGlobalName}, {each.TokenType}>(")
                .Indent()
                .Lines(
                    $"{each.Member}.Declaration,",
                    $"{Escape.Literal(each.Kind)},",
                    $"static token => new {model.UnionGlobalName}.{each.Name}(token))"
                        + (i == cases.Length - 1 ? ");" : ",")
                )
                .Outdent();
        }

        writer.Outdent().Line();
    }

    private static void Constructor(SourceWriter writer, FederationModel model) =>
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
            .Close()
            .Line();

    private static void Verify(SourceWriter writer, FederationModel model)
    {
        var union = model.UnionGlobalName;
        var members = string.Join(", ", model.Members.Select(static member => $"<see cref=\"{member.GlobalName}\"/>"));
        writer.Lines(
            $"/// <summary>Verifies a token of any member, chosen by its issuer: {members}.</summary>",
            "/// <param name=\"token\">The compact token (RFC 7519 §3), in characters or UTF-8. Null and empty are refused like any other bad token.</param>",
            "/// <param name=\"cancellationToken\">Ends this call's waiting for keys; a fetch that others share goes on.</param>",
            "/// <returns>The token as the case of its member and kind, or one error from a closed list. A bad token never throws.</returns>",
            "/// <exception cref=\"global::System.InvalidOperationException\">The federation was not registered.</exception>",
            "/// <exception cref=\"global::System.OperationCanceledException\">The cancellation token ended the wait for keys.</exception>",
            "/// <remarks>What a member requires, such as scopes, is required of every kind: one that need not have it is refused.</remarks>"
        );
        Method(writer, "VerifyAsync", $"global::JwksSdk.JwtResult<{union}>", "_verifier.VerifyAsync(");

        writer.Lines(
            "",
            Inheritance,
            "/// <returns>The token as the case of its member and kind.</returns>",
            "/// <exception cref=\"global::JwksSdk.JwtVerificationException\">The token was refused.</exception>"
        );
        Method(
            writer,
            "VerifyOrThrowAsync",
            union,
            "global::JwksSdk.JwtVerifierExtensions.VerifyOrThrowAsync(_verifier, "
        );

        writer.Lines(
            "",
            Inheritance,
            "/// <summary>Says why a token is refused: every check in its order, what is declared, and what was found.</summary>",
            "/// <returns>The explanation. It holds no value of the token, and is not meant for whoever sent it.</returns>"
        );
        Method(writer, "ExplainAsync", "global::JwksSdk.JwtExplanation", "_verifier.ExplainAsync(");
    }

    private static string Inheritance =>
        $"/// <inheritdoc cref=\"VerifyAsync({CompactToken}, {CancellationToken})\" />";

    private static void Method(SourceWriter writer, string name, string result, string call) =>
        writer
            .Line($"public global::System.Threading.Tasks.ValueTask<{result}> {name}(")
            .Indent()
            .Lines(
                $"{CompactToken} token, {CancellationToken} cancellationToken = default) =>",
                $"{call}Federation, token, cancellationToken);"
            )
            .Outdent();

    /// <summary>Writes the guess that routing begins with.</summary>
    private static void MemberOf(SourceWriter writer, FederationModel model)
    {
        writer
            .Lines(
                "",
                "/// <summary>The member that has an issuer by the attributes alone; configuration and code may say otherwise.</summary>",
                $"private static {Declaration}? MemberOf(global::System.ReadOnlySpan<byte> issuer)"
            )
            .Open();
        var issuers = model
            .Members.SelectMany(static member => member.Issuers.Select(issuer => (Issuer: issuer, member.GlobalName)))
            .GroupBy(static each => each.Issuer, StringComparer.Ordinal)
            .Select(static each => each.First())
            .OrderBy(static each => Utf8Text.LengthOf(each.Issuer))
            .ToArray();
        if (issuers.Length == 0)
        {
            writer.Line("return null;").Close();
            return;
        }

        writer.Line("switch (issuer.Length)").Open();
        foreach (var (issuer, member) in issuers)
        {
            writer.Line(Utf8Text.Case("issuer", issuer)).Indent().Line($"return {member}.Declaration;").Outdent();
        }

        writer.Line("default:").Indent().Line("return null;").Outdent().Close().Close();
    }
}
