using System.Globalization;
using System.Numerics;

namespace JwksSdk;

/// <summary>The active organization of a version 2 session token of Clerk: <c>o</c>.</summary>
[JwtClaims]
public sealed partial record ClerkOrganization
{
    // There is one bit for each permission of the instance: more than 64 is possible, more than a thousand is not sensible.
    private const int MaxBits = 1_024;
    private const int MaxDigits = 309;

    /// <summary><c>id</c>: the organization, <c>org_…</c>.</summary>
    [JwtClaim("id")]
    public string? Id { get; init; }

    /// <summary><c>slg</c>: its slug.</summary>
    [JwtClaim("slg")]
    public string? Slug { get; init; }

    /// <summary><c>rol</c>: the user's role in it, without <c>org:</c>.</summary>
    [JwtClaim("rol")]
    public string? Role { get; init; }

    /// <summary><c>per</c>: the names of the permissions, in the order of the bits of <see cref="FeaturePermissions"/>.</summary>
    [JwtClaim("per", Form = ClaimForm.CommaSeparated)]
    public IReadOnlyList<string> PermissionNames { get; init; } = [];

    /// <summary>
    /// <c>fpm</c>: for each feature of the organization, in their order, a whole number whose lowest bit stands for the
    /// first permission. One of more than 1,024 bits grants nothing.
    /// </summary>
    [JwtClaim("fpm", Form = ClaimForm.CommaSeparated)]
    public IReadOnlyList<string> FeaturePermissions { get; init; } = [];

    /// <summary>
    /// The permissions, as <c>org:{feature}:{permission}</c>. What is no number, and a number of more than 1,024 bits, grants
    /// nothing and keeps its place. The work grows with the lengths of the claims, not with their squares.
    /// </summary>
    /// <param name="features">The session's features, each with its scope; those of the organization count.</param>
    internal IReadOnlyList<string> PermissionsFor(IReadOnlyList<string> features)
    {
        var permissions = new List<string>();
        var index = 0;
        foreach (var feature in features)
        {
            var colon = feature.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !feature.AsSpan(0, colon).Contains('o'))
            {
                continue;
            }

            if (index == FeaturePermissions.Count)
            {
                break;
            }

            var bits = BitsOf(FeaturePermissions[index++]);
            for (var bit = 0; bit < bits.Length * 8 && bit < PermissionNames.Count; bit++)
            {
                if ((bits[bit / 8] & (1 << (bit % 8))) != 0)
                {
                    permissions.Add($"org:{feature.AsSpan(colon + 1)}:{PermissionNames[bit]}");
                }
            }
        }

        return permissions;
    }

    /// <summary>The type's name; never a claim value.</summary>
    public override string ToString() => nameof(ClerkOrganization);

    /// <summary>The bits, eight a byte, the lowest ones first.</summary>
    private static byte[] BitsOf(string number) =>
        number.Length <= MaxDigits
        && BigInteger.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits.GetBitLength() <= MaxBits
            ? bits.ToByteArray(isUnsigned: true)
            : [];
}
