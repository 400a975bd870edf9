using JwksSdk.Generators.Tests.Diagnostics;

namespace JwksSdk.Generators.Tests.Conventions;

/// <summary>Mistakes in a convention: each is reported where it stands, and nothing is emitted that would not compile.</summary>
public sealed class ConventionDiagnosticTests
{
    private const string Convention = "[JwksConvention(\"https://login.acme.com/{Realm}\")]";
    private const string Realm = "[JwksConventionInput(\"Realm\", InputShape.Name, \"The realm.\")]";
    private const string Base = "[JwksConventionInput(\"Base\", InputShape.Address, \"The server.\")]";
    private const string Kind =
        "[JwksConventionToken<Acme.Tokens.RealmToken>(\"AccessToken\", \"a token\", AnyAudience = true)]";
    private const string Type = "public sealed partial class Sound";

    [Theory]
    [InlineData("public sealed class X;", "is not partial")]
    [InlineData("public abstract partial class X;", "abstract")]
    [InlineData("public static partial class X;", "static")]
    [InlineData("public sealed partial class X<T>;", "generic")]
    [InlineData("file sealed partial class X;", "file")]
    [InlineData("public sealed partial record X;", "record")]
    [InlineData("public sealed partial class X : System.EventArgs;", "derives from another class")]
    [InlineData("public sealed partial class X { public X(int n) { } }", "constructor")]
    [InlineData("public sealed partial class X { private X() { } }", "constructor")]
    [InlineData("public sealed partial class X(int n) { public int N => n; }", "constructor")]
    public Task JWKS0040_is_reported_for_a_class_that_cannot_be_completed(string type, string reason) =>
        Reports("JWKS0040", "X", reason, $"{Convention}{Realm}{Kind} {type}");

    [Theory]
    [InlineData("public class Outer {{ {0} public sealed partial class X; }}", "Outer, which is not partial")]
    [InlineData("public partial class Outer<T> {{ {0} public sealed partial class X; }}", "generic")]
    [InlineData("public partial interface IOuter {{ {0} public sealed partial class X; }}", "interface")]
    [InlineData("public partial class Outer {{ {0} private sealed partial class X; }}", "private")]
    public Task JWKS0040_is_reported_for_a_place_that_generated_code_is_not_in(string format, string reason) =>
        Reports(
            "JWKS0040",
            "X",
            reason,
            string.Format(System.Globalization.CultureInfo.InvariantCulture, format, Convention + Realm + Kind)
        );

    [Theory]
    [InlineData("[JwksConvention(\"https://login.acme.com\")]", "", "no kind of token")]
    [InlineData("[JwksConvention]", Kind, "no issuer")]
    public Task JWKS0040_is_reported_for_a_convention_that_lacks_something(string head, string kind, string reason) =>
        Reports("JWKS0040", head[1..^1], reason, $"{head}{kind} {Type};");

    [Fact]
    public Task JWKS0040_is_not_reported_for_classes_that_can_be_completed() =>
        ReportsNothing(
            $"{Convention}{Realm}{Kind} {Type} : JwksSdk.Providers.TemplateConvention {{ static Sound() {{ }} }}",
            $"partial class Outer {{ {Convention}{Realm}{Kind} internal partial class Inner {{ public override JwksSdk.Providers.KeyIdShape KeyIds => JwksSdk.Providers.KeyIdShape.Any; }} }}"
        );

    [Theory]
    [InlineData("https://acme.com/{Realm", "{ without a }")]
    [InlineData("https://acme.com/Realm}", "} without a {")]
    [InlineData("https://acme.com/{}/{Realm}", "neither {Name} nor {/Name}")]
    [InlineData("https://acme.com/{realm}", "neither {Name} nor {/Name}")]
    [InlineData("https://acme.com/{+Realm}", "neither {Name} nor {/Name}")]
    [InlineData("https://acme.com/{Realm*}", "neither {Name} nor {/Name}")]
    [InlineData("https://acme.com/{Realm} x", "white space")]
    [InlineData("https://acme.com/é/{Realm}", "outside ASCII")]
    [InlineData("", "is empty")]
    [InlineData("https://acme.com/{Realms}", "names Realms, which is no input")]
    [InlineData("https://acme.com/{ClientId}", "takes several values")]
    [InlineData("{Issuer}/x", "names Issuer")]
    [InlineData("https://{Realm}.acme.com", "within the host name")]
    [InlineData("https://acme.com{Realm}", "within the host name")]
    [InlineData("https://acme.com{/Realm}{Realm}", "where it could be part of the host")]
    [InlineData("https://acme.com{/Realm}.x{Realm}", "where it could be part of the host")]
    [InlineData("http://acme.com/{Realm}", "plain http")]
    [InlineData("https://user@acme.com/{Realm}", "user information")]
    [InlineData("https://acme.com/#{Realm}", "fragment")]
    [InlineData("acme.com/{Realm}", "give JwksUri")]
    public async Task JWKS0041_is_reported_for_a_template_that_gives_no_address(string template, string reason)
    {
        var head = $"JwksConvention(\"{template}\")";
        var reported = await Reported.ByAllAsync(Written.Token, Source($"[{head}]{Realm}{Kind} {Type};"));

        Assert.Equal(("JWKS0041", head), reported[0].Place);
        Assert.Contains(reason, reported[0].Message, StringComparison.Ordinal);
        // A template that does not name the input leaves it without use.
        Assert.All(reported.Skip(1), static each => Assert.Equal("JWKS0042", each.Id));
        CompilesWithoutIt($"[{head}]{Realm}{Kind} {Type};");
    }

    [Theory]
    [InlineData("keys/{Issuer}", "only at the beginning")]
    [InlineData("{/Issuer}", "only at the beginning")]
    [InlineData("{Issuer}.well-known/jwks.json", "could be part of its host")]
    [InlineData("{Issuer}:8443/keys", "could be part of its host")]
    [InlineData("{Issuer}{Realm}", "could be part of its host")]
    [InlineData("{Issuer}{/Realm}.keys", "could be part of its host")]
    [InlineData("{Issuer}{/Realm}{Realm}", "could be part of its host")]
    [InlineData("http://keys.acme.com", "plain http")]
    [InlineData("keys.acme.com", "not an absolute https address")]
    [InlineData("https://keys.acme.com/{Key}", "names Key, which is no input")]
    public Task JWKS0041_is_reported_for_an_address_of_keys(string template, string reason) =>
        Reports(
            "JWKS0041",
            $"JwksUri = \"{template}\"",
            reason,
            $"[JwksConvention(\"https://login.acme.com/{{Realm}}\", JwksUri = \"{template}\")]{Realm}{Kind} {Type};"
        );

    [Theory]
    [InlineData("InputShape.Text", "https://acme.com/{Realm}", "any text")]
    [InlineData("InputShape.Address", "https://acme.com/{Realm}", "only at the beginning")]
    [InlineData("InputShape.Address", "{/Realm}", "only at the beginning")]
    public Task JWKS0041_is_reported_for_a_shape_that_does_not_fit(string shape, string template, string reason) =>
        Reports(
            "JWKS0041",
            $"JwksConvention(\"{template}\")",
            reason,
            $"[JwksConvention(\"{template}\")]{Realm.Replace("InputShape.Name", shape, StringComparison.Ordinal)}{Kind} {Type};"
        );

    /// <summary>An address may be a host alone: what follows it without a slash would make another host of it.</summary>
    [Theory]
    [InlineData("{Base}{Realm}", "Name")]
    [InlineData("{Base}{Realm}", "Label")]
    [InlineData("{Base}.{Realm}", "Host")]
    [InlineData("{Base}{/Realm}{Realm}", "Uuid")]
    public Task JWKS0041_is_reported_for_what_an_address_could_take_into_its_host(string template, string shape) =>
        Reports(
            "JWKS0041",
            $"JwksConvention(\"{template}\")",
            "where it could be part of the host",
            $"[JwksConvention(\"{template}\")]{Base}{Realm.Replace("InputShape.Name", "InputShape." + shape, StringComparison.Ordinal)}{Kind} {Type};"
        );

    [Theory]
    [InlineData("{Base}/{Realm}")]
    [InlineData("{Base}{/Realm}")]
    [InlineData("{Base}{/Realm}/x{Realm}")]
    public Task JWKS0041_is_not_reported_for_a_path_below_an_address(string template) =>
        ReportsNothing($"[JwksConvention(\"{template}\")]{Base}{Realm}{Kind} {Type};");

    [Theory]
    [InlineData("InputShape.Name", "\"https://acme.com/{Realm}\"")]
    [InlineData("InputShape.Name", "\"https://acme.com{/Realm}/x\"")]
    [InlineData("InputShape.Label", "\"https://{Realm}.acme.com\"")]
    [InlineData("InputShape.Uuid", "\"https://{Realm}.acme.com:8443/{Realm}/\"")]
    [InlineData("InputShape.Host", "\"https://{Realm}:8443\"")]
    [InlineData("InputShape.Address", "\"{Realm}/realms\"")]
    [InlineData("InputShape.Name", "\"http://localhost:8080/{Realm}\"")]
    [InlineData("InputShape.Name", "\"https://acme.com{/Realm}{/Realm}/{Realm}\"")]
    [InlineData("InputShape.Name", "\"https://acme.com/{Realm}\", JwksUri = \"{Issuer}\"")]
    [InlineData("InputShape.Name", "\"https://acme.com/{Realm}/\", JwksUri = \"{Issuer}?keys\"")]
    [InlineData("InputShape.Name", "\"https://acme.com/{Realm}/\", JwksUri = \"{Issuer}{/Realm}/keys\"")]
    [InlineData("InputShape.Name", "\"acme/{Realm}\", JwksUri = \"https://keys.acme.com/{Realm}?v=1\"")]
    [InlineData(
        "InputShape.Name",
        "\"https://acme.com\", \"https://acme.com/{Realm}\", JwksUri = \"{Issuer}/{Realm}\""
    )]
    public Task JWKS0041_is_not_reported_for_templates_that_give_addresses(string shape, string arguments) =>
        ReportsNothing(
            $"[JwksConvention({arguments})]{Realm.Replace("InputShape.Name", shape, StringComparison.Ordinal)}{Kind} {Type};"
        );

    [Theory]
    [InlineData("\"\", InputShape.Text, \"x\"", "empty name")]
    [InlineData("\"region\", InputShape.Text, \"x\"", "a letter in upper case")]
    [InlineData("\"The-Region\", InputShape.Text, \"x\"", "a letter in upper case")]
    [InlineData("\"Issuer\", InputShape.Text, \"x\"", "every provider has")]
    [InlineData("\"Startup\", InputShape.Text, \"x\"", "every provider has")]
    [InlineData("\"Section\", InputShape.Text, \"x\"", "every provider has")]
    [InlineData("\"JWKSURI\", InputShape.Text, \"x\"", "every provider has")]
    [InlineData("\"ToString\", InputShape.Text, \"x\"", "generated member")]
    [InlineData("\"BindText\", InputShape.Text, \"x\"", "generated member")]
    [InlineData("\"AcmeOptions\", InputShape.Text, \"x\"", "generated member or class")]
    [InlineData("\"Audiences\", InputShape.Text, \"x\"", "a name of Audience")]
    [InlineData("\"CLIENTID\", InputShape.Text, \"x\"", "a name of ClientId")]
    [InlineData("\"Realm\", InputShape.Text, \"x\"", "declared twice")]
    [InlineData("\"REALM\", InputShape.Text, \"x\"", "by case alone")]
    [InlineData("\"Region\", InputShape.Text, \"x\", Plural = \"Realm\"", "declared twice")]
    [InlineData("\"Region\", InputShape.Text, \"x\", Plural = \"Scopes-of\"", "a letter in upper case")]
    [InlineData("\"Region\", InputShape.Text, \"x\", Plural = \"ClientIds\"", "a name of ClientId")]
    [InlineData("\"Audience\", InputShape.Text, \"x\", Plural = \"Apis\"", "is Audiences")]
    [InlineData("\"Domain\", InputShape.Host, \"x\", Plural = \"Domains\"", "takes one value")]
    [InlineData("\"RequiredScope\", InputShape.Text, \"x\", Grant = JwtGrant.Role", "is Scope")]
    [InlineData("\"Region\", InputShape.Text, \" \"", "no summary")]
    [InlineData("\"Region\", (InputShape)9, \"x\"", "does not exist")]
    [InlineData("\"Region\", InputShape.Text, \"x\", Grant = (JwtGrant)9", "does not exist")]
    [InlineData("\"Region\", InputShape.Label, \"x\", Example = \"a.b\"", "an example that is not one label")]
    public async Task JWKS0042_is_reported_for_an_input_that_cannot_be(string arguments, string reason)
    {
        var source = $"{Convention}{Realm}[JwksConventionInput({arguments})]{Kind} {Type};";
        var reported = await Reported.ByAllAsync(Written.Token, Source(source));

        Assert.Equal(("JWKS0042", $"JwksConventionInput({arguments})"), reported[0].Place);
        Assert.Contains(reported, each => each.Message.Contains(reason, StringComparison.Ordinal));
        Assert.All(reported, static each => Assert.Equal("JWKS0042", each.Id));
        CompilesWithoutIt(source);
    }

    [Theory]
    [InlineData("\"Region\", InputShape.Text, \"x\"")]
    [InlineData("\"Audience\", InputShape.Text, \"x\"")]
    [InlineData("\"Domain\", InputShape.Host, \"x\"")]
    public Task JWKS0042_is_reported_for_an_input_that_nothing_names(string arguments) =>
        Reports(
            "JWKS0042",
            $"JwksConventionInput({arguments})",
            "would do nothing",
            $"{Convention}{Realm}[JwksConventionInput({arguments})]{Kind} {Type};"
        );

    [Theory]
    [InlineData(
        "\"Region\", InputShape.Text, \"x\", Plural = \"Regions\", Example = \"{anything}\"",
        "Needs = \"Region\""
    )]
    [InlineData("\"Audience\", InputShape.Uuid, \"x\", Plural = \"Audiences\"", "Needs = \"Audience\"")]
    [InlineData(
        "\"RequiredRole\", InputShape.Text, \"x\", Grant = JwtGrant.Role",
        "Requires = new[] { \"roles=RequiredRole\" }"
    )]
    public Task JWKS0042_is_not_reported_for_inputs_that_are_used(string arguments, string used) =>
        ReportsNothing(
            $"{Convention}{Realm}[JwksConventionInput({arguments})]{Kind.Replace("\"a token\"", $"\"a token\", {used}", StringComparison.Ordinal)} {Type};"
        );

    private static Task Reports(string id, string at, string reason, string source) =>
        ConventionReports.OnlyAsync(id, at, reason, Source(source));

    private static async Task ReportsNothing(params string[] types)
    {
        foreach (var type in types)
        {
            Assert.Empty(await Reported.ByAllAsync(Written.Token, Source(type)));
            Assert.Empty(ConventionReports.Errors(Source(type)));
        }
    }

    private static void CompilesWithoutIt(string source) => Assert.Empty(ConventionReports.Errors(Source(source)));

    private static string Source(string type) => $"using JwksSdk;\n{type}";
}
