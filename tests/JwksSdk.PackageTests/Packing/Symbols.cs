using System.Reflection.Metadata;
using System.Text.Json;

namespace JwksSdk.PackageTests.Packing;

/// <summary>What the debug symbols of an assembly say about its sources.</summary>
internal static class Symbols
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>
    /// Every source file is either in the symbols themselves, as generated ones are, or has an address at the code host, at
    /// one commit (Source Link).
    /// </summary>
    public static void AssertLeadToSource(MetadataReader symbols)
    {
        var link = Assert.Single(Informations(symbols, EntityHandle.ModuleDefinition, SourceLink));
        using var json = JsonDocument.Parse(link);
        var (folder, address) = json
            .RootElement.GetProperty("documents")
            .EnumerateObject()
            .Select(static each => (each.Name.TrimEnd('*'), each.Value.GetString()!))
            .Single();
        Assert.Matches("^https://raw\\.githubusercontent\\.com/jwkssdk/jwkssdk/[0-9a-f]{40}/\\*$", address);

        Assert.NotEmpty(symbols.Documents);
        foreach (var handle in symbols.Documents)
        {
            var path = symbols.GetString(symbols.GetDocument(handle).Name);
            Assert.True(
                path.StartsWith(folder, StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
                    || Informations(symbols, handle, EmbeddedSource).Any(),
                $"Nothing leads to {path}."
            );
        }
    }

    private static IEnumerable<byte[]> Informations(MetadataReader symbols, EntityHandle of, Guid kind) =>
        symbols
            .GetCustomDebugInformation(of)
            .Select(symbols.GetCustomDebugInformation)
            .Where(each => symbols.GetGuid(each.Kind) == kind)
            .Select(each => symbols.GetBlobBytes(each.Value));
}
