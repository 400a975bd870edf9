using JwksSdk.Providers;

namespace JwksSdk.Tests.Providers.Convention;

/// <summary>A value of a shape stands in an address as it is, and can change nothing of it but its own place.</summary>
public sealed class InputShapeTests
{
    [Theory]
    [InlineData(InputShape.Text, "anything at all: { } / ?")]
    [InlineData(InputShape.Host, "login.acme.com")]
    [InlineData(InputShape.Host, "LOGIN.acme.com")]
    [InlineData(InputShape.Label, "acme")]
    [InlineData(InputShape.Label, "a")]
    [InlineData(InputShape.Label, "0-a--b-9")]
    [InlineData(InputShape.Name, "Acme-2.0_b~")]
    [InlineData(InputShape.Name, "...")]
    [InlineData(InputShape.Uuid, "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")]
    [InlineData(InputShape.Address, "https://login.acme.com")]
    [InlineData(InputShape.Address, "https://login.acme.com:8443/auth/x")]
    [InlineData(InputShape.Address, "http://localhost:8080")]
    [InlineData(InputShape.Address, "http://127.0.0.1:1234")]
    [InlineData(InputShape.Address, "http://[::1]:8080/x")]
    [InlineData(InputShape.Address, "https://10.0.0.1/a")]
    [InlineData(InputShape.Address, "https://login.acme.com/a..b/...")]
    [InlineData(InputShape.Host, "1.acme.com")]
    [InlineData(InputShape.Host, "0x7f.acme.com")]
    [InlineData(InputShape.Host, "127.0.0.1x")]
    public void A_value_of_the_shape_is_taken(InputShape shape, string value) =>
        Assert.Null(InputShapes.WhyNot(shape, value));

    [Theory]
    [InlineData(InputShape.Host, "login", "is not a host name")]
    [InlineData(InputShape.Host, "login.acme.com/x", "has a path")]
    [InlineData(InputShape.Host, "login.acme.com:443", "has a port")]
    [InlineData(InputShape.Label, "", "one label")]
    [InlineData(InputShape.Label, "a.b", "one label")]
    [InlineData(InputShape.Label, "Acme", "one label")]
    [InlineData(InputShape.Label, "-a", "one label")]
    [InlineData(InputShape.Label, "a-", "one label")]
    [InlineData(InputShape.Label, "a_b", "one label")]
    [InlineData(InputShape.Label, "é", "one label")]
    [InlineData(InputShape.Name, "", "or is a dot or two")]
    [InlineData(InputShape.Name, ".", "or is a dot or two")]
    [InlineData(InputShape.Name, "..", "or is a dot or two")]
    [InlineData(InputShape.Name, "a/b", "has a character")]
    [InlineData(InputShape.Name, "a b", "has a character")]
    [InlineData(InputShape.Name, "a%20b", "has a character")]
    [InlineData(InputShape.Name, "a?b", "has a character")]
    [InlineData(InputShape.Name, "a#b", "has a character")]
    [InlineData(InputShape.Name, "a\\b", "has a character")]
    [InlineData(InputShape.Name, "a@b", "has a character")]
    [InlineData(InputShape.Name, "a:b", "has a character")]
    [InlineData(InputShape.Name, "é", "has a character")]
    [InlineData(InputShape.Uuid, "0A1B2C3D-4e5f-6071-8293-a4b5c6d7e8f9", "is not a UUID")]
    [InlineData(InputShape.Uuid, "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "is not a UUID")]
    [InlineData(InputShape.Uuid, "{0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9}", "is not a UUID")]
    [InlineData(InputShape.Uuid, "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8fg", "is not a UUID")]
    [InlineData(InputShape.Uuid, "0a1b2c3d-4e5f-6071-8293aa4b5c6d7e8f9", "is not a UUID")]
    [InlineData(InputShape.Address, "login.acme.com", "is not an absolute https address")]
    [InlineData(InputShape.Address, "http://login.acme.com", "plain http")]
    [InlineData(InputShape.Address, "https://login.acme.com/", "ends with a slash")]
    [InlineData(InputShape.Address, "https://login.acme.com?x=1", "has a query")]
    [InlineData(InputShape.Address, "https://login.acme.com/?", "has a query")]
    [InlineData(InputShape.Address, "https://login.acme.com/#x", "has a fragment")]
    [InlineData(InputShape.Address, "https://u@login.acme.com", "has user information")]
    [InlineData(InputShape.Address, "https://@login.acme.com", "has user information")]
    [InlineData(InputShape.Address, "https://:@login.acme.com", "has user information")]
    [InlineData(InputShape.Address, "https://login.acme.com#", "has a fragment")]
    [InlineData(InputShape.Address, "https:login.acme.com", "is not an absolute https address")]
    [InlineData(InputShape.Address, "https:/login.acme.com", "is not an absolute https address")]
    [InlineData(InputShape.Address, "https://login.acme.com/\\x", "is not an absolute https address")]
    [InlineData(InputShape.Address, "https://login.acme.com\\x", "is not an absolute https address")]
    [InlineData(InputShape.Address, "https://login.acme.com/a/..", "has a segment of dots")]
    [InlineData(InputShape.Address, "https://login.acme.com/../b", "has a segment of dots")]
    [InlineData(InputShape.Address, "https://login.acme.com/./b", "has a segment of dots")]
    [InlineData(InputShape.Address, "https://login.acme.com/%2e%2E/b", "has a segment of dots")]
    [InlineData(InputShape.Address, "https://login.acme.com/.%2e", "has a segment of dots")]
    [InlineData(InputShape.Address, "http://127.1:8080", "is not written as four decimal numbers")]
    [InlineData(InputShape.Address, "http://0x7f.1", "is not written as four decimal numbers")]
    [InlineData(InputShape.Address, "http://0x7F000001/a", "is not written as four decimal numbers")]
    [InlineData(InputShape.Address, "http://2130706433", "is not written as four decimal numbers")]
    [InlineData(InputShape.Address, "http://0177.0.0.1", "is not written as four decimal numbers")]
    [InlineData(InputShape.Host, "1.1", "ends with a number")]
    [InlineData(InputShape.Host, "127.0.0.1", "ends with a number")]
    [InlineData(InputShape.Host, "169.254.169.254", "ends with a number")]
    [InlineData(InputShape.Host, "0x7f.1", "ends with a number")]
    [InlineData(InputShape.Host, "1.0X7f", "ends with a number")]
    [InlineData(InputShape.Host, "acme.1", "ends with a number")]
    public void Any_other_is_refused(InputShape shape, string value, string reason) =>
        Assert.Contains(reason, InputShapes.WhyNot(shape, value), StringComparison.Ordinal);

    [Fact]
    public void A_label_has_at_most_63_characters()
    {
        Assert.Null(InputShapes.WhyNot(InputShape.Label, new string('a', 63)));
        Assert.NotNull(InputShapes.WhyNot(InputShape.Label, new string('a', 64)));
    }

    [Fact]
    public void Every_shape_has_an_example_of_its_own() =>
        Assert.All(
            Enum.GetValues<InputShape>(),
            static shape => Assert.Null(InputShapes.WhyNot(shape, InputShapes.Example(shape)))
        );

    /// <summary>Properties of every declaration: what the convention knows of their names is what the attribute has.</summary>
    [Fact]
    public void The_vocabulary_and_the_shared_inputs_are_the_properties_of_every_declaration()
    {
        var properties = typeof(JwksDeclarationAttribute)
            .GetProperties()
            .Where(static property => property.CanWrite)
            .Select(static property => property.Name);
        var known = Vocabulary
            .All.SelectMany(static word => new[] { word.Name, word.Plural })
            .OfType<string>()
            .Concat(ProviderConvention.SharedNames)
            .Append("Section");

        Assert.Equal(known.Order(StringComparer.Ordinal), properties.Order(StringComparer.Ordinal));
    }
}
