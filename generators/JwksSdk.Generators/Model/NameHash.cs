using System.Globalization;

namespace JwksSdk.Generators.Model;

/// <summary>Tells names apart that are the same where they are used. It depends on the name alone, and on no other one.</summary>
internal static class NameHash
{
    /// <summary>The 64-bit FNV-1a hash of a name's UTF-16 code units, in hexadecimal digits.</summary>
    public static string Of(string name)
    {
        var hash = 14695981039346656037;
        foreach (var unit in name)
        {
            hash = unchecked((hash ^ unit) * 1099511628211);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
