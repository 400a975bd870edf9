using System.Text;

namespace JwksSdk.Providers;

/// <summary>
/// A template of an issuer or an address, in the notation of RFC 6570: <c>{Name}</c> (§3.2.2), whose input is necessary, and
/// <c>{/Name}</c> (§3.2.6), a segment of the path that is left out with its input. Nothing is escaped: values that would need it
/// are refused by their shape.
/// </summary>
internal sealed class AddressTemplate
{
    /// <summary>The name that stands for the issuer in the template of a key set's address.</summary>
    public const string Issuer = "Issuer";

    private AddressTemplate(IReadOnlyList<Part> parts) => Parts = parts;

    /// <summary>Its parts, in their order.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>The names that stand in it, once each.</summary>
    public IEnumerable<string> Names =>
        Parts.Where(static part => part.IsName).Select(static part => part.Text).Distinct();

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="problem">What is wrong with it, as the end of a sentence; empty when nothing is.</param>
    /// <returns>The template; null when something is wrong.</returns>
    public static AddressTemplate? TryRead(string text, out string problem)
    {
        problem = "";
        var parts = new List<Part>();
        for (var at = 0; at < text.Length; )
        {
            var open = text.IndexOf('{', at);
            var literal = text.Substring(at, (open < 0 ? text.Length : open) - at);
            if (literal.Any(static c => c is <= ' ' or > '~' or '}'))
            {
                problem = literal.Contains('}')
                    ? "has a } without a {"
                    : "has white space or a character outside ASCII";
                return null;
            }

            if (literal.Length > 0)
            {
                parts.Add(new Part(literal, false, false));
            }

            if (open < 0)
            {
                break;
            }

            var close = text.IndexOf('}', open);
            var name = close < 0 ? "" : text.Substring(open + 1, close - open - 1);
            var isSegment = name.StartsWith('/');
            name = isSegment ? name.Substring(1) : name;
            if (!InputNames.IsName(name))
            {
                problem =
                    close < 0
                        ? "has a { without a }"
                        : $"has {text.Substring(open, close - open + 1)}, which is neither {{Name}} nor {{/Name}} of an input";
                return null;
            }

            parts.Add(new Part(name, true, isSegment));
            at = close + 1;
        }

        problem = parts.Count == 0 ? "is empty" : "";
        return parts.Count == 0 ? null : new AddressTemplate(parts);
    }

    /// <summary>Reads a template that is known to be sound.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static AddressTemplate Read(string text) =>
        TryRead(text, out var problem) ?? throw new FormatException($"The template \"{text}\" {problem}.");

    /// <summary>The text with its values; null when one of <c>{Name}</c> has none.</summary>
    /// <param name="valueOf">The value of a name; null for none.</param>
    public string? Expand(Func<string, string?> valueOf)
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            if (!part.IsName)
            {
                text.Append(part.Text);
            }
            else if (valueOf(part.Text) is { } value)
            {
                text.Append(part.IsSegment ? "/" : "").Append(value);
            }
            else if (!part.IsSegment)
            {
                return null;
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// The issuer as it stands at the beginning of this template: without the slash at its end where the template goes on with one.
    /// </summary>
    public string BeforePath(string issuer) =>
        Parts.Count > 1 && (Parts[1].IsSegment || (!Parts[1].IsName && Parts[1].Text[0] == '/'))
            ? issuer.TrimEnd('/')
            : issuer;

    /// <summary>Whether what follows its first part, also once every optional segment is left out, can only be a path or a query.</summary>
    public bool KeepsAuthority =>
        Parts.Skip(1).FirstOrDefault(static part => !part.IsSegment) is not { } next
        || (!next.IsName && next.Text[0] is '/' or '?');

    /// <summary>A part of a template.</summary>
    /// <param name="Text">Text that stands as it is, or the name of an input.</param>
    /// <param name="IsName">Whether it is a name.</param>
    /// <param name="IsSegment">Whether the name is an optional segment of the path.</param>
    public sealed record Part(string Text, bool IsName, bool IsSegment);
}
