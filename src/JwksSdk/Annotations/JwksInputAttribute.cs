namespace JwksSdk;

/// <summary>Gives an input that a convention has beyond those that are properties of <see cref="JwksProviderAttribute{TConvention}"/>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class JwksInputAttribute : Attribute
{
    /// <summary>Gives an input.</summary>
    /// <param name="name">Its name, as the convention declares it.</param>
    /// <param name="values">Its value; several where the convention gives it a plural.</param>
    public JwksInputAttribute(string name, params string[] values)
    {
        Name = name;
        Values = values;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its values.</summary>
    public IReadOnlyList<string> Values { get; }
}
