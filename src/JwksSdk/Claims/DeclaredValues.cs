using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary>Says what values are declared, and how those of a token stand to them without naming one of the token's.</summary>
internal static class DeclaredValues
{
    public static string OneOf(IReadOnlyList<string> declared) =>
        declared.Count == 1 ? declared[0] : "one of " + string.Join(", ", declared);

    public static string AllOf(IReadOnlyList<string> declared) =>
        declared.Count == 1 ? declared[0] : "all of " + string.Join(", ", declared);

    /// <summary>How values of which none is a declared one stand to the declared ones.</summary>
    public static string Found(IReadOnlyList<string> declared, IReadOnlyList<string> given)
    {
        foreach (var one in declared)
        {
            foreach (var other in given)
            {
                if (Resemblance.Between(one, other) is { } difference)
                {
                    return $"the same as {one} but for {difference}";
                }
            }
        }

        return given.Count == 0 ? "none" : "none of these";
    }

    /// <summary>Which of the declared values are not among those of a token.</summary>
    public static string Missing(IReadOnlyList<string> declared, IReadOnlyList<string> given) =>
        "lacks " + string.Join(", ", declared.Except(given, StringComparer.Ordinal));
}
