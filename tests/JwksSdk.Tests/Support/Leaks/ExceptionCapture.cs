using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>Keeps what every exception says that is raised in the library's code or passes through it.</summary>
internal static class ExceptionCapture
{
    private static readonly HashSet<Assembly> Library =
    [
        typeof(JwtError).Assembly,
        typeof(FakeSigningKey).Assembly,
        typeof(global::JwksSdk.Cli.JwksTool).Assembly,
    ];

    private static readonly ConcurrentDictionary<(Type, string), byte> Seen = new();

    private static readonly ConcurrentDictionary<Type, bool> HasOwnText = new();

    [ThreadStatic]
    private static bool _isWatching;

    /// <summary>Looks at an exception that is thrown, or thrown on, at this moment.</summary>
    public static void Watch(Exception exception)
    {
        if (_isWatching)
        {
            return;
        }

        _isWatching = true;
        try
        {
            var plain = exception.InnerException is null && exception.Data.Count == 0;
            var key = (exception.GetType(), exception.Message);
            if ((!plain || !Seen.ContainsKey(key)) && IsOfLibrary(exception))
            {
                Seen.TryAdd(key, 0);
                Keep(exception, "an exception", $"{exception.GetType().Name} of {Thrower(exception)}");
            }
        }
        finally
        {
            _isWatching = false;
        }
    }

    /// <summary>Keeps what an exception says, and those within it, whoever raised it.</summary>
    public static void Keep(Exception exception, string kind, string source)
    {
        var texts = LeakCapture.Texts;
        texts.Add(exception.Message, kind + "'s message", source);
        foreach (DictionaryEntry entry in exception.Data)
        {
            texts.Add(entry.Key.ToString(), kind + "'s data", source);
            texts.AddValue(entry.Value, kind + "'s data", source);
        }

        // The platform's own form is the messages with a stack trace, and writing that reads debug symbols: seconds on a
        // busy machine, in the middle of a test.
        if (HasOwnText.GetOrAdd(exception.GetType(), OverridesToString))
        {
            texts.Add(exception.ToString(), kind + "'s text", source);
        }

        IEnumerable<Exception> within = exception switch
        {
            AggregateException several => several.InnerExceptions,
            { InnerException: { } inner } => [inner],
            _ => [],
        };
        foreach (var each in within)
        {
            Keep(each, kind, source);
        }
    }

    private static bool OverridesToString(Type type) =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType!.Assembly != typeof(Exception).Assembly;

    private static string Thrower(Exception exception) =>
        exception.TargetSite is { } method ? $"{method.DeclaringType}.{method.Name}" : "an unknown method";

    private static bool IsOfLibrary(Exception exception) =>
        Library.Contains(exception.GetType().Assembly)
        || HasFrame(new StackTrace(exception, fNeedFileInfo: false))
        || HasFrame(new StackTrace(fNeedFileInfo: false));

    private static bool HasFrame(StackTrace trace)
    {
        for (var i = 0; i < trace.FrameCount; i++)
        {
            if (trace.GetFrame(i)!.GetMethod()?.DeclaringType?.Assembly is { } assembly && Library.Contains(assembly))
            {
                return true;
            }
        }

        return false;
    }
}
