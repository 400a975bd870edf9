namespace JwksSdk;

/// <summary>
/// Declares an identity provider that a convention describes: one of the application's own, or of a package. It is completed
/// and checked as <see cref="JwksProviderAttribute"/> is.
/// </summary>
/// <remarks>
/// The inputs that only this convention has are given by <see cref="JwksInputAttribute"/>, and by configuration under their own
/// names.
/// </remarks>
/// <typeparam name="TConvention">The class that is marked <see cref="JwksConventionAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class JwksProviderAttribute<TConvention> : JwksDeclarationAttribute;
