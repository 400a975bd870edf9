using System.Text;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Tokens;

/// <summary>Reads one claim, <c>c</c>, out of a JSON object made for the purpose.</summary>
internal static class ClaimText
{
    public delegate TValue Reading<out TValue>(ref JwtClaimsReader reader);

    public static (TValue? Value, JwtError Error) Read<TValue>(string json, Reading<TValue> read, string claim = "c") =>
        ReadObject($$"""{"before":[1],"{{claim}}":{{json}},"after":{"a":1} }""", claim, read);

    public static (TValue? Value, JwtError Error) ReadObject<TValue>(string json, string claim, Reading<TValue> read)
    {
        var reader = new JwtClaimsReader(Encoding.UTF8.GetBytes(json));
        TValue? value = default;
        while (reader.ReadMember())
        {
            if (reader.Name.SequenceEqual(Encoding.UTF8.GetBytes(claim)))
            {
                value = read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return (value, reader.Complete());
    }

    public static JwtError Error(string json)
    {
        var reader = new JwtClaimsReader(Encoding.UTF8.GetBytes(json));
        while (reader.ReadMember())
        {
            reader.Skip();
        }

        return reader.Complete();
    }
}
