namespace JwksSdk.Providers;

/// <summary>
/// Walks through the features of an organization (<c>fea</c>), each with its number (<c>fpm</c>), and allocates nothing. An
/// empty feature and an empty number keep their place. It ends where either list does, and at an item of <c>fea</c> without a
/// scope: nobody can tell whether that has a number, and so to which features the numbers after it belong.
/// </summary>
internal ref struct ClerkFeatureNumbers
{
    private readonly ReadOnlySpan<char> _featureText;
    private readonly ReadOnlySpan<char> _numberText;
    private MemoryExtensions.SpanSplitEnumerator<char> _features;
    private MemoryExtensions.SpanSplitEnumerator<char> _numbers;

    /// <param name="features"><c>fea</c>: the features, each with its scope; those of the organization count.</param>
    /// <param name="numbers"><c>fpm</c>.</param>
    public ClerkFeatureNumbers(string? features, string? numbers)
    {
        _featureText = features;
        _numberText = numbers;
        _features = _featureText.Split(',');
        _numbers = _numberText.Split(',');
    }

    /// <summary>The feature's name, without its scope.</summary>
    public ReadOnlySpan<char> Feature { get; private set; }

    /// <summary>Its number, as it stands there.</summary>
    public ReadOnlySpan<char> Number { get; private set; }

    /// <summary>Goes to the next feature; not to be called again once it was false.</summary>
    public bool MoveNext()
    {
        while (_features.MoveNext())
        {
            var item = _featureText[_features.Current].Trim(' ');
            var colon = item.IndexOf(':');
            if (colon < 0)
            {
                return false;
            }

            if (item[..colon].Contains('o'))
            {
                Feature = item[(colon + 1)..];
                var hasNumber = _numbers.MoveNext();
                Number = hasNumber ? _numberText[_numbers.Current].Trim(' ') : default;
                return hasNumber;
            }
        }

        return false;
    }
}
