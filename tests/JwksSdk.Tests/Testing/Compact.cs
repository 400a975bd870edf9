using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace JwksSdk.Tests.Testing;

/// <summary>Takes a compact token apart without any verifier.</summary>
internal static class Compact
{
    public static JsonObject Header(string token) => JsonNode.Parse(Text(token, 0))!.AsObject();

    public static JsonObject Claims(string token) => JsonNode.Parse(Text(token, 1))!.AsObject();

    public static string KeyId(string token) => Header(token)["kid"]!.GetValue<string>();

    public static string Text(string token, int part) =>
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[part]));
}
