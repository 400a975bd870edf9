using JwksSdk.Generators.Model;

namespace JwksSdk.Generators.Emission;

/// <summary>Writes <c>services.Add{ClassName}()</c> of a federation.</summary>
internal static class FederationRegistrationEmitter
{
    private const string Registration = "global::JwksSdk.DependencyInjection.JwksRegistration";

    public static string Emit(FederationModel model, FederationRegistrationModel registration)
    {
        var client = model.Type.GlobalName;
        var writer = RegistrationEmitter
            .Begin(
                model.Type.MetadataName,
                "// What is obsolete for callers is added all the same.",
                TypeWriter.Pragma(model.WarningIds)
            )
            .Lines(
                $"/// <summary>Adds <see cref=\"{client}\"/> to the services.</summary>",
                TypeWriter.GeneratedCode,
                $"{model.Accessibility} static class {registration.ClassName}"
            )
            .Open()
            .Lines(
                $"/// <summary>Adds <see cref=\"{client}\"/> as a singleton, and those of its members that are not added yet.</summary>",
                "/// <param name=\"services\">The services.</param>",
                "/// <param name=\"configuration\">The root of the application's configuration, for members that are added here; null for the one among the services.</param>",
                "/// <returns>The same services, so that calls can be chained.</returns>",
                "/// <remarks>Members that were added before keep what was said of them there. Calling it twice is harmless.</remarks>"
            )
            .Lines(
                RegistrationEmitter.Obsolete(
                    model
                        .Members.Select(static member => member.ObsoleteAsError)
                        .FirstOrDefault(static message => message.Length > 0)
                        ?? ""
                )
            )
            .Line($"public static {RegistrationEmitter.Services} {registration.Method}(")
            .Indent()
            .Lines(
                $"this {RegistrationEmitter.Services} services,",
                $"{RegistrationEmitter.Configuration}? configuration = null)"
            )
            .Outdent()
            .Open();
        foreach (var member in model.Members)
        {
            writer
                .Line($"{Registration}.TryAdd<{member.GlobalName}, {member.OptionsGlobalName}, {member.Convention}>(")
                .Indent()
                .Lines(
                    "services,",
                    $"{member.GlobalName}.Declaration,",
                    $"static verifier => new {member.GlobalName}(verifier),",
                    "configuration);"
                )
                .Outdent();
        }

        return writer
            .Line(
                $"return {Registration}.AddFederation(services, {client}.Federation, static verifier => new {client}(verifier));"
            )
            .Close()
            .Close()
            .ToString();
    }
}
