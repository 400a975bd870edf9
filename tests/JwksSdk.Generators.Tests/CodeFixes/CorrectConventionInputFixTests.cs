using JwksSdk.CodeFixes;
using JwksSdk.Generators.Diagnostics;

namespace JwksSdk.Generators.Tests.CodeFixes;

/// <summary>Values of a convention's inputs that have one right correction.</summary>
public sealed class CorrectConventionInputFixTests
{
    private const string Convention = """
        using JwksSdk;

        [JwksConvention("{Server}/{Team}/{Realm}", "https://{Zone}.{Domain}/")]
        [JwksConventionInput("Server", InputShape.Address, "The server.")]
        [JwksConventionInput("Domain", InputShape.Host, "The host.")]
        [JwksConventionInput("Zone", InputShape.Label, "The zone.")]
        [JwksConventionInput("Team", InputShape.Uuid, "The team.")]
        [JwksConventionInput("Realm", InputShape.Name, "The realm.")]
        [JwksConventionInput("Tenant", InputShape.Uuid, "The tenants.", Plural = "Tenants")]
        [JwksConventionToken<OpenIdConnectAccessToken>(
            "AccessToken",
            "an access token",
            Audience = "Audience",
            Requires = new[] { "tid=Tenant" }
        )]
        public sealed partial class Realms;
        """;

    private const string Uuid = "0a1b2c3d-0000-4000-8000-000000000000";
    private const string UpperUuid = "0A1B2C3D-0000-4000-8000-000000000000";

    [Theory]
    [InlineData("\"Server\", \"https://login.acme.com/\"", "\"Server\", \"https://login.acme.com\"")]
    [InlineData("\"Server\", \"https://login.acme.com/auth//\"", "\"Server\", \"https://login.acme.com/auth\"")]
    [InlineData("\"Server\", values: \"https://login.acme.com/\"", "\"Server\", values: \"https://login.acme.com\"")]
    [InlineData(
        "values: new[] { \"https://login.acme.com/\" }, name: \"Server\"",
        "values: new[] { \"https://login.acme.com\" }, name: \"Server\""
    )]
    // The name of the input is no value of it.
    [InlineData("\"Zone\", \"Zone\"", "\"Zone\", \"zone\"")]
    [InlineData("name: \"Zone\", \"Zone\"", "name: \"Zone\", \"zone\"")]
    [InlineData("\"Team\", \"" + UpperUuid + "\"", "\"Team\", \"" + Uuid + "\"")]
    // One that is right already stays.
    [InlineData(
        "\"Tenant\", \"" + Uuid + "\", /* ours */ \"" + UpperUuid + "\"",
        "\"Tenant\", \"" + Uuid + "\", /* ours */ \"" + Uuid + "\""
    )]
    public Task A_value_is_corrected(string before, string after) =>
        Fixes($"[JwksInput({before})]", $"[JwksInput({after})]");

    [Fact]
    public Task A_value_of_the_declaring_attribute_is_corrected() =>
        Fixes(
            "[JwksProvider<Realms>(Domain = \"https://login.acme.com\")]",
            "[JwksProvider<Realms>(Domain = \"login.acme.com\")]"
        );

    [Fact]
    public async Task All_values_are_corrected_at_once()
    {
        using var fix = Fix(
            "[JwksInput(\"Tenant\", \"" + UpperUuid + "\", \"" + UpperUuid.Replace('0', '1') + "\")]",
            "[JwksInput(\"Server\", \"https://login.acme.com/\"), JwksInput(\"Team\", \"" + UpperUuid + "\")]"
        );

        var text = Assert.Single(
            await fix.FixAllAsync(),
            static each => each.Contains("JwksInput(", StringComparison.Ordinal)
        );

        Assert.Contains(
            "[JwksInput(\"Server\", \"https://login.acme.com\"), JwksInput(\"Team\", \"" + Uuid + "\")]",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("\"" + Uuid + "\", \"" + Uuid.Replace('0', '1') + "\")", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[JwksInput(\"Server\", \"http://login.acme.com/\")]")]
    [InlineData("[JwksInput(\"Server\", \"https://login.acme.com/?a=b/\")]")]
    [InlineData("[JwksInput(\"Server\", \"login.acme.com\")]")]
    [InlineData("[JwksInput(\"Zone\", \"zone.acme\")]")]
    [InlineData("[JwksInput(\"Team\", \"ops\")]")]
    [InlineData("[JwksInput(\"Realm\", \"a/b\")]")]
    [InlineData("[JwksInput(\"Zone\", Names.Zone)]")]
    [InlineData("[JwksInput(\"Zone\", \"Zo\" + \"ne\")]")]
    [InlineData("[JwksProvider<Realms>(Domain = \"https://me@login.acme.com\")]")]
    public async Task Nothing_is_offered_without_one_right_correction_here(string attribute)
    {
        using var fix = Fix(attribute, "internal static class Names { public const string Zone = \"Zone\"; }");

        Assert.NotEmpty(await Diagnostics.Reported.ByAllAsync([.. fix.Sources]));
        Assert.Empty(await fix.TitlesAsync());
    }

    private static async Task Fixes(string before, string after)
    {
        using var fix = Fix(before);
        using var fixedAlready = Fix(after);

        Assert.Single(await fix.TitlesAsync());
        Assert.Equal(fixedAlready.Sources[0], await fix.FixAsync());
        Assert.Empty(await fixedAlready.TitlesAsync());
    }

    private static CodeFixHarness Fix(string attribute, string more = "")
    {
        var declaring = attribute.StartsWith("[JwksProvider", StringComparison.Ordinal) ? "" : "[JwksProvider<Realms>]";
        var (before, after) = more.StartsWith('[') ? (more, "") : ("", more);
        return new(
            new JwksProviderAnalyzer(),
            new CorrectInputFix(),
            $"""
            using JwksSdk;

            {before}
            {attribute}
            {declaring}
            public sealed partial class X;
            {after}
            """,
            Convention
        );
    }
}
