using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Tests.Diagnostics;

namespace JwksSdk.Generators.Tests.Migration;

/// <summary>Metadata over plain http.</summary>
public sealed class PlainHttpMetadataTests
{
    [Theory]
    [InlineData(
        "Action<JwtBearerOptions> configure = options => options.RequireHttpsMetadata = false;",
        "options.RequireHttpsMetadata = false"
    )]
    [InlineData(
        "Action<JwtBearerOptions> configure = options => { options.RequireHttpsMetadata = false; };",
        "options.RequireHttpsMetadata = false"
    )]
    [InlineData("var options = new JwtBearerOptions { RequireHttpsMetadata = false };", "RequireHttpsMetadata = false")]
    [InlineData(
        "const bool https = false; var options = new JwtBearerOptions { RequireHttpsMetadata = https };",
        "RequireHttpsMetadata = https"
    )]
    [InlineData("var retriever = new HttpDocumentRetriever { RequireHttps = false };", "RequireHttps = false")]
    [InlineData(
        "if (flag) { new JwtBearerOptions().RequireHttpsMetadata = false; }",
        "new JwtBearerOptions().RequireHttpsMetadata = false"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsDevelopment()) { } else { options.RequireHttpsMetadata = false; }",
        "options.RequireHttpsMetadata = false"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (!host.IsDevelopment()) { options.RequireHttpsMetadata = false; }",
        "options.RequireHttpsMetadata = false"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsDevelopment() == false) { options.RequireHttpsMetadata = false; }",
        "options.RequireHttpsMetadata = false"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsDevelopment() is false) { options.RequireHttpsMetadata = false; }",
        "options.RequireHttpsMetadata = false"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsEnvironment(\"Production\")) { options.RequireHttpsMetadata = false; }",
        "options.RequireHttpsMetadata = false"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsEnvironment(\"production\") && flag) { options.RequireHttpsMetadata = false; }",
        "options.RequireHttpsMetadata = false"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsDevelopment() || flag) { options.RequireHttpsMetadata = false; }",
        "options.RequireHttpsMetadata = false"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsDevelopment() && flag) { } else { options.RequireHttpsMetadata = false; }",
        "options.RequireHttpsMetadata = false"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsEnvironment(\"Test\")) { } else if (flag) { options.RequireHttpsMetadata = false; }",
        "options.RequireHttpsMetadata = false"
    )]
    public async Task JWKS0054_is_reported_where_https_is_not_required(string code, string at)
    {
        var reported = Assert.Single(await Analyze(code));

        Assert.Equal(("JWKS0054", at), (reported.Id, reported.At));
    }

    [Theory]
    [InlineData("var options = new JwtBearerOptions { RequireHttpsMetadata = true };")]
    [InlineData("var options = new JwtBearerOptions { RequireHttpsMetadata = !host.IsDevelopment() };")]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsDevelopment()) { options.RequireHttpsMetadata = false; }"
    )]
    [InlineData(
        "if (flag && host.IsEnvironment(\"Test\")) { Action<JwtBearerOptions> configure = o => o.RequireHttpsMetadata = false; }"
    )]
    [InlineData("var own = new Own { RequireHttpsMetadata = false };")]
    [InlineData("var options = new JwtBearerOptions { SaveToken = false };")]
    [InlineData(
        "var options = new JwtBearerOptions(); if (!host.IsDevelopment()) { } else { options.RequireHttpsMetadata = false; }"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (!(flag || !host.IsDevelopment())) { options.RequireHttpsMetadata = false; }"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsDevelopment() is true) { options.RequireHttpsMetadata = false; }"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsDevelopment() == true && flag) { options.RequireHttpsMetadata = false; }"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsDevelopment() || host.IsEnvironment(\"Test\")) { options.RequireHttpsMetadata = false; }"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (!host.IsDevelopment() && !host.IsEnvironment(\"Test\")) { } else { options.RequireHttpsMetadata = false; }"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsEnvironment(text)) { options.RequireHttpsMetadata = false; }"
    )]
    [InlineData(
        "var options = new JwtBearerOptions(); if (host.IsDevelopment()) { if (flag) { } else { options.RequireHttpsMetadata = false; } }"
    )]
    public async Task JWKS0054_is_not_reported_for_https_and_for_development(string code) =>
        Assert.Empty(await Analyze(code));

    [Fact]
    public async Task JWKS0054_is_not_reported_in_generated_code_and_in_tests()
    {
        var source = OldWorld.Source("var options = new JwtBearerOptions { RequireHttpsMetadata = false };");

        Assert.Empty(await Reported.InApplicationAsync<PlainHttpMetadataAnalyzer>("// <auto-generated/>\n" + source));
        Assert.Empty(await Reported.ByAsync<PlainHttpMetadataAnalyzer>(GeneratorHarness.Compile(source)));
    }

    private static Task<IReadOnlyList<Reported>> Analyze(string code) =>
        OldWorld.AnalyzeAsync<PlainHttpMetadataAnalyzer>(code);
}
