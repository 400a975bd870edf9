using JwksSdk.Benchmarks.Scenarios;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Reporting;

/// <summary>The chief figures on one screen: ours, and beside each what the peers have.</summary>
internal static class Summary
{
    private const string None = "–";

    private static readonly Row[] Rows =
    [
        new("Verify a token, RS256-2048: time", "verify", "RS256-2048", "ratio"),
        new("… bytes allocated", "verify", "RS256-2048", "bytes"),
        new("Verify a token, ES384: time", "verify", "ES384", "ratio"),
        new("Verify it again, from the cache: time", "cache", "RS256-2048, known", "ratio"),
        new("Refuse a malformed token: time", "refuse", "malformed", "ratio"),
        new("… bytes allocated", "refuse", "malformed", "bytes"),
        new("Refuse a foreign issuer: time", "refuse", "foreign issuer", "ratio"),
        new("Refuse an unknown key id: time", "refuse", "unknown kid", "ratio"),
        new("… among 100 keys: time", "refuse", "unknown kid, 100 keys", "ratio"),
        new("… bytes allocated", "refuse", "unknown kid, 100 keys", "bytes"),
        new("Refuse a bad signature: time", "refuse", "bad signature", "ratio"),
        new("Refuse an expired token: time", "refuse", "expired", "ratio"),
        new("10,000 tokens at once, no keys yet: requests", "endpoint", "cold, 10,000 tokens at once", "requests"),
        new("10,000 unknown key ids: requests", "endpoint", "10,000 unknown kids", "requests"),
        new(
            "1,000 tokens, provider down: requests, retries included",
            "endpoint",
            "down at a cold cache, 1,000 tokens, with retries",
            "requests"
        )
        {
            // A peer has but its own way to try again.
            PeersCase = "down at a cold cache, 1,000 tokens",
        },
        new("First token after a rotation: refused", "endpoint", "first token after a rotation", "refused"),
        new(
            "… right after 10,000 unknown key ids",
            "endpoint",
            "first token after a rotation, right after 10,000 unknown kids",
            "refused"
        ),
        new("… 30 s after them", "endpoint", "first token after a rotation, 30 s after 10,000 unknown kids", "refused"),
        new("Two threads verify so many times as much as one", "threads", "RS256-2048", "gain"),
        new("First token of an application, libraries as they are packed: ms", "cold", "JIT", "ms"),
        new("… all of it compiled ahead of time: ms", "cold", "ReadyToRun", "ms"),
        new(
            "Generators, 10 declarations: of what the compiler takes to check 2,000 files",
            "generator",
            Generators,
            "ratio",
            "first run"
        ),
        new("… after an edit elsewhere", "generator", Generators, "ratio", "unrelated edit"),
    ];

    private const string Generators = "10 declarations in 2,000 files";

    public static IEnumerable<string> Lines(IReadOnlyList<Figure> figures)
    {
        var rows = Rows.Select(row => (Row: row, Figures: figures.Where(row.Has).ToArray())).ToArray();
        string[] peers =
        [
            .. rows.Where(static each => each.Row.HasPeers)
                .SelectMany(static each => each.Figures)
                .Select(static figure => figure.Subject)
                .Where(static subject => !SubjectNames.IsOurs(subject) && !SubjectNames.IsBaseline(subject))
                .Distinct(),
        ];
        return Table.Lines(
            [
                ["", "JwksSdk", .. peers],
                .. rows.Select(each =>
                    (string[])
                        [
                            each.Row.What,
                            Cell(each.Figures, each.Row.IsOurs),
                            .. peers.Select(peer => Cell(each.Figures, figure => figure.Subject == peer)),
                        ]
                ),
            ],
            labels: 1
        );
    }

    private static string Cell(Figure[] figures, Func<Figure, bool> isIt) =>
        figures.FirstOrDefault(isIt) is { } figure ? Table.Text(figure) : None;

    /// <summary>A row of the table.</summary>
    /// <param name="What">What it says.</param>
    /// <param name="Scenario">The scenario of its figures.</param>
    /// <param name="Case">Their case.</param>
    /// <param name="Unit">Their unit.</param>
    /// <param name="Ours">The subject that is ours where its name does not tell, and where nobody else does the like.</param>
    private sealed record Row(string What, string Scenario, string Case, string Unit, string? Ours = null)
    {
        public bool HasPeers => Ours is null;

        /// <summary>The case of the peers' figures where it is another one.</summary>
        public string? PeersCase { get; init; }

        public bool Has(Figure figure) =>
            figure.Scenario == Scenario
            && figure.Unit == Unit
            && figure.Case == (SubjectNames.IsOurs(figure.Subject) ? Case : PeersCase ?? Case);

        public bool IsOurs(Figure figure) =>
            Ours is null ? SubjectNames.IsOurs(figure.Subject) : figure.Subject == Ours;
    }
}
