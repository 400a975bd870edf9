namespace JwksSdk.Providers;

/// <summary>
/// The inputs of one declaration, by name, as text: enum members by their names, flags as <c>true</c>, several values as
/// several entries. An input that was not given has no entry; one that was given empty has an entry without values.
/// </summary>
public sealed class ProviderInputs
{
    private static readonly string[] Nothing = [];

    // Sorted when it is asked for, and as a list: sorted dictionaries and sequences are compiled anew by each process.
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);

    /// <summary>The names of the inputs that were given, in ordinal order.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var names = _values.Keys.ToList();
            names.Sort(StringComparer.Ordinal);
            return names;
        }
    }

    /// <summary>Sets an input; null takes it back.</summary>
    /// <returns>This object, so that calls can be chained.</returns>
    public ProviderInputs Set(string name, params string[]? values)
    {
        if (values is null)
        {
            _values.Remove(name);
        }
        else
        {
            _values[name] = values;
        }

        return this;
    }

    /// <summary>Sets an input to one value; null takes it back.</summary>
    /// <returns>This object, so that calls can be chained.</returns>
    public ProviderInputs SetText(string name, string? value) => value is null ? Set(name, null) : Set(name, [value]);

    /// <summary>Whether the input was given, empty or not.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value of an input with one value; null when it was not given. The first one of several.</summary>
    public string? Text(string name) =>
        _values.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>All values of an input; empty when it was not given.</summary>
    public IReadOnlyList<string> List(string name) => _values.TryGetValue(name, out var values) ? values : Nothing;

    /// <summary>Whether a flag was given as true.</summary>
    public bool Flag(string name) => string.Equals(Text(name), "true", StringComparison.OrdinalIgnoreCase);
}
