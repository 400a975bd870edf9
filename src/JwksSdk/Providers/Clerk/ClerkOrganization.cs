using System.Globalization;
using System.Numerics;
using JwksSdk.Providers;

namespace JwksSdk;

/// <summary>The active organization of a version 2 session token of Clerk: <c>o</c>.</summary>
[JwtClaims]
public sealed partial record ClerkOrganization
{
    // There is one bit for each permission of the instance: more than 64 is possible, more than a thousand is not sensible.
    private const int MaxBits = 1_024;
    private const int MaxDigits = 309;

    // A hundred features with sixty permissions each, all of them granted, unfold about fifty times.
    private const int MaxGrowth = 64;

    /// <summary><c>id</c>: the organization, <c>org_…</c>.</summary>
    [JwtClaim("id")]
    public string? Id { get; init; }

    /// <summary><c>slg</c>: its slug.</summary>
    [JwtClaim("slg")]
    public string? Slug { get; init; }

    /// <summary><c>rol</c>: the user's role in it, without <c>org:</c>.</summary>
    [JwtClaim("rol")]
    public string? Role { get; init; }

    /// <summary>
    /// <c>per</c>: the names of the permissions, in the order of the bits of <see cref="FeaturePermissions"/>. An empty one keeps
    /// its place and is never granted. Split at each call.
    /// </summary>
    public IReadOnlyList<string> PermissionNames => ClerkList.Items(PermissionText);

    /// <summary>
    /// <c>fpm</c>: for each feature of the organization, in their order, a whole number whose lowest bit stands for the
    /// first permission. What is no number, an empty item included, and one of more than 1,024 bits grant nothing and keep
    /// their place. Split at each call.
    /// </summary>
    public IReadOnlyList<string> FeaturePermissions => ClerkList.Items(NumberText);

    /// <summary><c>per</c> as it stands in the token.</summary>
    [JwtClaim("per")]
    internal string? PermissionText { get; init; }

    /// <summary><c>fpm</c> as it stands in the token.</summary>
    [JwtClaim("fpm")]
    internal string? NumberText { get; init; }

    /// <summary>
    /// The permissions, as <c>org:{feature}:{permission}</c>; none where they have together more than 64 times as many
    /// characters as the claims that they are packed into.
    /// </summary>
    /// <param name="features"><c>fea</c> as it stands in the token.</param>
    internal IReadOnlyList<string> PermissionsFor(string? features)
    {
        Span<Range> names = stackalloc Range[MaxBits + 1];
        names = PlacesOfNames(names);
        var permissions = new List<string>();
        var left = MaxGrowth * (Length(features) + Length(PermissionText) + Length(NumberText));
        Span<byte> buffer = stackalloc byte[MaxBits / 8];
        var all = new ClerkFeatureNumbers(features, NumberText);
        while (all.MoveNext())
        {
            var bits = all.Feature.IsEmpty ? default : BitsOf(all.Number, buffer);
            for (var bit = 0; bit < bits.Length * 8 && bit < names.Length; bit++)
            {
                var name = (bits[bit / 8] & (1 << (bit % 8))) == 0 ? default : NameAt(names[bit]);
                if (name.IsEmpty)
                {
                    continue;
                }

                var permission = $"org:{all.Feature}:{name}";
                left -= permission.Length;
                if (left < 0)
                {
                    return [];
                }

                permissions.Add(permission);
            }
        }

        return permissions;
    }

    /// <summary>
    /// Which of these permissions, each as <c>org:{feature}:{permission}</c>, are granted. They are looked for in the packed
    /// form, however much it would unfold to: the work for each grows with the lengths of the claims, and no faster.
    /// </summary>
    /// <param name="permissions">The permissions.</param>
    /// <param name="features"><c>fea</c> as it stands in the token.</param>
    internal IReadOnlyList<string> Granted(IReadOnlyList<string> permissions, string? features)
    {
        var granted = new List<string>(permissions.Count);
        for (var i = 0; i < permissions.Count; i++)
        {
            if (Grants(permissions[i], features))
            {
                granted.Add(permissions[i]);
            }
        }

        return granted;
    }

    /// <summary>The type's name; never a claim value.</summary>
    public override string ToString() => nameof(ClerkOrganization);

    private static int Length(string? text) => text?.Length ?? 0;

    private bool Grants(string permission, string? features)
    {
        const string Prefix = "org:";
        if (!permission.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        // Both names may hold a colon themselves, so that any may be the one between them.
        var rest = permission.AsSpan(Prefix.Length);
        for (var colon = 0; colon < rest.Length; colon++)
        {
            if (rest[colon] == ':' && Grants(rest[..colon], rest[(colon + 1)..], features))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any of the feature's places grants the permission at any of its places.</summary>
    private bool Grants(ReadOnlySpan<char> feature, ReadOnlySpan<char> name, string? features)
    {
        if (feature.IsEmpty || name.IsEmpty)
        {
            return false;
        }

        Span<byte> wanted = stackalloc byte[MaxBits / 8];
        Span<byte> buffer = stackalloc byte[MaxBits / 8];
        SetBitsOf(name, wanted);
        var all = new ClerkFeatureNumbers(features, NumberText);
        while (all.MoveNext())
        {
            var bits = all.Feature.SequenceEqual(feature) ? BitsOf(all.Number, buffer) : default;
            for (var i = 0; i < bits.Length; i++)
            {
                if ((bits[i] & wanted[i]) != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Sets the bits of a permission, and no others.</summary>
    private void SetBitsOf(ReadOnlySpan<char> name, Span<byte> bits)
    {
        bits.Clear();
        Span<Range> names = stackalloc Range[MaxBits + 1];
        names = PlacesOfNames(names);
        for (var bit = 0; bit < names.Length; bit++)
        {
            bits[bit / 8] |= (byte)(NameAt(names[bit]).SequenceEqual(name) ? 1 << (bit % 8) : 0);
        }
    }

    /// <summary>Where the names are that a bit can stand for. The last place is for the rest, which is none of them.</summary>
    private Span<Range> PlacesOfNames(Span<Range> places) =>
        places[..Math.Min(PermissionText.AsSpan().Split(places, ','), MaxBits)];

    private ReadOnlySpan<char> NameAt(Range place) => PermissionText.AsSpan()[place].Trim(' ');

    /// <summary>The bits, eight a byte, the lowest ones first.</summary>
    private static ReadOnlySpan<byte> BitsOf(ReadOnlySpan<char> number, Span<byte> buffer) =>
        number.Length <= MaxDigits
        && BigInteger.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits.TryWriteBytes(buffer, out var length, isUnsigned: true)
            ? buffer[..length]
            : default;
}
