using JwksSdk.Generators.Model;

namespace JwksSdk.Generators.Emission;

/// <summary>Writes the methods on the service collection: one class a declaration, and one for the assembly.</summary>
internal static class RegistrationEmitter
{
    internal const string Services = "global::Microsoft.Extensions.DependencyInjection.IServiceCollection";
    internal const string Configuration = "global::Microsoft.Extensions.Configuration.IConfiguration";

    /// <summary>The hint name of the assembly's file.</summary>
    public const string AssemblyHintName = ExtensionClass.Taken + ".g.cs";

    /// <summary>Writes <c>services.Add{ClassName}()</c>.</summary>
    public static string Emit(RegistrationModel registration)
    {
        var model = registration.Declaration;
        var writer = Begin(
                model.Type.MetadataName,
                "// A declaration that is obsolete for callers is added all the same.",
                TypeWriter.Pragma(model.WarningIds)
            )
            .Lines(
                $"/// <summary>Adds <see cref=\"{model.Type.GlobalName}\"/>, declared for {Escape.Xml(model.Provider.Name)}, to the services.</summary>",
                TypeWriter.GeneratedCode,
                $"{model.Accessibility} static class {registration.ClassName}"
            )
            .Open();
        Method(writer, registration, configuration: false);
        writer.Line();
        Method(writer, registration, configuration: true);
        return writer.Close().ToString();
    }

    /// <summary>Writes <c>services.AddJwksProviders(configuration)</c>.</summary>
    /// <param name="registrations">The declarations, in the order in which they are added.</param>
    /// <param name="federations">The federations, which are added after them.</param>
    public static string EmitAssembly(
        EquatableArray<RegistrationModel> registrations,
        EquatableArray<FederationRegistrationModel> federations
    )
    {
        var (all, order) =
            federations.Count == 0
                ? ("every identity provider that this assembly declares", "in the order of their names")
                : (
                    "every identity provider and every federation that this assembly declares",
                    "each in the order of their names"
                );
        var writer = Begin(
                "every declared identity provider of this assembly",
                "// A referenced assembly may have a class of the same name as one called here. This assembly's own is meant,",
                "// and is the one that the compiler takes.",
                "// What is obsolete for callers is added all the same.",
                "#pragma warning disable CS0436, CS0618"
            )
            .Lines(
                $"/// <summary>Adds {all}.</summary>",
                TypeWriter.GeneratedCode,
                // Invisible to other assemblies even where this one trusts them with its internals: a test project
                // and the application it tests each have their own.
                "[global::Microsoft.CodeAnalysis.Embedded]",
                $"internal static class {ExtensionClass.Taken}{RegistrationModel.Suffix}"
            )
            .Open()
            .Lines(
                $"/// <summary>Adds {all}, {order}.</summary>",
                "/// <param name=\"services\">The services.</param>",
                "/// <param name=\"configuration\">The root of the application's configuration; each declaration reads its own section.</param>",
                "/// <returns>The same services, so that calls can be chained.</returns>",
                $"public static {Services} Add{ExtensionClass.Taken}(this {Services} services, {Configuration} configuration)"
            )
            .Open();
        foreach (var each in registrations)
        {
            writer.Line(
                $"global::{RegistrationModel.Namespace}.{each.ClassName}.{each.Method}(services, configuration);"
            );
        }

        foreach (var each in federations)
        {
            writer.Line(
                $"global::{RegistrationModel.Namespace}.{each.ClassName}.{each.Method}(services, configuration);"
            );
        }

        return writer.Line("return services;").Close().Close().ToString();
    }

    internal static SourceWriter Begin(string source, params string[] pragma) =>
        TypeWriter.Begin(source).Lines(pragma).Lines("", $"namespace {RegistrationModel.Namespace};", "");

    private static void Method(SourceWriter writer, RegistrationModel registration, bool configuration)
    {
        var model = registration.Declaration;
        writer.Lines(
            $"/// <summary>Adds <see cref=\"{model.Type.GlobalName}\"/>: its options, its HTTP client, its keys, and the client itself as a singleton.</summary>",
            "/// <param name=\"services\">The services.</param>"
        );
        if (configuration)
        {
            writer.Line(
                $"/// <param name=\"configuration\">The root of the application's configuration{SectionRemark(model)}.</param>"
            );
        }

        writer
            .Lines(
                "/// <param name=\"configure\">Overrides what attribute and configuration say; may be null.</param>",
                $"/// <returns>The place for everything that is set up for this provider, its HTTP client first of all.</returns>",
                $"/// <remarks>{("Calling it twice is harmless. " + TypeWriter.Documentation(model.Provider)).TrimEnd()}</remarks>"
            )
            .Lines(Obsolete(model.Type.ObsoleteAsError))
            .Line(
                $"public static global::JwksSdk.Providers.IJwksProviderBuilder<{model.Provider.Convention}> {registration.Method}("
            )
            .Indent()
            .Line($"this {Services} services,");
        if (configuration)
        {
            writer.Line($"{Configuration} configuration,");
        }

        writer
            .Line($"global::System.Action<{model.OptionsGlobalName}>? configure = null) =>")
            .Line(
                $"global::JwksSdk.DependencyInjection.JwksRegistration.Add<{model.Type.GlobalName}, {model.OptionsGlobalName}, {model.Provider.Convention}>("
            )
            .Indent()
            .Lines(
                "services,",
                $"{model.Type.GlobalName}.Declaration,",
                $"static verifier => new {model.Type.GlobalName}(verifier),",
                configuration ? "configuration," : "null,",
                "configure);"
            )
            .Outdent()
            .Outdent();
    }

    // What is obsolete as an error can be named only where the naming code is obsolete too; a warning, so that all can be added.
    internal static string[] Obsolete(string message) =>
        message.Length == 0 ? [] : [$"[global::System.Obsolete({Escape.Literal(message)})]"];

    private static string SectionRemark(DeclarationModel model) =>
        model.Section.Length == 0
            ? "; this declaration takes nothing from it"
            : $"; the section <c>{Escape.Xml(model.Section)}</c> is read";
}
