using JwksSdk.Generators.Diagnostics;
using JwksSdk.Providers;

namespace JwksSdk.Generators.Parsing;

/// <summary>Says what is wrong with the templates of a convention, by what they say and by what they give with values.</summary>
internal static class ConventionTemplates
{
    public static void Check(string[] issuers, string? jwksUri, KnownInputs inputs, List<Finding> findings)
    {
        var read = issuers.Select(issuer => Read(issuer, isJwksUri: false, inputs, findings)).ToArray();
        var keys = jwksUri is null ? null : Read(jwksUri, isJwksUri: true, inputs, findings);
        var isPlaced = jwksUri is not null && keys?.Names.Contains(AddressTemplate.Issuer) != true;
        for (var i = 0; i < read.Length; i++)
        {
            if (read[i] is not { } issuer)
            {
                continue;
            }

            var example = Example(issuer, inputs, null);
            var isAddress = example.Contains("://", StringComparison.Ordinal);
            if (WhyNoIssuer(example, isAddress, isPlaced) is { } reason)
            {
                Add(issuers[i], null, reason);
            }
            else if (keys is not null && WhyNoAddress(Example(keys, inputs, example)) is { } wrong)
            {
                Add(jwksUri!, "JwksUri", wrong);
                return;
            }
        }

        void Add(string template, string? argument, string reason) =>
            findings.Add(new Finding(ConventionDescriptors.Template, argument, template, reason));
    }

    private static AddressTemplate? Read(string text, bool isJwksUri, KnownInputs inputs, List<Finding> findings)
    {
        var template = AddressTemplate.TryRead(text, out var problem);
        if (template is not null)
        {
            problem =
                template
                    .Parts.Select((part, i) => WhyNot(template, i, isJwksUri, inputs))
                    .FirstOrDefault(static reason => reason is not null)
                ?? "";
        }

        if (problem.Length == 0)
        {
            return template;
        }

        findings.Add(new Finding(ConventionDescriptors.Template, isJwksUri ? "JwksUri" : null, text, problem));
        return null;
    }

    private static string? WhyNot(AddressTemplate template, int index, bool isJwksUri, KnownInputs inputs)
    {
        var part = template.Parts[index];
        if (!part.IsName)
        {
            return null;
        }

        if (part.Text == AddressTemplate.Issuer)
        {
            return !isJwksUri || index > 0 || part.IsSegment
                    ? "names Issuer, which stands only at the beginning of JwksUri"
                : !template.KeepsAuthority
                    ? "goes on after {Issuer} with what could be part of its host; write a / there"
                : null;
        }

        if (inputs.Use(part.Text) is not { } input)
        {
            return $"names {part.Text}, which is no input; declare it by [JwksConventionInput]";
        }

        return input.Plural is not null ? $"names {input.Name}, which takes several values; an address has one"
            : input.Shape == InputShape.Text ? $"names {input.Name}, which may be any text; give it a shape"
            : input.Shape == InputShape.Address && (index > 0 || part.IsSegment)
                ? $"names {input.Name}, an address, which stands only at the beginning"
            : IsJoined(template, index, inputs)
                ? $"names {input.Name} where it could be part of the host before it; write a / there"
            : input.Shape is InputShape.Name && IsInHost(template, index)
                ? $"names {input.Name} within the host name; give it the shape Label or Host"
            : null;
    }

    /// <summary>
    /// Whether a part may stand between the scheme and the path: a segment before it may be left out, and an address at the
    /// beginning may be a host alone, so that only a slash in the text ends the host.
    /// </summary>
    private static bool IsInHost(AddressTemplate template, int index, string address = "")
    {
        var before =
            address + string.Concat(template.Parts.Take(index).Select(static part => part.IsName ? "" : part.Text));
        var scheme = before.IndexOf("://", StringComparison.Ordinal);
        return scheme >= 0 && before.IndexOfAny(['/', '?'], scheme + 3) < 0 && !template.Parts[index].IsSegment;
    }

    /// <summary>Whether a part may stand in a host that the template gives otherwise: by an address, or before a segment.</summary>
    private static bool IsJoined(AddressTemplate template, int index, KnownInputs inputs)
    {
        var first = template.Parts[0];
        var isAddress = index > 0 && first.IsName && inputs.Use(first.Text)?.Shape == InputShape.Address;
        return isAddress
            ? IsInHost(template, index, "https://")
            : template.Parts.Take(index).Any(static part => part.IsSegment) && IsInHost(template, index);
    }

    private static string? WhyNoIssuer(string example, bool isAddress, bool isPlaced) =>
        isAddress ? WhyNoAddress(example)
        : isPlaced ? null
        : "is no address, so that its keys can neither be below it nor be discovered; give JwksUri with an address of its own";

    private static string? WhyNoAddress(string example) =>
        Address.WhyNotAbsolute(example)
        ?? (Address.IsSecure(example) ? null : "is plain http; only loopback addresses may be. Use https");

    /// <summary>The template with a value for each name.</summary>
    private static string Example(AddressTemplate template, KnownInputs inputs, string? issuer) =>
        template.Expand(name => name == AddressTemplate.Issuer ? issuer : InputShapes.Example(inputs.Use(name)!.Shape))
        ?? "";
}
