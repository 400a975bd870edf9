using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using JwksSdk.Generators.Tests.Support;
using JwksSdk.PackageTests.Packing;

namespace JwksSdk.PackageTests;

/// <summary>What is in a package, to the file: whatever else gets in has to be put into these lists by someone.</summary>
public sealed class ContentTests(Packages packages)
{
    private const string Runtime = "JwksSdk";
    private const string Testing = "JwksSdk.Testing";
    private const string Cli = "JwksSdk.Cli";

    [Fact]
    public void The_runtime_package_holds_the_library_and_its_analyzers() =>
        Assert.Equal(
            [
                "JwksSdk.nuspec",
                "README.md",
                "analyzers/dotnet/cs/JwksSdk.CodeFixes.dll",
                "analyzers/dotnet/cs/JwksSdk.Generators.dll",
                "lib/net10.0/JwksSdk.dll",
                "lib/net10.0/JwksSdk.xml",
                "runtimes/linux-arm64/lib/net10.0/JwksSdk.dll",
                "runtimes/linux-x64/lib/net10.0/JwksSdk.dll",
                "runtimes/win-x64/lib/net10.0/JwksSdk.dll",
            ],
            Files(Runtime)
        );

    /// <summary>The machine of an image is that of its processor, with a mark of the system where that is not Windows.</summary>
    [Theory]
    [InlineData("linux-arm64", Machine.Arm64, 0x7B79)]
    [InlineData("linux-x64", Machine.Amd64, 0x7B79)]
    [InlineData("win-x64", Machine.Amd64, 0)]
    public void An_image_is_the_same_library_compiled_for_its_system(string system, Machine processor, int mark)
    {
        using var library = Assembly("lib");
        using var image = Assembly($"runtimes/{system}/lib");

        Assert.Equal(0, library.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        Assert.NotEqual(0, image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        Assert.Equal((int)processor ^ mark, (ushort)image.PEHeaders.CoffHeader.Machine);
        Assert.Equal(Version(library), Version(image));

        PEReader Assembly(string folder) =>
            new(new MemoryStream(Contents(Runtime).Single(each => each.Path == $"{folder}/net10.0/JwksSdk.dll").Bytes));

        static Guid Version(PEReader assembly)
        {
            var metadata = assembly.GetMetadataReader();
            return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
        }
    }

    [Fact]
    public void The_testing_package_holds_its_library_alone() =>
        Assert.Equal(
            [
                "JwksSdk.Testing.nuspec",
                "README.md",
                "lib/net10.0/JwksSdk.Testing.dll",
                "lib/net10.0/JwksSdk.Testing.xml",
            ],
            Files(Testing)
        );

    [Theory]
    [InlineData(Runtime)]
    [InlineData(Testing)]
    public void A_package_needs_what_its_project_references_and_no_compiler(string name)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", name, name + ".csproj"));
        var references = project
            .Descendants()
            .Where(static each => each.Name.LocalName is "PackageReference" or "ProjectReference")
            .Where(static each => each.Attribute("ReferenceOutputAssembly")?.Value != "false")
            .Select(static each => each.Attribute("Include")!.Value)
            .Select(static each =>
                each.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(each) : each
            );

        var needed = Specification(name)
            .Descendants()
            .Where(static each => each.Name.LocalName == "dependency")
            .Select(static each => each.Attribute("id")!.Value)
            .ToArray();

        Assert.Equal(references.Order(StringComparer.Ordinal), needed.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(needed, static each => each.Contains("CodeAnalysis", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Runtime)]
    [InlineData(Testing)]
    [InlineData(Cli)]
    public void A_package_says_what_it_is_and_where_it_comes_from(string name)
    {
        var facts = Specification(name)
            .Descendants()
            .GroupBy(static each => each.Name.LocalName)
            .ToDictionary(static each => each.Key, static each => each.First());

        foreach (
            var fact in new[] { "authors", "description", "license", "readme", "tags", "projectUrl", "releaseNotes" }
        )
        {
            Assert.True(facts.TryGetValue(fact, out var said) && said.Value.Length > 0, $"{name} has no {fact}.");
        }

        Assert.Equal("https://github.com/jwkssdk/jwkssdk", facts["repository"].Attribute("url")?.Value);
        Assert.Matches("^[0-9a-f]{40}$", facts["repository"].Attribute("commit")?.Value ?? "");
    }

    [Theory]
    [InlineData(Runtime)]
    [InlineData(Testing)]
    public void Symbols_lead_to_every_source_file(string name)
    {
        using var package = ZipFile.OpenRead(packages[name, "snupkg"]);
        var entry = Assert.Single(package.Entries, static each => each.Name.EndsWith(".pdb", StringComparison.Ordinal));
        using var pdb = new MemoryStream();
        using (var stream = entry.Open())
        {
            stream.CopyTo(pdb);
        }

        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pdb.ToArray()));

        Symbols.AssertLeadToSource(provider.GetMetadataReader());
    }

    [Fact]
    public void The_analyzers_carry_their_symbols_and_load_no_workspaces()
    {
        foreach (
            var (path, bytes) in Contents(Runtime)
                .Where(static each => each.Path.StartsWith("analyzers/", StringComparison.Ordinal))
        )
        {
            using var assembly = new PEReader(new MemoryStream(bytes));
            var embedded = Assert.Single(
                assembly.ReadDebugDirectory(),
                static each => each.Type == DebugDirectoryEntryType.EmbeddedPortablePdb
            );
            using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
            Symbols.AssertLeadToSource(provider.GetMetadataReader());

            var metadata = assembly.GetMetadataReader();
            var references = metadata
                .AssemblyReferences.Select(each => metadata.GetString(metadata.GetAssemblyReference(each).Name))
                .ToArray();
            Assert.True(
                path.EndsWith("CodeFixes.dll", StringComparison.Ordinal)
                    || !references.Any(static each => each.Contains("Workspaces", StringComparison.Ordinal)),
                $"{path} needs Workspaces, which the command-line compiler does not have."
            );
        }
    }

    [Theory]
    [InlineData(Runtime)]
    [InlineData(Testing)]
    [InlineData(Cli)]
    public void Nothing_in_a_package_names_the_machine_it_was_packed_on(string name)
    {
        foreach (var (path, bytes) in Contents(name))
        {
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
            {
                Assert.True(
                    bytes.AsSpan().IndexOf(encoding.GetBytes(Repository.Root + Path.DirectorySeparatorChar)) < 0,
                    $"{path} of {name} holds the path of the repository."
                );
            }
        }
    }

    private string[] Files(string name) =>
        [.. Contents(name).Select(static each => each.Path).Order(StringComparer.Ordinal)];

    private XDocument Specification(string name) =>
        XDocument.Load(
            new MemoryStream(
                Contents(name).Single(static each => each.Path.EndsWith(".nuspec", StringComparison.Ordinal)).Bytes
            )
        );

    /// <summary>The files of a package, without those that the format itself demands.</summary>
    private IEnumerable<(string Path, byte[] Bytes)> Contents(string name)
    {
        using var package = ZipFile.OpenRead(packages[name]);
        foreach (var entry in package.Entries)
        {
            if (entry.FullName is "[Content_Types].xml" || entry.FullName.Split('/')[0] is "_rels" or "package")
            {
                continue;
            }

            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            yield return (entry.FullName, bytes.ToArray());
        }
    }
}
