namespace MultiIdp;

/// <summary>Prints tables whose every line has an expectation, and remembers which were not met.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<Row> _rows = [];
    private int _lines;
    private int _unexpected;

    /// <summary>Adds a line.</summary>
    /// <param name="provider">Who issued the token.</param>
    /// <param name="subject">What was looked at.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="expected">The name that the outcome must have.</param>
    public void Add(string provider, string subject, Outcome outcome, string expected)
    {
        _lines++;
        var met = outcome.Name == expected;
        _unexpected += met ? 0 : 1;
        _rows.Add(
            new Row(
                met ? " " : "!",
                provider,
                subject,
                outcome.Verdict,
                met ? outcome.Detail : $"EXPECTED {expected}; {outcome.Detail}"
            )
        );
    }

    /// <summary>Adds a line about how many requests a provider's key set had.</summary>
    public void AddRequests(string provider, string subject, int requests, int expected) =>
        Add(provider, subject, Outcome.Of(Requests(requests), ""), Requests(expected));

    /// <summary>Prints the lines added since the last table, as one table.</summary>
    public void Print(string title)
    {
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine(new string('-', title.Length));
        var provider = Width(static row => row.Provider);
        var subject = Width(static row => row.Subject);
        var verdict = Width(static row => row.Verdict);
        foreach (var row in _rows)
        {
            var line =
                $"{row.Mark} {row.Provider.PadRight(provider)}  {row.Subject.PadRight(subject)}  {row.Verdict.PadRight(verdict)}  {row.Detail}";
            output.WriteLine(line.TrimEnd());
        }

        _rows.Clear();
    }

    /// <summary>Prints a text of several lines under a title.</summary>
    public void PrintText(string title, string text)
    {
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine(new string('-', title.Length));
        output.WriteLine(text);
    }

    /// <summary>Prints the sum.</summary>
    /// <returns>The exit code: 0 when every line was as expected.</returns>
    public int Finish(TimeSpan took)
    {
        output.WriteLine();
        output.WriteLine(
            _unexpected == 0
                ? $"{_lines} outcomes, all as expected, in {took.TotalSeconds:0.0} s."
                : $"{_lines} outcomes, {_unexpected} NOT AS EXPECTED (marked with !), in {took.TotalSeconds:0.0} s."
        );
        return _unexpected == 0 ? 0 : 1;
    }

    private static string Requests(int count) => count == 1 ? "1 request" : $"{count} requests";

    private int Width(Func<Row, string> column) => _rows.Max(row => column(row).Length);

    private sealed record Row(string Mark, string Provider, string Subject, string Verdict, string Detail);
}
