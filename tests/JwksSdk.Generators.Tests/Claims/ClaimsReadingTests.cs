using System.Runtime.Loader;
using System.Text;

namespace JwksSdk.Generators.Tests.Claims;

/// <summary>Emitted readers, compiled and run on JSON: what they say goes where it should.</summary>
public sealed class ClaimsReadingTests
{
    // Reading begins inside of the library, so this project takes the name of the one that the library lets in.
    private const string Friend = "JwksSdk.Tests";

    private const string Types = """
        [JwtClaims]
        public partial record Parent
        {
            [JwtClaim("id")] public required string Id { get; init; }
            [JwtClaim("di")] protected long Number { get; init; }
            [JwtClaim("tags", Form = ClaimForm.SpaceSeparated)] public IReadOnlyList<string> Tags { get; init; } = [];
            [JwtClaim("more")] public IReadOnlyList<string>? More { get; init; }
            [JwtClaim("next")] public Parent? Next { get; init; }
            public virtual string Text =>
                $"{Id} {Number} [{string.Join("|", Tags)}] {More?.Count} ({Next?.Text})";
        }

        [JwtClaims]
        public sealed partial record Child : Parent
        {
            [JwtClaim("on")] public required bool On { get; init; }
            [JwtClaim("🗝")] public DateTimeOffset? Key { get; init; }
            public override string Text => $"{base.Text} {On} {Key?.ToUnixTimeSeconds()}";
        }

        public static class Probe
        {
            public static string Parent(byte[] json) => Read<Parent>(json);

            public static string Child(byte[] json) => Read<Child>(json);

            private static string Read<T>(byte[] json) where T : Parent, JwksSdk.Tokens.IJwtClaims<T>
            {
                var reader = new JwksSdk.Tokens.JwtClaimsReader(json);
                var text = T.Read(ref reader).Text;
                return reader.Error.Code == default ? text : $"{reader.Error.Code} {reader.Error.Member}";
            }
        }
        """;

    private static readonly Type Probe = Load(Types);

    [Theory]
    [InlineData("""{"id":"a"}""", "a 0 []  ()")]
    [InlineData("""{"id":"a","di":7,"tags":"x y","more":[],"next":{"id":"b"}}""", "a 7 [x|y] 0 (b 0 []  ())")]
    [InlineData("""{"x":{"id":1},"id":"a","ID":"b","tags":null,"di":null}""", "a 0 []  ()")]
    [InlineData("""{"\u0069d":"a"}""", "a 0 []  ()")]
    [InlineData("""{"di":7}""", "ClaimMissing id")]
    [InlineData("""{"id":null}""", "ClaimMissing id")]
    [InlineData("""{"id":7}""", "ClaimType id")]
    [InlineData("""{"id":"a","next":{}}""", "ClaimMissing id")]
    [InlineData("""{"id":"a","\u0069d":"a"}""", "DuplicateMember ")]
    [InlineData("""{"id":"a",}""", "InvalidJson ")]
    public void A_record_is_read_from_its_claims(string json, string expected) =>
        Assert.Equal(expected, Read("Parent", json));

    [Theory]
    [InlineData("""{"id":"a","on":true,"🗝":1700000000,"di":1}""", "a 1 []  () True 1700000000")]
    [InlineData("""{"id":"a"}""", "ClaimMissing on")]
    [InlineData("""{"on":true}""", "ClaimMissing id")]
    public void A_derived_record_reads_inherited_claims_and_its_own(string json, string expected) =>
        Assert.Equal(expected, Read("Child", json));

    private static string Read(string method, string json) =>
        (string)Probe.GetMethod(method)!.Invoke(null, [Encoding.UTF8.GetBytes(json)])!;

    private static Type Load(string types)
    {
        var project = GeneratorHarness.Compile(ClaimsSource.InNamespace(types)).WithAssemblyName(Friend);
        var run = GeneratorHarness.Run<JwtClaimsGenerator>(project);
        Compiled.WithoutWarnings(run);
        using var assembly = new MemoryStream();
        Assert.True(run.Output.Emit(assembly).Success);
        assembly.Position = 0;
        return new AssemblyLoadContext(Friend)
            .LoadFromStream(assembly)
            .GetType("Acme.Identity.Probe", throwOnError: true)!;
    }
}
