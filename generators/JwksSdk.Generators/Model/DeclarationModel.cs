using JwksSdk.Providers;

namespace JwksSdk.Generators.Model;

/// <summary>
/// One declaration, as far as emitted code needs it. Immutable and structurally equal, and it must stay so when members
/// are added: no symbol, no syntax, no location.
/// </summary>
/// <param name="Type">The user's class.</param>
/// <param name="SimpleName">The name of the class as configuration and DI methods spell it: never escaped.</param>
/// <param name="Section">The configuration section; empty when nothing comes from configuration.</param>
/// <param name="Provider">The provider.</param>
/// <param name="Constants">The addresses that are known from the attribute alone.</param>
/// <param name="Inputs">Every input of the provider, in the order of its convention, then those of the attribute that it does not know.</param>
/// <param name="Kinds">Every kind of token of the provider, in the order of its convention.</param>
/// <param name="Issuers">The issuers that are known from the attribute alone; none where it is not sound.</param>
internal sealed record DeclarationModel(
    TypeModel Type,
    string SimpleName,
    string Section,
    ProviderModel Provider,
    EquatableArray<ConstantModel> Constants,
    EquatableArray<InputModel> Inputs,
    EquatableArray<KindModel> Kinds,
    EquatableArray<string> Issuers
)
{
    /// <summary>The IDs of their own under which the compiler reports the use of what is named.</summary>
    public EquatableArray<string> WarningIds { get; init; }

    /// <summary>The accessibility of everything that is emitted beside the class.</summary>
    public string Accessibility => Type.IsPublic ? "public" : "internal";

    /// <summary>The name of the emitted options class.</summary>
    public string OptionsName => SimpleName + "Options";

    /// <summary>The full name of the emitted options class, with <c>global::</c>.</summary>
    public string OptionsGlobalName =>
        Type.GlobalName.Substring(0, Type.GlobalName.Length - Type.Name.Length) + OptionsName;
}

/// <summary>A provider, by what emitted code says about it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Convention">The full name of its convention, with <c>global::</c>.</param>
/// <param name="DocumentationUri">The vendor's page on verifying its tokens.</param>
internal sealed record ProviderModel(string Name, string Convention, string DocumentationUri);

/// <summary>A constant of the client.</summary>
internal sealed record ConstantModel(string Name, string Value, string Summary);

/// <summary>One input, with what the attribute says about it.</summary>
/// <param name="Name">The name of the option, and the configuration key.</param>
/// <param name="Form">The form, which decides the option's type.</param>
/// <param name="Source">Where it may be given.</param>
/// <param name="Summary">What it means.</param>
/// <param name="Plural">The name of the array of a list; empty for other forms.</param>
/// <param name="ChoiceType">The full name of the enum of a choice, with <c>global::</c>; empty for other forms.</param>
/// <param name="Values">The attribute's values as text, a choice without a name that compiles as its number; empty when the attribute does not give the input.</param>
internal sealed record InputModel(
    string Name,
    InputForm Form,
    InputSource Source,
    string Summary,
    string Plural,
    string ChoiceType,
    EquatableArray<string> Values
);

/// <summary>One kind of token.</summary>
/// <param name="Name">Its name, which names the verify method.</param>
/// <param name="TokenType">The full name of its typed token, with <c>global::</c>.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Unavailable">Why the attribute alone does not make it available; empty when it does.</param>
/// <param name="IsRuledOut">Whether nothing else can make it available either.</param>
/// <param name="IsSealed">Whether its typed token is sealed, so that no application can derive its own.</param>
internal sealed record KindModel(
    string Name,
    string TokenType,
    string Summary,
    string Unavailable,
    bool IsRuledOut,
    bool IsSealed
);
