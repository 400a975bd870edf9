using System.Collections.Immutable;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>What a diagnostic tells the code fixes, so that none has to read a message. Compiled into both assemblies.</summary>
internal static class FixProperties
{
    /// <summary>Present where <c>partial</c> is missing, at the type or at one around it.</summary>
    public const string MakePartial = nameof(MakePartial);

    /// <summary>The wrong value of an input, or members of an enum separated by commas; empty for the whole input.</summary>
    public const string Value = nameof(Value);

    /// <summary>What to write instead of the value; absent where the value is to be left out.</summary>
    public const string Replacement = nameof(Replacement);

    /// <summary>The properties of a diagnostic about a type that is not partial.</summary>
    public static ImmutableDictionary<string, string?> NotPartial { get; } =
        ImmutableDictionary<string, string?>.Empty.Add(MakePartial, null);

    /// <summary>The properties of a diagnostic about a value with one right correction.</summary>
    public static ImmutableDictionary<string, string?> Correct(string value, string? replacement)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Value, value);
        return replacement is null ? properties : properties.Add(Replacement, replacement);
    }
}
