using System.Globalization;
using System.Text;

namespace JwksSdk;

/// <summary>Writes an explanation for people: one line a check, more where there is something to say, and what to do at the end.</summary>
internal static class ExplanationText
{
    private const int Width = 120;

    public static string Of(JwtExplanation explanation)
    {
        var text = new StringBuilder();
        text.Append(explanation.IsVerified ? "The token is accepted." : $"The token is refused: {explanation.Error}");
        text.Append("\n\n");
        Fact(text, "declaration", explanation.Declaration);
        Fact(text, "kind", explanation.Kind);
        Fact(text, "moment", Moment(explanation.At));
        text.Append('\n');
        var width = explanation.Checks.Select(static check => check.Name.Length).Append(0).Max();
        foreach (var check in explanation.Checks)
        {
            Write(text, $"{Word(check.Outcome)}  {check.Name.PadRight(width)}  ", Said(check));
        }

        if (!explanation.IsVerified)
        {
            text.Append('\n');
            Write(text, "What to do: ", Fixes(explanation));
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>A moment, to the second.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Fact(StringBuilder text, string name, string? value) =>
        text.Append(name.PadRight(13)).Append(value ?? "not found out").Append('\n');

    private static string Word(JwtCheckOutcome outcome) =>
        outcome switch
        {
            JwtCheckOutcome.Passed => "passed ",
            JwtCheckOutcome.Failed => "FAILED ",
            _ => "skipped",
        };

    /// <summary>What to do, for each sort of failure once, and where there is more to read.</summary>
    private static List<Paragraph> Fixes(JwtExplanation explanation)
    {
        var failures = explanation
            .Checks.Where(static check => check.Outcome == JwtCheckOutcome.Failed)
            .Select(static check => (Description: JwtErrors.For(check.Error.Code), check.Fix))
            .Distinct()
            .ToArray();
        var fixes = new List<Paragraph>();
        foreach (var (description, fix) in failures)
        {
            var label = failures.Length == 1 ? "" : $"{description.Code}: ";
            fixes.Add(new Paragraph(label, fix ?? description.Fix));
            Add(fixes, new string(' ', label.Length), description.HelpLink);
        }

        return fixes;
    }

    private static List<Paragraph> Said(JwtCheck check)
    {
        var isFailed = check.Outcome == JwtCheckOutcome.Failed;
        var said = new List<Paragraph>();
        if (isFailed)
        {
            said.Add(new Paragraph("", check.Error.ToString()));
        }

        Add(said, isFailed ? "declared: " : "", check.Declared);
        Add(said, isFailed ? "found: " : "", check.Finding);
        return said;
    }

    private static void Add(List<Paragraph> said, string label, string? lines)
    {
        foreach (var line in lines?.Split('\n') ?? [])
        {
            said.Add(new Paragraph(label, line));
            label = new string(' ', label.Length);
        }
    }

    /// <summary>Writes paragraphs behind a start, each on lines of its own, broken between words.</summary>
    private static void Write(StringBuilder text, string start, List<Paragraph> paragraphs)
    {
        var line = new StringBuilder(start);
        foreach (var paragraph in paragraphs)
        {
            line.Append(paragraph.Label);
            var indent = start.Length + paragraph.Label.Length;
            foreach (var word in paragraph.Text.Split(' '))
            {
                if (line.Length > indent && line.Length + word.Length > Width)
                {
                    End(text, line, indent);
                }

                line.Append(word).Append(' ');
            }

            End(text, line, start.Length);
        }

        if (paragraphs.Count == 0)
        {
            End(text, line, 0);
        }
    }

    private static void End(StringBuilder text, StringBuilder line, int indent)
    {
        text.Append(line.ToString().TrimEnd()).Append('\n');
        line.Clear().Append(' ', indent);
    }

    private readonly record struct Paragraph(string Label, string Text);
}
