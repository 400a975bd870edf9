namespace JwksSdk;

/// <summary>Declares an input of a convention: its property of generated options, and its configuration key.</summary>
/// <remarks>
/// <c>Audience</c>, <c>ClientId</c>, <c>RequiredScope</c>, <c>RequiredPermission</c>, <c>RequiredRole</c>, <c>RequiredGroup</c> and
/// <c>Organization</c> need not be declared: a kind of token that names one has it. They and <c>Domain</c> are properties of
/// <see cref="JwksProviderAttribute{TConvention}"/>; every other input is given by <see cref="JwksInputAttribute"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class JwksConventionInputAttribute : Attribute
{
    /// <summary>Declares an input.</summary>
    /// <param name="name">Its name: a letter in upper case, then letters and digits of ASCII.</param>
    /// <param name="shape">What its value looks like.</param>
    /// <param name="summary">What it means, in the provider's own vocabulary.</param>
    public JwksConventionInputAttribute(string name, InputShape shape, string summary)
    {
        Name = name;
        Shape = shape;
        Summary = summary;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What its value looks like.</summary>
    public InputShape Shape { get; }

    /// <summary>What it means.</summary>
    public string Summary { get; }

    /// <summary>A value, for messages. Default: one of its shape.</summary>
    public string? Example { get; set; }

    /// <summary>
    /// The name under which a list is configured, for an input that takes several values. Default: none, and it takes one. An
    /// input of an address takes one.
    /// </summary>
    public string? Plural { get; set; }

    /// <summary>What it asks a token to grant, where a kind of token names it among its requirements. Default: nothing.</summary>
    public JwtGrant Grant { get; set; }
}
