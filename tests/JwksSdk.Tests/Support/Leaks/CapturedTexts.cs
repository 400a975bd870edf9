using System.Collections.Concurrent;
using System.Text;

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>Every text that the library let out in any test, once, with where it was first seen.</summary>
internal sealed class CapturedTexts
{
    private readonly ConcurrentDictionary<string, string> _origins = new(StringComparer.Ordinal);

    /// <summary>The texts, each with a description of its origin that holds nothing of the text.</summary>
    public IReadOnlyDictionary<string, string> Origins => _origins;

    /// <summary>Keeps a text. Allocates nothing for one that is kept already, or too short to hold a leak.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">What kind of text it is.</param>
    /// <param name="source">Who let it out.</param>
    public void Add(string? text, string kind, string source)
    {
        if (text is not null && Encoding.UTF8.GetByteCount(text) >= LeakSearch.Shortest && !_origins.ContainsKey(text))
        {
            _origins.TryAdd(text, $"{kind} of {source}{CurrentTest()}");
        }
    }

    /// <summary>Keeps a value of a log message, tag or scope as whoever exports it would write it.</summary>
    public void AddValue(object? value, string kind, string source)
    {
        if (value is IEnumerable<string> several)
        {
            foreach (var each in several)
            {
                Add(each, kind, source);
            }
        }
        else
        {
            Add(value as string ?? value?.ToString(), kind, source);
        }
    }

    // Not the display name: that of a theory holds its arguments, and those may be tokens.
    private static string CurrentTest() =>
        TestContext.Current is { TestClass: { } type, TestMethod: { } method }
            ? $", in {type.TestClassName}.{method.MethodName}"
            : "";
}
