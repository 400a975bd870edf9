using System.Buffers.Text;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>
/// Whether a captured text has at least 20 bytes in common with a token, in its compact form or decoded. What declarations
/// of the suite say, and the names of claims that a token type knows, are no secrets.
/// </summary>
internal sealed class LeakSearch
{
    /// <summary>The shortest leak, in bytes.</summary>
    public const int Shortest = 20;

    private const byte Blank = 0;
    private readonly IReadOnlyDictionary<string, string> _origins;
    private readonly HashSet<string> _known;
    private readonly byte[][] _knownBytes;
    private readonly string[] _texts;
    private readonly GramIndex _index;
    private readonly Dictionary<int, byte[]> _unknown = [];
    private readonly SortedDictionary<string, int> _leaks = new(StringComparer.Ordinal);

    /// <summary>Prepares a search.</summary>
    /// <param name="origins">The captured texts and their origins.</param>
    /// <param name="declared">Values that declarations say.</param>
    public LeakSearch(IReadOnlyDictionary<string, string> origins, IReadOnlySet<string> declared)
    {
        _origins = origins;
        _known = declared
            .Concat(ClaimNames())
            .Where(static text => text.Length >= Shortest / 2)
            .ToHashSet(StringComparer.Ordinal);
        _knownBytes = [.. _known.Select(Encoding.UTF8.GetBytes)];
        _texts = [.. origins.Keys];
        _index = new GramIndex(_texts);
    }

    /// <summary>The origins of texts that hold a part of a token, with the length of the longest such part. Nothing of the part.</summary>
    public IReadOnlyList<string> Run(IEnumerable<string> tokens)
    {
        foreach (var token in tokens)
        {
            Find(Encoding.UTF8.GetBytes(token));
            var parts = token.Split('.');
            FindHeader(Decode(parts[0]));
            FindClaims(Decode(parts.ElementAtOrDefault(1) ?? ""));
        }

        return [.. _leaks.Select(static leak => $"{leak.Value} bytes in {leak.Key}")];
    }

    /// <summary>The names of all claims that token types of the library and of its tests read.</summary>
    private static IEnumerable<string> ClaimNames() =>
        new[] { typeof(JwtError).Assembly, typeof(LeakSearch).Assembly }
            .SelectMany(static assembly => assembly.GetTypes())
            .SelectMany(static type => type.GetProperties())
            .Select(static property => property.GetCustomAttribute<JwtClaimAttribute>()?.Name)
            .OfType<string>();

    private static byte[] Decode(string part) => Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : [];

    /// <summary>Looks for the texts of a header alone: a key in it may be one that is published, and its JSON is like any JWK's.</summary>
    private void FindHeader(byte[] json) =>
        ForEachText(
            json,
            (ref reader) =>
            {
                if (reader is { TokenType: JsonTokenType.String, CurrentDepth: 1 })
                {
                    Find(Encoding.UTF8.GetBytes(reader.GetString()!));
                }
            }
        );

    /// <summary>Looks for claims, as their JSON and, where that has escapes, as texts without them.</summary>
    private void FindClaims(byte[] json)
    {
        // Every token repeats what is known anyway, and thousands of texts say it: blanked beforehand, it costs nothing.
        var rest = json.ToArray();
        ForEachText(
            json,
            (ref reader) =>
            {
                var text = reader.GetString()!;
                if (_known.Contains(text))
                {
                    rest.AsSpan((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2).Fill(Blank);
                }
                else if (reader.ValueIsEscaped)
                {
                    Find(Encoding.UTF8.GetBytes(text));
                }
            }
        );
        Find(rest);
    }

    private delegate void Visit(ref Utf8JsonReader reader);

    /// <summary>Visits names and texts, up to where it is no JSON any more: all of it is looked for in its compact form as well.</summary>
    private static void ForEachText(byte[] json, Visit visit)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    visit(ref reader);
                }
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException) { }
    }

    private void Find(ReadOnlySpan<byte> secret) =>
        _index.Find(
            secret,
            Shortest,
            (text, common) =>
            {
                var origin = _origins[_texts[text]];
                var length = common.End.Value - common.Start.Value;
                if (_leaks.GetValueOrDefault(origin) < length && IsSecret(text, common))
                {
                    _leaks[origin] = length;
                }
            }
        );

    /// <summary>Whether enough is left of a common part without what is known anyway.</summary>
    private bool IsSecret(int text, Range common)
    {
        if (!_unknown.TryGetValue(text, out var unknown))
        {
            unknown = WithoutKnown(_index[text]);
            _unknown.Add(text, unknown);
        }

        if (LongestRun(unknown.AsSpan(common)) < Shortest)
        {
            return false;
        }

        var part = _index[text][common].ToArray();
        return !_knownBytes.Any(known => known.AsSpan().IndexOf(part) >= 0);
    }

    /// <summary>A text in which everything is blank that is known anyway.</summary>
    private byte[] WithoutKnown(ReadOnlySpan<byte> text)
    {
        var unknown = text.ToArray();
        foreach (var known in _knownBytes)
        {
            for (var from = 0; text[from..].IndexOf(known) is >= 0 and var at; from += at + 1)
            {
                unknown.AsSpan(from + at, known.Length).Fill(Blank);
            }
        }

        return unknown;
    }

    private static int LongestRun(ReadOnlySpan<byte> bytes)
    {
        var longest = 0;
        var run = 0;
        foreach (var each in bytes)
        {
            run = each == Blank ? 0 : run + 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
