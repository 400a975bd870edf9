namespace JwksSdk;

/// <summary>
/// How key sets are protected in a shared cache. From configuration: section <c>JwksKeySharing</c>, as
/// <c>Keys:0:Name</c>, <c>Keys:0:Value</c>, <c>Keys:1:Name</c>, …; what code adds comes after it.
/// </summary>
public sealed class KeySharingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "JwksKeySharing";

    /// <summary>
    /// The secrets. The first one protects new entries, each one is good for reading. To change the secret: add the new one
    /// as the last everywhere, then make it the first, then take the old one away. Not used when an
    /// <see cref="Keys.IKeySetProtector"/> is among the services.
    /// </summary>
    public IList<KeySharingKey> Keys { get; } = [];

    /// <summary>Adds a secret as the last.</summary>
    /// <param name="name">1 to 32 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
    /// <param name="base64">32 random bytes in base64 (<c>openssl rand -base64 32</c>).</param>
    public KeySharingOptions AddKey(string name, string base64)
    {
        Keys.Add(new KeySharingKey(name, base64));
        return this;
    }

    /// <summary>Everything that is wrong with the keys; empty when they can be used.</summary>
    internal static IEnumerable<string> Problems(IEnumerable<KeySharingKey> keys)
    {
        var all = keys.ToArray();
        return all.Select(static key => key.Problem())
            .OfType<string>()
            .Concat(
                all.CountBy(static key => key.Name, StringComparer.Ordinal)
                    .Where(static name => name.Value > 1)
                    .Select(static name => $"Two keys have the name '{name.Key}'.")
            );
    }
}
