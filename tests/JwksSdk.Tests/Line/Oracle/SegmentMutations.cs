namespace JwksSdk.Tests.Line.Oracle;

/// <summary>Changes of what the parts of a compact token are, and how many.</summary>
internal static class SegmentMutations
{
    private static readonly string[] Fillers =
    [
        "",
        "e30",
        "AA",
        "eyJhbGciOiJub25lIn0",
        "bnVsbA",
        "W10",
        "!",
        "IA",
        ".",
    ];

    public static IEnumerable<Mutation> All =>
        [
            new("parts in another order", 30, static c => Shuffled(c)),
            new("a part of another token", 80, static c => Mixed(c)) { IsForgery = true },
            new("a part that is empty or other text", 60, static c => Filled(c)),
            new("a part less", 30, static c => Without(c)),
            new("parts more", 50, static c => WithMore(c)),
            new("many dots", 10, static c => new string('.', c.Below(20_000))),
            new("JSON serialization", 30, static c => Json(c)),
            new("a part encoded twice", 30, static c => EncodedTwice(c)),
            new("nested as the claims of another header", 20, static c => Nested(c)),
            new("too long", 10, static c => c.Text + new string('A', 16_384 + c.Below(100_000))),
            new(
                "no token at all",
                10,
                static c => c.Any(["", " ", ".", "..", "null", "{}", "undefined", "mt_0123", "oat_1.2.3", "ak_1"])
            ),
        ];

    private static string Shuffled(MutationCase c)
    {
        var parts = c.Text.Split('.');
        do
        {
            c.Random.Shuffle(parts);
        } while (string.Join('.', parts) == c.Text);

        return string.Join('.', parts);
    }

    private static string Mixed(MutationCase c)
    {
        var parts = c.Text.Split('.');
        // Tokens of one provider may have the same header: a part that changes nothing is no mutation.
        var other = c.Pool.Good.Where(token => token.Text != c.Text).ToArray();
        while (true)
        {
            var at = c.Below(3);
            var part = c.Any(other).Text.Split('.')[at];
            if (part != parts[at])
            {
                parts[at] = part;
                return string.Join('.', parts);
            }
        }
    }

    private static string Filled(MutationCase c)
    {
        var parts = c.Text.Split('.');
        parts[c.Below(3)] = c.Any(Fillers);
        return string.Join('.', parts);
    }

    private static string Without(MutationCase c)
    {
        var parts = c.Text.Split('.').ToList();
        parts.RemoveAt(c.Below(3));
        return string.Join('.', parts);
    }

    private static string WithMore(MutationCase c)
    {
        var parts = c.Text.Split('.').ToList();
        for (var count = 1 + c.Below(4); count > 0; count--)
        {
            parts.Insert(c.Below(parts.Count + 1), c.OneIn(2) ? c.Any(Fillers) : c.Any(parts));
        }

        return string.Join('.', parts);
    }

    private static string Json(MutationCase c)
    {
        var parts = c.Text.Split('.');
        return c.Below(3) switch
        {
            0 => $$"""{"protected":"{{parts[0]}}","payload":"{{parts[1]}}","signature":"{{parts[2]}}"}""",
            1 =>
                $$"""{"payload":"{{parts[1]}}","signatures":[{"protected":"{{parts[0]}}","signature":"{{parts[2]}}"}]}""",
            // Both at once: the text of a compact token with a JSON object in one of its parts.
            _ => $$"""{"protected":"{{parts[0]}}","x":"{{parts[0]}}.{{parts[1]}}.{{parts[2]}}"}""",
        };
    }

    private static string EncodedTwice(MutationCase c)
    {
        var parts = c.Text.Split('.');
        var at = c.Below(3);
        parts[at] = RawToken.Encode(parts[at]);
        return string.Join('.', parts);
    }

    private static string Nested(MutationCase c)
    {
        var parts = c.Text.Split('.');
        return RawToken.Encode("""{"alg":"none","cty":"JWT"}""") + "." + RawToken.Encode(c.Text) + "." + parts[2];
    }
}
